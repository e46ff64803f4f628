"""A request that is sent again, because its answer was lost on the way, is done once and answered twice.

Clause  S70. Header Idempotency-Key (IETF draft). Answers of faults of ours are not kept: those may be tried.
Data    rulebook/policy/limits.toml: kept_hours
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from creditdelta.api.callers import who_asks
from creditdelta.api.models import Kept
from creditdelta.api.problems import ApiProblem, Fault
from creditdelta.journal.database import alias
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.language import t
from creditdelta.rulebook.limits import limits_on

HEADER, LONGEST = "Idempotency-Key", 128
REPLAYED = "Idempotency-Replayed"
GIVEN_UP = timedelta(minutes=5)  # a request that never ended is not in flight for ever
_HEADERS = ("Content-Type", "Location", "ETag")
_FAULTS_OF_OURS = 500


def once(
    request: HttpRequest, do: Callable[[], HttpResponse], allowed: Callable[[], None], *,
    streams: bool = False,
) -> HttpResponse:  # fmt: skip
    """Do it, or give the answer it had; raises the problems of keys in flight and keys used otherwise.

    `allowed` raises where who asks may do it no more: then nothing kept is told either.
    `streams`: the body is a file, which is told by its length alone and read by the view.
    """
    key = request.headers.get(HEADER)
    if key is None or request.method != "POST":
        return do()
    if not (0 < len(key) <= LONGEST and key.isascii() and key.isprintable()):
        raise ApiProblem("CD-API-009", 422, faults=[_misshapen()])
    who, now = who_asks(request), timezone.now()
    digest = _digest(request, streams=streams)
    known = _begun(who, key, digest, now)
    if known is not None:
        allowed()
        return _again(known, digest)
    response: HttpResponse | None = None
    try:
        response = do()
    finally:
        if response is None:  # it was refused, or failed: it may be tried again
            Kept.objects.filter(who=who, key=key).delete()
    _keep(who, key, response)
    return response


def swept(now: datetime) -> None:
    """Remove the answers that are kept no longer."""
    Kept.objects.filter(begun_at__lt=_oldest(now)).delete()


def _begun(who: str, key: str, digest: bytes, now: datetime) -> Kept | None:
    """None: this request begins now; else the row of the one that began before."""
    with transaction.atomic(using=alias()):
        known = Kept.objects.select_for_update().filter(who=who, key=key).first()
        over = known is not None and (
            known.begun_at < _oldest(now)
            or (not known.status and known.begun_at < now - GIVEN_UP and known.digest == digest)
        )
        if known is not None and over:
            Kept.objects.filter(who=who, key=key).delete()
            known = None
        if known is None:
            row = Kept(who=who, key=key, digest=digest, begun_at=now)
            made = Kept.objects.bulk_create([row], ignore_conflicts=True)
            known = None if made and _ours(who, key, now) else Kept.objects.get(who=who, key=key)
        return known


def _ours(who: str, key: str, now: datetime) -> bool:
    return Kept.objects.filter(who=who, key=key, begun_at=now).exists()


def _again(known: Kept, digest: bytes) -> HttpResponse:
    if bytes(known.digest) != digest:
        raise ApiProblem("CD-API-012", 422)
    if not known.status:
        raise ApiProblem("CD-API-011", 409, headers={"Retry-After": "1"})
    response = HttpResponse(bytes(known.body), status=known.status)
    for name, value in known.headers.items():
        response[name] = value
    response[REPLAYED] = "true"
    return response


def _keep(who: str, key: str, response: HttpResponse) -> None:
    mine = Kept.objects.filter(who=who, key=key)
    if response.status_code >= _FAULTS_OF_OURS or response.streaming:
        mine.delete()
        return
    headers = {name: response[name] for name in _HEADERS if name in response}
    mine.update(status=response.status_code, headers=headers, body=response.content)


def _digest(request: HttpRequest, *, streams: bool) -> bytes:
    length = request.headers.get("Content-Length", "")
    said = f"{request.method} {request.get_full_path()} {request.content_type} {length}\n"
    return sha256(said.encode() + (b"" if streams else request.body)).digest()


def _oldest(now: datetime) -> datetime:
    return now - timedelta(hours=limits_on(business_day()).kept_hours)


def _misshapen() -> Fault:
    return Fault(
        f"header/{HEADER}",
        "CD-API-009",
        t("写法不对。", "It is not written as it should be."),
        t(
            f"用 1 到 {LONGEST} 个可见的 ASCII 字符。",
            f"Use 1 to {LONGEST} visible ASCII characters.",
        ),
    )
