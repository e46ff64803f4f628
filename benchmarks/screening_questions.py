"""A list of names to be screened: right ones, spoilt ones, strangers; what bench_screening asks."""

from hashlib import sha256
from random import Random

from benchmarks.near_questions import questions

RIGHT_SHARE = 0.5
ANSWERED_TWICE = 200  # names whose answers are compared with the rival's


def listed(names: list[str], count: int) -> list[str]:
    """Half of them names of the register, the others one or two slips away."""
    rng = Random(13)
    right = round(count * RIGHT_SHARE)
    found = [*rng.choices(names, k=right), *questions(names, count - right)]
    rng.shuffle(found)
    return found


def told(answers: dict[str, set[str]]) -> dict[str, object]:
    """How many names were found for all, and a digest of which."""
    text = "\n".join(
        f"{asked} {name}" for asked in sorted(answers) for name in sorted(answers[asked])
    )
    return {"pairs": sum(map(len, answers.values())), "digest": sha256(text.encode()).hexdigest()}
