"""The same doors as a Django REST framework project has them: its authentication, throttling, serializers.

It is given our reading of an archive, our look and our rules; what is compared is everything around them.
Kind to it: its counts lie in the memory of its one process, ours in the database.
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import path
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from benchmarks.contenders.api_drf_forms import Answered, Subject, Whole
from creditdelta.accounts.models import Account, Post
from creditdelta.accounts.queries import held_of
from creditdelta.accounts.reader import Reader
from creditdelta.accounts.rules import Target, Wish, decide
from creditdelta.api import limits
from creditdelta.api_keys.key_text import read, same
from creditdelta.api_keys.models import Key
from creditdelta.api_keys.rules import Days, state_on, works
from creditdelta.archive.api import found_of, identified
from creditdelta.archive.overview import overview, tell
from creditdelta.archive.portal.whole import reported, seen_by
from creditdelta.archive.queries import archive_of
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.lookups.services import Asked, look
from creditdelta.records.publishing import Viewer, rules
from creditdelta.rulebook.limits import limits_on
from creditdelta.rulebook.policy import policy
from creditdelta.screening import kept
from creditdelta.screening.models import Job


class WithKey(BaseAuthentication):
    """A key in the header, by the object mapper."""

    def authenticate(self, request: HttpRequest) -> tuple[Reader, None] | None:
        scheme, _, text = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        shown = read(text) if scheme == "Bearer" else None
        if shown is None:
            return None
        key = Key.objects.filter(pk=shown.id).first()
        if key is None or not same(bytes(key.digest), shown.digest):
            raise AuthenticationFailed
        account = Account.objects.get(pk=key.account)
        post = held_of(Post.objects.get(pk=key.post, dismissed_at=None))
        state = state_on(
            Days(key.since, key.until, key.ends_on), post, account.is_active, business_day()
        )
        if not works(state):
            raise AuthenticationFailed
        return Reader(
            account=account.pk, posts=(post,), second_factor=True, login=account.login,
            scopes=frozenset(key.scopes.split()),
        ), None  # fmt: skip


def allowed() -> dict[limits.Name, int]:
    """What a key may ask: asked of ours each time, so that both go by one figure."""
    return limits._of_key(limits_on(business_day()))


class _Allowance(BaseThrottle):
    """A fixed window, counted in the process's own memory."""

    name, seconds = "", 0

    def allow_request(self, request: Any, view: APIView) -> bool:
        most = allowed()[self.name]
        place = f"{self.name}:{request.user.account}:{int(time.time()) // self.seconds}"
        cache.add(place, 0, self.seconds)
        return bool(cache.incr(place) <= most)


class Requests(_Allowance):
    name, seconds = "requests", 300


class Organisations(_Allowance):
    name, seconds = "organisations", 3_600


class MayRead(BasePermission):
    """What the table of rights says."""

    def has_permission(self, request: Any, view: Any) -> bool:
        wish = Wish(view.operation, view.target(**view.kwargs), view.purpose)
        return decide(policy(), request.user, wish, datetime.now(UTC), business_day()).allowed


class Door(APIView):
    """What every door here has."""

    authentication_classes = (WithKey,)
    permission_classes = (MayRead,)
    throttle_classes = (Requests, Organisations)
    operation, purpose = "archive.read", None

    def target(self, **named: str) -> Target | None:
        """What the operation is about."""
        return None


class SubjectView(Door):
    """The top of an archive."""

    def get(self, request: Any, code: str) -> Response:
        found = found_of(code, None)
        return Response(Subject({"found": found, "top": overview(found, rules(), "zh")}).data)


class LookView(Door):
    """What is not public, for a purpose, on record."""

    operation = "archive.look"

    @property
    def purpose(self) -> str | None:  # type: ignore[override]
        return self.request.data["purpose"]

    def target(self, code: str) -> Target:  # type: ignore[override]
        self.who = identified(code)
        return Target(region=f"{code[2:4]}0000", subject=self.who.ref)

    def post(self, request: Any, code: str) -> Response:
        post, purpose = request.user.posts[0], request.data["purpose"]
        by = envelope(post.region, request.user.account)
        made = look(Asked(self.who.ref, purpose, request.data["reference"]), post, by)
        viewer = Viewer("officer", purpose=purpose)
        found = archive_of(self.who, viewer, today=business_day(), latest=0)
        context = {"code": code, "why": seen_by(found)}
        told = tell(found, reported(found), rules(), "zh")
        records = Whole(told, many=True, context=context).data
        body = {"look": made.hex(), "subject": code, "purpose": purpose, "records": records}
        return Response(body, status=201)


class ScreeningView(Door):
    """The answers to a list; kind to it: read from our file, not from rows of a table."""

    operation = "screening.ask"
    throttle_classes = (Requests,)

    def target(self, screening: str) -> Target:  # type: ignore[override]
        return Target(office=Job.objects.get(pk=screening).office)

    def get(self, request: Any, screening: str) -> Response:
        lines: Iterator[Any] = kept.answers(kept.place_of(screening))
        return Response(Answered(list(lines), many=True).data)


urlpatterns = [
    path("drf/subjects/<code>", SubjectView.as_view()),
    path("drf/subjects/<code>/looks", LookView.as_view()),
    path("drf/screenings/<screening>/result", ScreeningView.as_view()),
]
