"""Names one edit away from those of a register, and some two edits away: what bench_near asks."""

from random import Random

from benchmarks.register import registered
from creditdelta.kernel.names.normal_form import read_notes
from creditdelta.rulebook.name_words import name_words

FAR_SHARE = 0.2


def register(count: int) -> list[str]:
    """The names of a register in normal form, each once."""
    words = name_words()
    return list(dict.fromkeys(read_notes(name, words).name for _, name, _ in registered(count)))


def questions(names: list[str], count: int) -> list[str]:
    """Spoilt names: a sign missing, too many, another, or two exchanged; a fifth are spoilt twice."""
    rng = Random(11)
    found = []
    for name in rng.choices(names, k=count):
        once = _spoilt(rng, name)
        found.append(_spoilt(rng, once) if rng.random() < FAR_SHARE else once)
    return found


def _spoilt(rng: Random, name: str) -> str:
    at = rng.randrange(len(name) - 1)
    sign = chr(rng.randrange(0x4E00, 0x9FA0))
    ways = (
        name[:at] + name[at + 1 :],
        name[:at] + sign + name[at:],
        name[:at] + sign + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    )
    return rng.choice(ways)


def told(pairs: list[tuple[str, str]]) -> dict[str, object]:
    """How many pairs were found, and a digest of them."""
    from hashlib import sha256

    text = "\n".join(f"{asked} {name}" for asked, name in sorted(set(pairs)))
    return {"pairs": len(set(pairs)), "digest": sha256(text.encode()).hexdigest()}
