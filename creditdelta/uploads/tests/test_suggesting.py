"""Of several codes that may have been meant, the one registered under the row's name is offered."""

from datetime import date
from pathlib import Path

import pytest

from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, penalty, registrations
from creditdelta.kernel.identifiers import uscc
from creditdelta.rulebook.codes import uscc_tables
from creditdelta.rulebook.records import standard
from creditdelta.uploads.portal.grid import taken
from creditdelta.uploads.queries import RowToMend, Wrong
from creditdelta.uploads.suggesting import Offer, offers

PENALTY = standard("penalty")
CODE = "CF_XDR_SHXYM"


def slipped() -> tuple[str, str, str]:
    """(name, its code, the code mistyped so that several may have been meant, its own not the first)."""
    for number in range(8):
        code, name = organisation(number)
        for at in range(9, 17):
            for sign in "0123456789ABCDEFGH":
                wrong = code[:at] + sign + code[at + 1 :]
                options = uscc.suggest(wrong, uscc_tables())
                if len(options) > 1 and code in options[1:]:
                    return name, code, wrong
    raise LookupError("no slip of the example leaves several codes")


def row(name: str, wrong: str) -> RowToMend:
    options = uscc.suggest(wrong, uscc_tables())
    said = Wrong(
        CODE, "代码", "CD-USCC-003", "error", wrong, ("错", "改"), ("no", "mend"), options[0]
    )
    cells = penalty(1) | {CODE: wrong, "CF_XDR_MC": name}
    return RowToMend(1, 7, cells, (said,), "", False)


@pytest.fixture(autouse=True)
def registered(ledger: Path, tmp_path: Path) -> None:
    path = registrations(tmp_path, 8)
    ingest(Received(path, "310000", "clerk", date(2026, 4, 1)), rulebook())


def test_the_registered_one_is_offered() -> None:
    name, code, wrong = slipped()
    one = row(name, wrong)
    found = offers([one], PENALTY)
    assert found == {(7, CODE): Offer(code, known=True, sure=True)}
    assert taken(one, {CODE: wrong}, found) == {CODE: code}


def test_without_a_registered_name_nothing_ambiguous_is_taken_along() -> None:
    _, _, wrong = slipped()
    one = row("上海从未登记有限公司", wrong)
    found = offers([one], PENALTY)
    assert found[7, CODE] == Offer(uscc.suggest(wrong, uscc_tables())[0], known=False, sure=False)
    assert taken(one, {CODE: wrong}, found) == {CODE: wrong}
    assert taken(one, {CODE: wrong}, found, CODE) == {CODE: found[7, CODE].value}
