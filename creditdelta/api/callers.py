"""Which program asks? One with a key acts in a post of its account; one without is anybody.

Clause  S70, S71. A browser's session is no way in here: a key alone is, so no other site can borrow it.
"""

from hashlib import blake2b

from django.conf import settings
from django.http import HttpRequest

from creditdelta.accounts.gatekeeper import reader_of
from creditdelta.accounts.reader import NOBODY, Reader
from creditdelta.accounts.sign_in.network import address_of, network_of
from creditdelta.api.problems import ApiProblem
from creditdelta.api_keys.queries import reader_of_key
from creditdelta.journal.synthetic import business_day
from creditdelta.rulebook.lock import lock_on

BEARER = "bearer"
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="creditdelta"'}
DIGEST_BYTES = 16


def enter(request: HttpRequest) -> Reader:
    """Find out who asks and remember it with the request; raises `ApiProblem` for a wrong key."""
    told = str(request.META.get("HTTP_AUTHORIZATION", ""))
    reader = _by_key(told) if told else NOBODY
    request.reader = reader  # type: ignore[attr-defined]  # what `reader_of` gives from now on
    return reader


def who_asks(request: HttpRequest) -> str:
    """Under which word an asker's allowance is counted: an account with all its keys, or a network.

    A network is not written down as it is.
    """
    known: str = getattr(request, "asker", "")
    if not known:
        known = _asker(request)
        request.asker = known  # type: ignore[attr-defined]  # each allowance of a request asks
    return known


def _asker(request: HttpRequest) -> str:
    reader = reader_of(request)
    if reader.account:
        return f"account {reader.account}"
    network = network_of(address_of(request), lock_on(business_day()))
    key = settings.SECRET_KEY.encode()[:64]
    return f"net {blake2b(network.encode(), key=key, digest_size=DIGEST_BYTES).hexdigest()}"


def _by_key(told: str) -> Reader:
    scheme, _, text = told.partition(" ")
    reader = reader_of_key(text.strip(), business_day()) if scheme.lower() == BEARER else None
    if reader is None:
        raise ApiProblem("CD-API-002", 401, headers=CHALLENGE)
    return reader
