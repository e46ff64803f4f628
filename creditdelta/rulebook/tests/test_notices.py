"""The data of notices: what cannot be is refused with file, place and how to mend it."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.notices import (
    UnknownNotice,
    kind_on,
    kind_since,
    kinds,
    named,
    pattern_on,
)
from creditdelta.rulebook.offices import offices
from creditdelta.rulebook.senders import UnknownSender, sign_of
from creditdelta.rulebook.sending import failures, sending_on
from creditdelta.rulebook.service import UnknownMethod, method_on, methods
from creditdelta.rulebook.strict import RulebookError

DAY = date(2026, 4, 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(folder() / "notices", tmp_path / "notices")
    return tmp_path


def changed(root: Path, name: str, old: str, new: str) -> None:
    path = root / "notices" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('mark = "决"', 'mark = "告"', "mark"),
        ('mark = "告"', 'mark = ""', "mark"),
        ("{reply_until}以前向本机关", "{nobody}以前向本机关", "no field"),
        ('id = "facts"', 'id = "matter"', "named twice"),
        ('id = "facts"', 'id = "address"', "named twice"),
        ('form = "rows", columns = [', 'form = "text", columns = [', "columns"),
        ('channels = ["in_site", "mail", "letter"]', 'channels = ["in_site"]', "on paper"),
        ('serve = "+7wd"', 'serve = "soon"', "no term"),
        ("{sender}{mark}", "{sender}", "pattern"),
        ('title = { zh = "告知书"', 'name = { zh = "告知书"', "unknown key"),
    ],
)
def test_a_letter_that_cannot_be_written_is_refused(
    root: Path, old: str, new: str, said: str
) -> None:
    changed(root, "kinds.toml", old, new)
    with pytest.raises(RulebookError, match=said):
        kinds(root)


def test_service_and_sending_are_held_to_their_form(root: Path) -> None:
    changed(root, "service.toml", 'counts = "+30d"', 'counts = "-30d"')
    changed(root, "sending.toml", "value = 15", "value = 0")
    with pytest.raises(RulebookError, match="counts"):
        methods(root)
    with pytest.raises(RulebookError, match="above 0"):
        sending_on(DAY, root)


def test_a_figure_that_is_lacking_is_told(root: Path) -> None:
    changed(root, "sending.toml", 'name = "growth"\nvalue = 4\nsince = 2018-07-01',
            'name = "growth"\nvalue = 4\nsince = 2027-01-01')  # fmt: skip
    with pytest.raises(RulebookError, match="no growth"):
        sending_on(DAY, root)
    assert {row.id for row in failures(root)} >= {"refused", "returned"}


def test_signs_are_given_once(root: Path) -> None:
    changed(root, "senders.toml", 'sign = "苏"', 'sign = "沪"')
    with pytest.raises(RulebookError, match="same sign"):
        sign_of("310000-credit", root)


def test_a_row_holds_from_its_day_to_its_last() -> None:
    assert method_on("public", date(2021, 12, 31)).counts == "+60d"
    assert method_on("public", date(2022, 1, 1)).counts == "+30d"
    with pytest.raises(UnknownMethod):
        method_on("electronic", date(2020, 1, 1))
    with pytest.raises(UnknownNotice):
        kind_on("decision", date(2018, 6, 30))
    with pytest.raises(UnknownNotice):
        kind_since("decision", DAY)
    with pytest.raises(UnknownNotice):
        pattern_on(date(2018, 6, 30))


@pytest.mark.parametrize(
    ("office", "sign"),
    [
        ("310000-court", "沪法"),
        ("310115-credit", "沪浦东新区信"),
        ("330100-ecology", "杭州环"),
        ("340123-tax", "合肥肥西县税"),
    ],
)
def test_an_office_writes_its_place_and_its_kind(office: str, sign: str) -> None:
    assert sign_of(office) == sign


@pytest.mark.parametrize("office", ["310000-circus", "999999-credit", "310000", ""])
def test_an_unknown_office_has_no_sign(office: str) -> None:
    with pytest.raises(UnknownSender):
        sign_of(office)


def test_every_letter_tells_every_field() -> None:
    for row in kinds():
        told = {name for text in row.paragraphs for name in named(text)}
        shown = {one.id for one in (*row.listed, *row.tables)}
        assert told | shown == {one.id for one in row.fields}, row.id


def test_every_office_has_a_sign_of_its_own() -> None:
    signs = [sign_of(id) for id in offices()]
    assert len(set(signs)) == len(signs)


def test_no_two_offices_and_kinds_number_alike() -> None:
    numbers = [f"{sign_of(id)}{row.mark}" for id in offices() for row in kinds()]
    assert len(set(numbers)) == len(numbers)
