"""Where is the reader: this page's own address in both languages, and whether the data are invented."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version

from django.http import HttpRequest
from django.utils.translation import get_language

from creditdelta.journal.synthetic import business_day, demonstration_day

ENGLISH = "/en"


@dataclass(frozen=True, slots=True)
class Here:
    """The page in both languages; `root`: scheme and host; `typed`: what stands in the search box.

    `day`: the day on which everything is read.
    """

    address: str
    other: str
    root: str
    typed: str
    day: date
    synthetic: date | None  # the day of the demonstration
    version: str

    def at(self, place: str) -> bool:
        """Whether this page lies at an address or below it."""
        return self.address.startswith(place)


def here(request: HttpRequest) -> Here:
    """Where the reader of a request is."""
    path = request.get_full_path()
    english = get_language() == "en"
    other = path.removeprefix(ENGLISH) if english else ENGLISH + path
    return Here(
        address=path,
        other=other or "/",
        root=f"{request.scheme}://{request.get_host()}",
        typed=request.GET.get("q", ""),
        day=business_day(),
        synthetic=demonstration_day(),
        version=_version(),
    )


@cache
def _version() -> str:
    return version("creditdelta")
