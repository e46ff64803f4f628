"""Where are sessions kept, and when do they end? In the database; by idleness or by age.

Clause  S70.
Data    rulebook/policy/sessions.toml
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Kept
from django.http import HttpRequest

from creditdelta.accounts.models import KeptSession
from creditdelta.facade.today import today
from creditdelta.rulebook.sessions import sessions_on

_BEGAN, _SEEN = "began", "seen"
_NOTED_AGAIN = 60  # seconds after which a request moves the end again


class SessionStore(Kept):
    """Sessions that know whose they are, end after a pause, and end for good after a time."""

    @classmethod
    def get_model_class(cls) -> type[Any]:
        """The table of sessions."""
        return KeptSession

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """A row for the session's data."""
        row: Any = super().create_model_instance(data)
        row.account = str(data.get(SESSION_KEY, ""))
        row.began_at = _moment(self.began)
        row.seen_at = datetime.now(UTC)
        return row

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """The end: of the longest pause, or of the longest session, whichever comes first."""
        del kwargs
        limits = sessions_on(today())
        pause = datetime.now(UTC) + timedelta(minutes=limits.idle_minutes)
        return min(pause, _moment(self.began) + timedelta(minutes=limits.longest_minutes))

    @property
    def began(self) -> float:
        """When it began, in seconds; noted at its first save."""
        found: float = self.setdefault(_BEGAN, datetime.now(UTC).timestamp())
        return found

    def begin(self) -> None:
        """It begins now: somebody has signed in."""
        self[_BEGAN] = self[_SEEN] = datetime.now(UTC).timestamp()

    def note(self) -> None:
        """Somebody is there: the pause begins anew. Written once a minute at most."""
        now = datetime.now(UTC).timestamp()
        if now - float(self.get(_SEEN, 0)) >= _NOTED_AGAIN:
            self[_SEEN] = now


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def end_all(account: str, *, but: str | None = None) -> int:
    """End an account's sessions, but the one of a key; returns how many ended."""
    ended, _ = KeptSession.objects.filter(account=account).exclude(session_key=but or "").delete()
    return ended


def end_expired(now: datetime) -> int:
    """Remove the rows of sessions that have ended by themselves."""
    ended, _ = KeptSession.objects.filter(expire_date__lte=now).delete()
    return ended


def of_request(request: HttpRequest) -> SessionStore:
    """The session of a request, as what it is here."""
    session = request.session
    if not isinstance(session, SessionStore):
        raise TypeError(f"SESSION_ENGINE is another: {type(session)}")
    return session
