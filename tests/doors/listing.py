"""A bureau's case system with a key, and entries in the states that its steps begin from; all invented."""

from pathlib import Path

from django.test import Client

from creditdelta.accounts.reader import Held
from creditdelta.api_keys.tests.scenes import holder, issued
from creditdelta.archive.tests.visits import TODAY
from creditdelta.intake.tests.supplies import organisation, penalty, registrations, written
from creditdelta.journal.synthetic import business_day
from creditdelta.lists import candidates, services
from creditdelta.lists.tests.scenes import (
    OFFICE,
    by,
    listed,
    notified,
    offence,
    proposed,
    ref_of,
    send,
)
from tests.doors.asking import Program

SCOPES = ("listing.prepare", "listing.read")


def bureau(
    login: str = "lin", office: str = OFFICE, role: str = "sector_officer",
    scopes: tuple[str, ...] = SCOPES,
) -> Program:  # fmt: skip
    """A program with a key of a fresh account at an office."""
    return program(*account_at(login, office, role), scopes)


def account_at(
    login: str, office: str = OFFICE, role: str = "sector_officer"
) -> tuple[str, bytes]:  # fmt: skip
    """A fresh account, and the id of the post it holds at an office."""
    return holder(login, Held(role, office, f"{office[:2]}0000", since=TODAY))


def program(account: str, post: bytes, scopes: tuple[str, ...] = SCOPES) -> Program:
    """A program with one more key of an account."""
    return Program(Client(), issued(account, post, TODAY, scopes=scopes).text)


def fined(folder: Path, first: int, last: int) -> None:
    """Organisations from the first to the last number, each fined, and candidates kept."""
    send(registrations(folder, last + 1))
    rows = [penalty(n, **offence()) for n in range(first, last + 1)]
    send(written(folder / "offences.csv", "penalty", rows))
    candidates.keep(business_day())


def in_every_state(folder: Path) -> dict[str, str]:
    """Names of examples: a candidate, and entries proposed, notified, ready to be decided, in force."""
    fined(folder, 11, 16)
    ready = notified(ref_of(14))
    services.waive(ready, "cd" * 32, by("first"), business_day())
    return {
        "candidate": organisation(11)[0],
        "proposed": proposed(ref_of(12)).hex(),
        "noticed": notified(ref_of(13)).hex(),
        "ready": ready.hex(),
        "unwanted_entry": proposed(ref_of(15)).hex(),
        "entry": listed(ref_of(16)).hex(),
    }
