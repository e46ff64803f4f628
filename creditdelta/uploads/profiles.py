"""Column mappings that an office's files are read by: remembered, replaced by a later edition, forgotten.

Clause  S33, S3. Whether the choices hold is decided in profile_rules.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from creditdelta.journal.database import writing
from creditdelta.journal.home import key
from creditdelta.journal.services import Envelope, record, seal
from creditdelta.kernel.errors import Words
from creditdelta.kernel.keyed import ID_BYTES, opaque
from creditdelta.rulebook import standards as form
from creditdelta.rulebook.records import standards
from creditdelta.uploads import apply, profile_rules
from creditdelta.uploads.events import MappingForgotten, MappingRemembered
from creditdelta.uploads.models import MappingContent, MappingProfile
from creditdelta.uploads.profile_rules import Problem

SOURCE = "own-"  # begins the source's name of a profile's mapping; its id follows


class MappingRefused(ValueError):
    """The choices do not make a mapping; `problems` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(one.why for one in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Profile:
    """A mapping as it is remembered."""

    id: str
    office: str
    edition: int
    remembered_at: datetime
    mapping: form.Mapping


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a clerk chose for a form: its standard, its headings in order, heading -> column."""

    standard: form.Standard
    headings: Sequence[str]
    columns: Mapping[str, str]
    name: str = ""


def remember(office: str, chosen: Chosen, about: Envelope, *, replaces: str = "") -> str:
    """Read the office's files by these choices from now on; the profile's id. `MappingRefused`."""
    found = profile_rules.problems(chosen.standard, chosen.headings, chosen.columns)
    if found:
        raise MappingRefused(found)
    id = secrets.token_bytes(ID_BYTES)
    label = Words(chosen.name, chosen.name) if chosen.name else chosen.standard.label
    source = SOURCE + id.hex()
    made = profile_rules.mapping(source, label, chosen.standard, chosen.headings, chosen.columns)
    content = profile_rules.to_json(made)
    with writing():
        before = _live(office).filter(pk=_id(replaces)).first() if replaces else None
        if replaces and before is None:
            raise MappingRefused((Problem("unknown", replaces),))
        event = MappingRemembered(
            mapping=id,
            office=office,
            standard=chosen.standard.id,
            edition=before.edition + 1 if before else 1,
            replaces=bytes(before.id) if before else b"",
            digest=opaque(key("identity"), "mapping", (content,)),
        )
        record(event, apply.remembered, about)
        MappingContent.objects.create(profile=id, mapping=content)
    seal()
    return id.hex()


def forget(office: str, profile: str, about: Envelope) -> bool:
    """Read nothing by this profile any more; whether it was one of the office's."""
    with writing():
        known = _live(office).filter(pk=_id(profile)).first()
        if known is not None:
            record(MappingForgotten(bytes(known.id)), apply.forgotten, about)
            MappingContent.objects.filter(pk=known.id).delete()
    seal()
    return known is not None


def profiles_of(office: str) -> list[Profile]:
    """The profiles by which an office's files are read, the newest first."""
    rows = list(_live(office).order_by("-remembered_at"))
    contents = dict(
        MappingContent.objects.filter(pk__in=[row.id for row in rows]).values_list(
            "profile", "mapping"
        )
    )
    said = {bytes(profile): text for profile, text in contents.items()}
    return [
        Profile(
            bytes(row.id).hex(),
            row.office,
            row.edition,
            row.remembered_at,
            profile_rules.from_json(said[bytes(row.id)]),
        )
        for row in rows
        if bytes(row.id) in said and row.standard in standards()
    ]


def profile(office: str, id: str) -> Profile | None:
    """One of the office's profiles; None where it is none, or no longer."""
    return next((one for one in profiles_of(office) if one.id == id), None)


def mappings_of(office: str) -> list[form.Mapping]:
    """The office's own mappings; a file with the same headings is read by them."""
    return [one.mapping for one in profiles_of(office)]


def used(mapping: str) -> str:
    """The profile that a recognised mapping is, by its source's name; "" for one of the rulebook."""
    return mapping.removeprefix(SOURCE) if mapping.startswith(SOURCE) else ""


def _live(office: str) -> QuerySet[MappingProfile]:
    return MappingProfile.objects.filter(office=office, replaced_by=None, forgotten_at=None)


def _id(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
