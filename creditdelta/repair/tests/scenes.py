"""Scenes of repair: an organisation fined by an environment bureau applies, officers examine and decide."""

from datetime import date
from pathlib import Path

from creditdelta.journal.synthetic import business_day
from creditdelta.lists.tests.scenes import OFFICE, by, documents, fined, ref_of
from creditdelta.records.queries import identity, records_of
from creditdelta.records.rules import Record
from creditdelta.repair import services
from creditdelta.repair.queries import case
from creditdelta.repair.rules import Case
from creditdelta.repair.services import Application

PROOF = "ab" * 32
FOUND = "合成示例：罚款已经缴清，整改已经验收。"
__all__ = ["OFFICE", "by", "documents", "fined", "ref_of"]


def applied(ref: bytes, way: str = "performed", document: bytes | None = None) -> bytes:
    """An application with proof and commitment, handed in."""
    id = begun(ref, way, document)
    day = business_day()
    services.prove(id, PROOF, by("owner"), day)
    services.sign(id, by("owner"), day)
    services.file(id, by("owner"), day)
    return id


def begun(ref: bytes, way: str = "performed", document: bytes | None = None) -> bytes:
    """An application about the fine, not handed in."""
    meant = document or documents(ref)[0]
    return services.begin(Application(ref, "record", meant, way), by("owner"), business_day())


def granting(ref: bytes, way: str = "performed") -> bytes:
    """A first officer wants it repaired."""
    id, day = applied(ref, way), business_day()
    services.accept(id, by("first"), day)
    services.grant(id, FOUND, by("first"), day)
    return id


def repaired(ref: bytes, way: str = "performed") -> bytes:
    """Two officers agreed."""
    id = granting(ref, way)
    services.confirm(id, by("second"), business_day())
    return id


def now(id: bytes) -> Case:
    """The application as it stands."""
    found = case(id)
    assert found is not None
    return found


def record_of(ref: bytes, document: bytes, day: date) -> Record:
    """A record as it stands on a day."""
    who = identity(ref)
    assert who is not None
    return next(one for one in records_of(who, day=day) if one.document == document)


def fined_long_ago(folder: Path, count: int = 1, **given: str) -> list[bytes]:
    """Organisations fined long enough ago for their repair."""
    return fined(folder, count, **({"CF_JDRQ": "2025-06-02"} | given))
