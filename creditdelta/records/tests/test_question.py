"""An analyst's question sees what counts, by organisation, and nothing else."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from creditdelta.intake.tests.supplies import OFFICE, organisation, penalty, registrations, written
from creditdelta.journal.services import envelope
from creditdelta.records.compaction import compact
from creditdelta.records.models import Closure, Statement
from creditdelta.records.pool_views import askable, asked, shown_columns
from creditdelta.records.question import NotAQuestion, kinds_asked
from creditdelta.records.tests.pooled import officer, taken
from creditdelta.rulebook.records import standard, standards
from creditdelta.subjects.models import Delivery, Judgement, Reference

KINDS = ("penalty", "licence")


def answer(question: str, *words: str) -> list[tuple[Any, ...]]:
    with asked(question.format(*words), memory_mb=256) as reader:
        table = reader.read_all()
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("select * from penalty", ["penalty"]),
        ("FROM Penalty SELECT count(*)", ["penalty"]),
        ("with x as (select 1 as a) select * from x, range(3)", []),
        ("select 1 union all select count(*) from licence", ["licence"]),
        ("select (select max(CF_JDRQ) from penalty)", ["penalty"]),
    ],
)
def test_questions(text: str, kinds: list[str]) -> None:
    assert kinds_asked(text, KINDS) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "", "select", "select 1; select 2", "delete from penalty", "copy penalty to 'x'",
        "attach 'x'", "set memory_limit='9GB'", "pragma version", "install httpfs",
        "create table x as select 1", "call pragma_version()", "describe penalty", "show tables",
        "select * from read_parquet('x')", "select * from 'x.parquet'", "select * from glob('*')",
        "select * from query('select 1')", "select * from query_table('credit_delta_link')",
        "select * from duckdb_tables()", "select * from information_schema.tables",
        "select * from credit_delta_link", "select * from credit_delta_0_penalty",
        "with a as (from credit_delta_link), credit_delta_link as (select 1) from a",
        "select * from temp.penalty", "select * from read_text('/etc/hostname')",
        "select * from arrow_scan(1::UBIGINT::POINTER, 2::UBIGINT::POINTER, 3::UBIGINT::POINTER)",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(NotAQuestion):
        kinds_asked(text, KINDS)


def test_no_column_about_a_person_is_askable() -> None:
    for item in standards().values():
        hidden = {column.code for column in item.columns if column.privacy != "public"}
        assert not hidden & set(shown_columns(item))
    shown = {column for columns in askable().values() for column in columns}
    assert not {column for column in shown if column.startswith("_")}


@pytest.mark.usefixtures("ledger")
class TestAnswers:
    """On an invented ledger."""

    @pytest.fixture(autouse=True)
    def filled(self, ledger: Path, tmp_path: Path) -> None:
        taken(registrations(tmp_path, 4, legal_representative="合成人名"))
        rows = [penalty(n, CF_FRDB="合成人名") for n in range(4)]
        taken(written(tmp_path / "penalties.csv", "penalty", rows))

    def test_the_columns_of_the_standard_by_organisation(self) -> None:
        found = answer("select uscc, region, delivery, CF_NR from penalty order by uscc")
        codes = sorted(organisation(n)[0] for n in range(4))
        assert found == [(code, "310000", 2, "警告") for code in codes]
        list(compact(officer(), everything=True))
        assert answer("select uscc, region, delivery, CF_NR from penalty order by uscc") == found

    def test_a_record_that_waits_says_so(self, tmp_path: Path) -> None:
        rows = [penalty(0, CF_XDR_MC="上海示例另名商贸有限公司", CF_WSH="x1"), penalty(7)]
        assert taken(written(tmp_path / "odd.csv", "penalty", rows)).waiting == 2
        counted = "select waiting, count(*) from penalty group by waiting order by waiting"
        assert answer(counted) == [(False, 4), (True, 2)]

    def test_an_empty_kind_answers_with_nothing(self) -> None:
        assert answer("select count(*) from licence") == [(0,)]

    @pytest.mark.parametrize("column", ["CF_FRDB", "_salt", "_ref", "_name", "_code"])
    def test_a_person_or_an_inner_column_cannot_be_named(self, column: str) -> None:
        with pytest.raises(duckdb.BinderException):
            answer("select {} from penalty", column)

    def test_no_cell_holds_the_persons_name(self) -> None:
        for kind in ("penalty", "registration"):
            assert "合成人名" not in str(answer("select * from {}", kind))

    def test_a_corrected_record_counts_once_with_its_latest_version(self, tmp_path: Path) -> None:
        taken(written(tmp_path / "later.csv", "penalty", [penalty(0, CF_NR="警告，责令改正")]))
        code, _ = organisation(0)
        assert answer("select CF_NR from penalty where uscc = '{}'", code) == [("警告，责令改正",)]
        assert answer("select count(*) from penalty") == [(4,)]

    def test_open_submissions_and_closed_records_are_not_there(self) -> None:
        told = Statement.objects.filter(standard="penalty/2018").first()
        assert told is not None
        Closure.objects.create(
            id=b"c" * 16, ref=told.ref, document=told.document, manner="withdrawn", ground="error",
            closed_on="2026-04-02",
        )  # fmt: skip
        assert answer("select count(*) from penalty") == [(3,)]
        Delivery.objects.filter(pk=2).update(closed=False)
        assert answer("select count(*) from penalty") == [(0,)]

    def test_a_link_and_its_undoing_show_at_once(self, tmp_path: Path) -> None:
        example = {column.code: column.example for column in standard("abnormal_list").columns}
        row = example | {"uscc": "", "registration_number": "310115000000012"}
        assert taken(written(tmp_path / "older.csv", "abnormal_list", [row])).waiting == 1
        list(compact(officer(), everything=True))
        linked = organisation(1)[0]

        def counts() -> tuple[int, int]:
            """(entries of the organisation, entries of nobody known)."""
            counted = "select count(*) from abnormal_list where uscc = '{}'"
            unlinked = "select count(*) from abnormal_list where uscc is null"
            return answer(counted, linked)[0][0], answer(unlinked)[0][0]

        assert counts() == (0, 1)
        link = Judgement.objects.create(
            id=b"j" * 16, kind="same", ground="scene", evidence=b"e", actor="officer",
            ref=Reference.objects.get(scheme="registration_number", code="310115000000012").ref,
            other=Reference.objects.get(code=organisation(1)[0]).ref,
            made_at=envelope("310000", "officer").recorded_at, made_on="2026-04-02",
        )  # fmt: skip
        assert counts() == (1, 0)
        link.undone_on = "2026-04-03"
        link.save()
        assert counts() == (0, 1)

    def test_a_sole_trader_is_shown_by_code_only(self, tmp_path: Path) -> None:
        from random import Random

        from creditdelta.world import codes

        code = codes.uscc("92", "310115", codes.organisation_code(Random(5), lead="MA"))
        row = penalty(8, CF_XDR_SHXYM=code, CF_XDR_LB="个体工商户", CF_XDR_MC="示例小吃店")
        assert taken(written(tmp_path / "trader.csv", "penalty", [row])).waiting == 1
        assert answer("select CF_XDR_MC from penalty where uscc = '{}'", code) == [(None,)]
        assert answer("select count(*) from penalty where CF_XDR_MC = '示例小吃店'") == [(0,)]

    def test_the_deciding_provinces_own_statement_speaks(self, tmp_path: Path) -> None:
        row = penalty(0, CF_NR="外省转报")
        other = written(tmp_path / "other.csv", "penalty", [row])
        assert OFFICE[2:4] == "31"
        taken(other, region="320000")
        code, _ = organisation(0)
        assert answer("select region, CF_NR from penalty where uscc = '{}'", code) == [
            ("310000", "警告")
        ]
