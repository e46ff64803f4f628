"""Where is the reader: this page's own address in both languages, and whether the data are invented."""

from dataclasses import dataclass
from importlib.metadata import version

from django.http import HttpRequest
from django.utils.translation import get_language

from creditdelta.journal.home import home

SYNTHETIC = "SYNTHETIC"  # a file of the home that says: everything here is invented
ENGLISH = "/en"


@dataclass(frozen=True, slots=True)
class Here:
    """The page in both languages; `root`: scheme and host; `typed`: what stands in the search box."""

    address: str
    other: str
    root: str
    typed: str
    synthetic: bool
    version: str


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
        synthetic=synthetic(),
        version=version("creditdelta"),
    )


def synthetic() -> bool:
    """Whether this deployment holds a demonstration."""
    return (home() / SYNTHETIC).is_file()
