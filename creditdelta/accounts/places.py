"""Which post is meant by a role and an office? The office says province and sector, and who serves in it.

Clause  S6.
Data    rulebook/offices, rulebook/policy/roles.toml
"""

from datetime import date

from creditdelta.accounts.reader import Held
from creditdelta.accounts.services import AppointmentRefused
from creditdelta.kernel.errors import Words
from creditdelta.rulebook.offices import UnknownOffice, office


def office_name(office_id: str) -> Words:
    """What an office is called; its id where it is no office any more."""
    try:
        return office(office_id).label
    except UnknownOffice:
        return Words(office_id, office_id)


def post_of(role: str, office_id: str, since: date, until: date | None = None) -> Held:
    """The post; raises `AppointmentRefused` for an office there is not, or that is not the role's."""
    if not office_id:
        return Held(role, since=since, until=until)
    try:
        found = office(office_id, since)
    except UnknownOffice:
        raise AppointmentRefused("office") from None
    if found.role != role:
        raise AppointmentRefused("not_there")
    return Held(role, found.id, found.region, found.sector, since=since, until=until)
