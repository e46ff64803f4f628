"""Where is the reader: this page's own address in both languages, and whether the data are invented."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.translation import get_language

from creditdelta.journal.synthetic import business_day, demonstration_day
from creditdelta.pages.personal import has_personal_number

ENGLISH = "/en"
KEYS, OFF = "desk_keys", "off"  # the cookie of who wants no single keys


@dataclass(frozen=True, slots=True)
class Place:
    """A page the reader may go to; `current`: this page is it, or lies below it."""

    text: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """The pages of work of an office that the reader may open; its offices where there are several.

    `further`: those that belong together with this page.
    """

    places: tuple[Place, ...] = ()
    further: tuple[Place, ...] = ()
    offices: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Here:
    """The page in both languages; `root`: scheme and host; `typed`: what stands in the search box.

    `day`: the day on which everything is read. `account`: the login of whoever is signed in, "" where
    only a cookie says that somebody may be; None for everybody else. `keys`: single keys do something.
    """

    address: str
    other: str
    root: str
    typed: str
    day: date
    synthetic: date | None  # the day of the demonstration
    version: str
    account: str | None
    desk: Desk
    keys: bool

    def at(self, place: str) -> bool:
        """Whether this page lies at an address or below it."""
        return self.address.startswith(place)


def here(request: HttpRequest) -> Here:
    """Where the reader of a request is; an address with a person's number in it is not repeated."""
    address, typed = request.get_full_path(), request.GET.get("q", "")
    english = get_language() == "en"
    if has_personal_number(address):
        home = f"{ENGLISH if english else ''}/"
        address, typed = home if has_personal_number(request.path) else request.path, ""
    return Here(
        address=address,
        other=_other(address) if english else ENGLISH + address,
        root=_root(request),
        typed=typed,
        day=business_day(),
        synthetic=demonstration_day(),
        version=_version(),
        account=_account(request),
        desk=_desk(request),
        keys=request.COOKIES.get(KEYS) != OFF,
    )


def _account(request: HttpRequest) -> str | None:
    """What the gate found out; it is not asked here, because this page may tell of a failure."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    reader = getattr(request, "reader", None)
    return str(reader.login) if reader is not None else ""


def _desk(request: HttpRequest) -> Desk:
    """What the gate says of it (accounts/gatekeeper.py); nothing where nobody may be signed in."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "desk"):
        return Desk()
    found: Desk = request.desk()
    return found


def _root(request: HttpRequest) -> str:
    """Scheme and host; none where the host is not ours, so that even this can be told on a page."""
    try:
        return f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return ""


def _other(address: str) -> str:
    """The Chinese page of an English one; never a place elsewhere, whatever was typed."""
    return "/" + address.removeprefix(ENGLISH).lstrip("/")


@cache
def _version() -> str:
    return version("creditdelta")
