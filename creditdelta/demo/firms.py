"""Which organisations of a province do the scenes of the demonstration tell of?"""

from creditdelta.subjects.models import Reference
from creditdelta.subjects.queries import codes_of, portraits_of

LOOKED_AT = 400  # references among which organisations are found
FINED = 6  # those of Shanghai that the scenes of lists tell of
SHANGHAI = "310000"


def refs_in(region: str, count: int) -> list[bytes]:
    """Enterprises that are registered in a province, the same ones whatever the ledger's keys are."""
    known = Reference.objects.filter(scheme="uscc", code__startswith=f"91{region[:2]}").order_by(
        "code"
    )
    refs = [bytes(ref) for ref in known.values_list("ref", flat=True)[:LOOKED_AT]]
    registered = portraits_of(refs)
    return [ref for ref in refs if ref in registered][:count]


def organisations(region: str, count: int) -> list[tuple[str, str]]:
    """Name and code of such enterprises."""
    refs = refs_in(region, count)
    codes, names = codes_of(refs), portraits_of(refs)
    return [(names[ref].name, codes[ref][1]) for ref in refs]


def heard() -> bytes | None:
    """The one that an office wants to enter in a list, and that may be heard before."""
    found = refs_in(SHANGHAI, FINED)
    return found[2] if len(found) == FINED else None
