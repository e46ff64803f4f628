"""How do suppliers spoil a name: place left out, another legal form, one wrong character, a branch?

Clause  S27, S28. The noises a resolver of names is measured with.
Pure    the random source is an argument; names are those of the synthetic world.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from creditdelta.world import spelling, vocabulary
from creditdelta.world.organisations import Organisation

_CORE = 3  # characters of a trade name here
_BRANCHES = ("第一分公司", "分公司", "经营部", "办事处", "第二营业部")
_FORMS = {"有限公司": "有限责任公司", "有限责任公司": "有限公司"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its parts; `bracketed`: the city stands in brackets before the legal form."""

    place: str
    city: str
    core: str
    trade: str
    form: str
    bracketed: bool = False

    def text(self) -> str:
        """The name as it is registered."""
        if self.bracketed:
            return f"{self.core}{self.trade}（{self.city}）{self.form}"
        return self.place + self.core + self.trade + self.form


Noise = Callable[[Random, Name], str]


def parts(one: Organisation, *, bracketed: bool = False) -> Name:
    """The parts of an organisation's name as the world composed it."""
    rest = one.name.removeprefix(one.place.name)
    known = vocabulary.organisation_words()["legal_forms"].values()
    form = max((word for words in known for word in words if rest.endswith(word)), key=len)
    city = one.place.city.removesuffix("市")
    trade = rest[_CORE:].removesuffix(form)
    return Name(one.place.name, city, rest[:_CORE], trade, form, bracketed and bool(trade))


def _exact(rng: Random, name: Name) -> str:
    return name.text()


def _width(rng: Random, name: Name) -> str:
    text = name.text().replace("（", "(").replace("）", ")")
    return f"\u3000{text} " if text == name.text() else text


def _brackets(rng: Random, name: Name) -> str:
    text = name.text()
    if not name.bracketed:
        return f"{name.core}{name.trade}（{name.city}）{name.form}"
    left, right = rng.choice([("[", "]"), ("【", "】"), ("〔", "〕")])
    return text.replace("（", left).replace("）", right)


def _other_form(rng: Random, name: Name) -> str:
    text = name.text()
    return text.removesuffix(name.form) + _FORMS.get(name.form, name.form)


def _no_place(rng: Random, name: Name) -> str:
    return name.core + name.trade + name.form


def _short_place(rng: Random, name: Name) -> str:
    return name.city + name.core + name.trade + name.form


def _typo(rng: Random, name: Name) -> str:
    at = rng.randrange(1, _CORE)
    others = [
        word for word in vocabulary.organisation_words()["trade_second"] if word != name.core[at]
    ]
    core = name.core[:at] + rng.choice(others) + name.core[at + 1 :]
    return name.text().replace(name.core, core)


def _lost(rng: Random, name: Name) -> str:
    text = name.text()
    at = text.index(name.core) + rng.randrange(1, _CORE)
    return text[:at] + text[at + 1 :]


def _branch(rng: Random, name: Name) -> str:
    return name.text() + rng.choice(_BRANCHES)


# By name; the second says whether the row is still about the organisation.
NOISES: dict[str, tuple[Noise, bool]] = {
    "exact": (_exact, True),
    "width": (_width, True),
    "traditional": (lambda rng, name: spelling.traditional(name.text()), True),
    "blank": (lambda rng, name: spelling.spaced(rng, name.text()), True),
    "brackets": (_brackets, True),
    "other_form": (_other_form, True),
    "no_place": (_no_place, True),
    "short_place": (_short_place, True),
    "typo": (_typo, True),
    "character_lost": (_lost, True),
    "branch": (_branch, False),  # a branch has a code of its own
}
