"""Applications at two offices, one in each state that figures tell apart, on days of April 2026."""

from datetime import date
from pathlib import Path

from creditdelta.repair import services
from creditdelta.repair.tests.scenes import (
    FOUND,
    OFFICE,
    PROOF,
    applied,
    begun,
    by,
    fined_long_ago,
)

WINDOW = "310000-credit"  # it reported the fines
FIRST = date(2026, 4, 1)  # the fourth to the sixth are a holiday
NAMES = ("repaired", "refused", "unread", "examined", "revoked", "withdrawn", "unfinished")


def at_two_offices(folder: Path) -> dict[str, bytes]:
    """An application of an organisation each, by what becomes of it."""
    refs = dict(zip(NAMES, fined_long_ago(folder, len(NAMES)), strict=True))
    ids = {name: applied(ref) for name, ref in refs.items() if name != "unfinished"}
    ids["unfinished"] = begun(refs["unfinished"])
    for name in ("examined", "revoked"):
        services.forward(ids[name], OFFICE, by("clerk"), FIRST)
    _granted(ids["repaired"], FIRST, date(2026, 4, 9))
    services.accept(ids["refused"], by("first"), FIRST)
    services.refuse(ids["refused"], ("未履行义务",), FOUND, by("first"), FIRST)
    services.confirm(ids["refused"], by("second"), date(2026, 4, 3))
    services.accept(ids["examined"], by("first"), FIRST)
    services.withdraw(ids["withdrawn"], by("owner"), FIRST)
    _returned_then_revoked(ids["revoked"])
    return ids


def _returned_then_revoked(id: bytes) -> None:
    services.send_for_completion(id, "合成示例：缺少验收材料。", by("first"), FIRST)
    services.prove(id, PROOF, by("owner"), date(2026, 4, 9))
    services.file(id, by("owner"), date(2026, 4, 9))
    _granted(id, date(2026, 4, 10), date(2026, 4, 13))
    services.revoke(id, ("违背承诺",), FOUND, by("first"), date(2026, 4, 14))
    services.confirm(id, by("second"), date(2026, 4, 14))


def _granted(id: bytes, first: date, second: date) -> None:
    services.accept(id, by("first"), first)
    services.grant(id, FOUND, by("first"), first)
    services.confirm(id, by("second"), second)
