"""What happens in which row of a file? Shares of every planted situation, and where each may stand.

Clause  S22, S27, S28, S31.
Pure    the random source is an argument.

A share is of the rows of one file; a situation that fits a file stands in it at least once.
"""

from dataclasses import dataclass
from random import Random

from creditdelta.world.forms import form
from creditdelta.world.supplies import Supply

ORDINARY = ""
MISTAKE = "mistake"
TWICE = "reported_twice"


@dataclass(frozen=True, slots=True)
class Situation:
    """Its share of the rows, the rounds it may be in, and what file it needs.

    kinds      record kinds, () for every kind; only of files of decisions
    provinces  of the supplier, () for all
    unsigned   True: only in forms without the authority's code (2015); False: only in others
    """

    name: str
    share: float
    rounds: tuple[int, ...] = (1, 2, 3, 4)
    kinds: tuple[str, ...] = ("penalty", "licence")
    provinces: tuple[str, ...] = ()
    unsigned: bool | None = None

    def fits(self, supply: Supply) -> bool:
        """Whether rows of this situation may stand in the file."""
        return (
            supply.round in self.rounds
            and (not self.kinds or supply.kind in self.kinds)
            and (not self.provinces or supply.province in self.provinces)
            and (self.unsigned is None or self.unsigned != form(supply.form).signed)
        )


SITUATIONS = (
    Situation("unregistered", 0.01, kinds=()),
    Situation("registered_later", 0.01, rounds=(1,)),
    Situation("name_mismatch", 0.01, kinds=()),
    Situation("renamed_new_name_early", 0.005, rounds=(1,)),
    Situation("renamed_old_name", 0.01, rounds=(3, 4)),
    Situation("former_name", 0.01, provinces=("31", "33")),
    Situation("former_name_unknown", 0.005, provinces=("32", "34")),
    Situation("older_register_name", 0.01, rounds=(3, 4), provinces=("34",)),
    Situation("spelled", 0.03),
    Situation("late", 0.03),
    Situation("other_province", 0.04, unsigned=False),
    Situation("told_to_another_province", 0.02, rounds=(1, 2), kinds=("penalty",), unsigned=False),
    Situation("corrected", 0.03, rounds=(3, 4), unsigned=False),
    Situation("legacy_registration_number", 0.05, unsigned=True),
    Situation("legacy_organisation_code", 0.03, unsigned=True),
    Situation("legacy_new_number", 0.02, unsigned=True),
    Situation("legacy_unknown", 0.02, unsigned=True),
    Situation("past_retention", 0.01, rounds=(4,), kinds=("penalty",), provinces=("31", "33")),
    Situation("old_but_kept", 0.01, rounds=(4,), kinds=("penalty",), provinces=("32", "34")),
    Situation(TWICE, 0.005, unsigned=False),
)
MISTAKEN_SHARE, _LEAST_MISTAKES = 0.04, 3
_PLAIN_LEAST_ROWS = 4


def drawn(rng: Random, supply: Supply) -> list[str]:
    """The situation of each row of a file of decisions, ordinary ones as ""."""
    named = "name" in form(supply.form).parts
    fitting = [one for one in SITUATIONS if one.fits(supply) and (named or "name" not in one.name)]
    plain = supply.kind not in ("penalty", "licence")
    least = 1 if plain else _LEAST_MISTAKES
    found = [MISTAKE] * max(least, round(MISTAKEN_SHARE * supply.rows))
    for one in fitting:
        found += [one.name] * max(1, round(one.share * supply.rows))
    if plain and supply.rows <= _PLAIN_LEAST_ROWS:  # a tiny file has room for one of them
        found = [rng.choice(found)]
    found += [ORDINARY] * (supply.rows - len(found))
    rng.shuffle(found)
    found.sort(key=TWICE.__eq__)  # what is repeated must stand before
    return found
