"""Whose session is this? Passwords are tried in one place only, and that is not here."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest


class OfAccounts(ModelBackend):
    """Finds the account of a session."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:  # type: ignore[override]
        """Nobody: creditdelta.accounts.sign_in.tries counts failures, this would not."""
        del request, credentials
