"""Every address of the site with something in the place of each name: what tests of all routes walk."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

GIVEN = {
    "code": "91310000MA1FL0000X",
    "section": "administration",
    "record": "00000000-00000000",
    "name": "penalty",
    "division": "330100",
}


def addresses() -> dict[str, str]:
    """Name of the route -> an address that leads to it, whether or not anything is there."""
    return {name: _address(name, parameters) for name, parameters in _routes(get_resolver())}


def _routes(resolver: URLResolver) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _routes(one)
        elif isinstance(one, URLPattern) and one.name:
            yield one.name, tuple(one.pattern.converters)


def _address(name: str, parameters: tuple[str, ...]) -> str:
    given = {parameter: GIVEN.get(parameter, "1") for parameter in parameters}
    try:
        return reverse(name, kwargs=given)
    except NoReverseMatch as missing:
        raise LookupError(f"{name} wants {parameters}: add it to GIVEN") from missing
