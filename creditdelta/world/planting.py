"""Which mistake or damage goes into a row: of all that fit its file, the one planted least so far.

Clause  S22, S31, S75.
"""

from functools import cache
from random import Random

from creditdelta.world.damage import CELL_DAMAGES, DAMAGES, Damage
from creditdelta.world.files import Wrong
from creditdelta.world.fill import names_another
from creditdelta.world.forms import KINDS, form
from creditdelta.world.mistakes import ANYWHERE, BESIDE_A_CODE, MISTAKES, Mistake
from creditdelta.world.story import Row, Story
from creditdelta.world.supplies import Supply

_NO_BEGINNING = "ends before it begins"  # says nothing where a form has no first day
_CUT = ("a quote never closed",)  # only in the small broken file


def plant(rng: Random, story: Story, supply: Supply, row: Row) -> None:
    """Make the row wrong; the record is changed in place."""
    kinds = _fitting(supply)
    for wrong in sorted(kinds, key=lambda one: (story.planted[one.name], rng.random())):
        if put(rng, row, wrong):
            story.planted[wrong.name] += 1
            return


def put(rng: Random, row: Row, wrong: Wrong) -> bool:
    """Make the row wrong in this way; False where it would change nothing, as a name unmisread."""
    if isinstance(wrong, Mistake):
        before = dict(row.record)
        wrong.write(rng, row.record)
        if row.record == before:
            return False
    row.wrong = wrong
    return True


@cache
def _fitting(supply: Supply) -> tuple[Wrong, ...]:
    parts = form(supply.form).parts
    own = supply.form in KINDS
    plain = BESIDE_A_CODE if names_another(supply.kind) else ANYWHERE
    known = MISTAKES if own else plain
    kinds: list[Wrong] = [one for one in known if parts.issuperset(one.needs)]
    if supply.kind == "licence" and "valid_from" not in parts:
        kinds = [one for one in kinds if one.name != _NO_BEGINNING]
    if supply.damaged:
        kinds += [one for one in DAMAGES if not one.last and one.name not in _CUT]
    if own and supply.file.endswith(".xlsx"):
        kinds += CELL_DAMAGES
    return tuple(kinds)


def breaks() -> tuple[Damage, Damage]:
    """What befalls the small broken file: a quote that never closes, and a cut at its end."""
    unclosed = next(one for one in DAMAGES if one.name in _CUT)
    cut = next(one for one in DAMAGES if one.last)
    return unclosed, cut
