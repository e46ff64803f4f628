"""Nothing about a natural person comes in: not the row, not the number, not through any answer."""

import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from creditdelta.facade.check import check, rulebook
from creditdelta.pipeline import check as checking
from creditdelta.pipeline import findings, screen
from creditdelta.pipeline.ndjson import Writer
from creditdelta.pipeline.readers.open_file import open_file
from creditdelta.pipeline.readers.source import ROW, Part, SampleRow
from creditdelta.pipeline.recognise import Recognition, recognise
from creditdelta.pipeline.render import Renderer
from creditdelta.pipeline.tests.cast import (
    CITIZEN,
    DAY,
    PHONE,
    code,
    codes,
    found,
    labels,
    row,
    sent,
    standard,
    write,
)

OLD_ID = "110000991231002"
SECRETS = (CITIZEN, CITIZEN[:-1] + "X", OLD_ID, PHONE, "张三丰合成", "李四海合成")


def header(*cells: str) -> Recognition:
    recognition = recognise(
        [SampleRow(1, 1, cells)], rulebook().standards.values(), rulebook().mappings.values()
    )
    assert recognition is not None
    return recognition


def everything(path, lang: str) -> str:
    """All that a check gives away: the report, and its findings in three forms."""
    out = io.BytesIO()
    writer = Writer(out.write, Renderer(lang, None))
    report = check(path, on=DAY, lang=lang, sink=writer.add)
    writer.flush()
    said = [report.recognition, *map(repr, report.findings), str(report.to_arrow().to_pylist())]
    return "\n".join([*said, out.getvalue().decode()])


@pytest.mark.parametrize("form", ["plain", "coded"])
@pytest.mark.parametrize(
    "said", ["自然人", " 自然人", "自然人　", "自 然 人", "1", "１", "自然人\u200b"]
)
def test_a_person_row_in_every_form(said, form):
    recognition = header(*labels("penalty"))
    cells = [pa.array([value]) for value in row("penalty", CF_XDR_LB=said).values()]
    cells = [cell.dictionary_encode() if form == "coded" else cell for cell in cells]
    names = [f"c{place}" for place in range(len(cells))]
    batch = pa.RecordBatch.from_arrays([pa.array([7]), *cells], [ROW, *names])
    nothing = findings.none_found()
    part = screen.screened(screen.make(recognition), Part(batch, nothing, 0, nothing))
    assert (part.batch.num_rows, part.refused_rows, part.rows) == (0, 1, 1)
    assert part.refused.to_pylist() == [
        {"row": 7, "column": "", "code": "CD-PERSON-001", "value": None, "detail": None}
    ]


@pytest.mark.parametrize("said", ["自然人", "个人", "公民"])
def test_a_suppliers_words_for_a_person(said, tmp_path):
    form = rulebook().mappings["zhejiang-penalty"]
    headings = list(dict.fromkeys(name for column in form.columns for name in column.sources))
    cells = dict.fromkeys(headings, "甲") | {"行政相对人类型": said}
    report = check(write(tmp_path / "z.csv", headings, [list(cells.values())]), on=DAY)
    assert codes(report) == {"CD-PERSON-001": 1}


def test_an_id_number_makes_a_person_row_and_a_dash_does_not(tmp_path):
    said = [CITIZEN, "任何证件", "/", "无", "-", ""]
    rows = [row("penalty", number, CF_XDR_ZJHM=one) for number, one in enumerate(said, 1)]
    report = sent(tmp_path / "p.csv", "penalty", rows)
    assert found(report) == {(2, "", "CD-PERSON-001"), (3, "", "CD-PERSON-001")}
    assert report.inner.persons == 2


def test_the_older_form_keeps_its_person_columns_out(tmp_path):
    headings = ["CF_XDR_MC", "CF_XDR_SHXYM", "CF_WSH", "CF_CFMC", "CF_SY", "CF_YJ", "CF_CFLB1"]
    headings += ["CF_JG", "CF_JDRQ", "CF_JZRQ", "CF_XZJG", "CF_FR", "CF_XDR_SFZ"]
    recognition = header(*headings)
    assert recognition.mapping is not None
    guard = screen.make(recognition)
    assert guard.dropped == (12,)
    rows = [["甲"] * 12 + [""], ["甲"] * 12 + [CITIZEN]]
    report = check(write(tmp_path / "old.csv", headings, rows), on=DAY)
    assert report.inner.persons == 1


@pytest.mark.parametrize(
    "number",
    [CITIZEN, CITIZEN[:-1] + "x", OLD_ID, f"{CITIZEN[:6]} {CITIZEN[6:]}", "１" + CITIZEN[1:]],
)
def test_a_citizens_number_in_the_code_column(number, tmp_path):
    report = sent(tmp_path / "c.csv", "penalty", [row("penalty", CF_XDR_SHXYM=number)])
    assert found(report) == {(2, "", "CD-PERSON-002")}
    assert report.findings[0].value is None


@pytest.mark.parametrize("kind", ["penalty", "licence"])
def test_id_columns_reach_no_later_step(kind, tmp_path, monkeypatch):
    seen: list[pa.RecordBatch] = []
    whole = checking.checked

    def spy(recognition, plan, part):
        seen.append(part.batch)
        return whole(recognition, plan, part)

    monkeypatch.setattr(checking, "checked", spy)
    private = {c.code for c in standard(kind).columns if c.privacy == "person_id"}
    assert len(private) == 2
    rows = [row(kind, number) | dict.fromkeys(private, CITIZEN) for number in (1, 2)]
    legal = next(name for name in private if "FR_ZJHM" in name)
    rows.append(row(kind, 3) | {legal: CITIZEN})
    report = sent(tmp_path / "id.csv", kind, rows)
    assert (report.rows, report.inner.persons, report.accepted) == (3, 2, 1)
    assert sum(batch.num_rows for batch in seen) == 1
    assert all(CITIZEN not in str(batch.to_pylist()) for batch in seen)
    places = {labels(kind).index(standard(kind).column(name).label.zh) for name in private}
    assert all(f"c{place}" not in batch.schema.names for batch in seen for place in places)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl"])
def test_no_answer_shows_a_personal_number_or_a_person(form, lang, tmp_path):
    everywhere = [
        row("penalty", number, **{column.code: secret})
        for secret in (CITIZEN, CITIZEN[:-1] + "X", OLD_ID)
        for number, column in enumerate(standard("penalty").columns)
    ]
    texts = [one.code for one in standard("penalty").columns if one.type == "text"]
    rows = [
        *everywhere,
        *(row("penalty", CF_XDR_MC=name, CF_XDR_LB="自然人") for name in SECRETS[-2:]),
        *(row("penalty", 50, **{name: f"长{'长' * 5990}{PHONE}"}) for name in texts),
        *(row("penalty", 51, **{name: f"号{CITIZEN}\x07"}) for name in texts),
        *(row("penalty", 52, CF_FRDB=secret) for secret in SECRETS),
        row("penalty", 53, CF_XDR_SHXYM=CITIZEN, CF_FRDB="张三丰合成"),
        row("penalty", 54, CF_CFLB=f"警告;{CITIZEN}", CF_NR_FK=PHONE, CF_JDRQ=CITIZEN),
        row("penalty", 55, CF_XDR_SWDJ=CITIZEN + "01", CF_FR_ZJLX=CITIZEN, CF_FRDB="张三丰" * 40),
    ]
    path = tmp_path / f"all.{form}"
    if form == "csv":
        write(path, labels("penalty"), [list(one.values()) for one in rows])
    elif form == "parquet":
        names = dict(zip(row("penalty"), labels("penalty"), strict=True))
        pq.write_table(pa.table({names[key]: [one[key] for one in rows] for key in names}), path)
    else:
        names = dict(zip(row("penalty"), labels("penalty"), strict=True))
        lines = [{names[key]: value for key, value in one.items()} for one in rows]
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        path.write_text(text, encoding="utf-8")
    said = everything(path, lang)
    assert "CD-PERSON-001" in said
    for secret in SECRETS:
        assert secret not in said


def test_a_column_that_stands_twice_is_screened_twice(tmp_path):
    headings = [*labels("penalty"), "证件号码", "法定代表人证件号码"]
    rows = [[*row("penalty", n).values(), said, ""] for n, said in ((1, ""), (2, CITIZEN))]
    recognition = header(*headings)
    assert {30, 31} <= set(screen.make(recognition).dropped)
    report = check(write(tmp_path / "two.csv", headings, rows), on=DAY)
    assert found(report) == {(3, "", "CD-PERSON-001")}


def slipped(place: int, step: int, **changes: str) -> list[str]:
    """A row that lost some cells before a place, or that begins some columns too far left."""
    cells = list(row("penalty", 2, **changes).values())
    return [*cells[: max(place + step, 0)], *cells[max(place, -step) :], *[""] * -step]


@pytest.mark.parametrize("step", [-1, -2, -3])
@pytest.mark.parametrize("place", [0, 1, 2, 3, 4, 8])
def test_a_row_that_slipped_to_the_left_is_no_person(place, step, tmp_path):
    rows = [list(row("penalty", 1).values()), slipped(place, step)]
    report = check(write(tmp_path / "left.csv", labels("penalty"), rows), on=DAY)
    assert found(report) == {(3, "", "CD-ROW-001")}
    assert (report.rows, report.rejected, report.inner.persons) == (2, 1, 0)
    assert report.to_xlsx(tmp_path / "fix.xlsx") == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"CF_XDR_LB": "自然人"},
        {"CF_XDR_LB": "自然人", "CF_XDR_SHXYM": "", "CF_XDR_ZJHM": CITIZEN},
        {"CF_XDR_ZJHM": CITIZEN},
        {"CF_XDR_ZJHM": "E00000000"},
        {"CF_WSH": CITIZEN},
        {"CF_WSH": "20240000"},
    ],
)
@pytest.mark.parametrize(("place", "step"), [(0, -1), (4, -1), (8, -1)])
def test_a_slipped_row_that_may_be_about_a_person_is_one(changes, place, step, tmp_path):
    rows = [slipped(place, step, **changes)]
    path = write(tmp_path / "person.csv", labels("penalty"), rows)
    assert codes(check(path, on=DAY)) == {"CD-PERSON-001": 1}
    assert CITIZEN not in everything(path, "zh")


def test_a_legal_representatives_number_slips_into_no_answer(tmp_path):
    rows = [slipped(place, -1, CF_FR_ZJHM=CITIZEN, CF_FRDB="张三丰合成") for place in (0, 2, 4)]
    path = write(tmp_path / "legal.csv", labels("penalty"), rows)
    report = check(path, on=DAY)
    assert codes(report) == {"CD-ROW-001": 3}
    report.to_xlsx(tmp_path / "fix.xlsx")
    for line in load_workbook(tmp_path / "fix.xlsx").worksheets[0].iter_rows(min_row=2):
        assert not {CITIZEN, "张三丰合成"} & {cell.value for cell in line}


def test_a_number_that_a_shifted_row_brings_into_another_column_stays_unsaid(tmp_path):
    cells = list(row("penalty", CF_FR_ZJHM=CITIZEN, CF_XDR_SHXYM="").values())
    slipped = [*cells[:9], "", *cells[9:-1]]
    path = write(tmp_path / "slipped.csv", labels("penalty"), [slipped])
    assert CITIZEN not in everything(path, "zh")


def test_places_of_number_cells_follow_the_rows_that_stay():
    recognition = header(*labels("code_map"))
    names = [f"c{place}" for place in range(5)]
    numbers = [code(1), CITIZEN, code(2), code(3)]
    batch = pa.RecordBatch.from_arrays(
        [
            pa.array([2, 3, 4, 5]),
            *([pa.array(["甲"] * 4), pa.array(numbers)] + [pa.array([""] * 4)] * 3),
        ],
        [ROW, *names],
    )
    noted = findings.joined([findings.of_file("CD-CSV-004", row=number) for number in (3, 4)])
    numeric = ((0, 2), (1, 1), (2, 3), (3, 1))
    part = Part(batch, findings.none_found(), 0, noted, numeric)
    stays = screen.screened(screen.make(recognition), part)
    assert stays.batch.column(ROW).to_pylist() == [2, 4, 5]
    assert stays.numeric == ((0, 2), (1, 3), (2, 1))
    assert stays.noted.column("row").to_pylist() == [4]
    assert stays.rows == part.rows == 4


def test_a_word_that_the_mapping_turns_into_a_person_is_one(tmp_path, monkeypatch):
    form = rulebook().mappings["zhejiang-penalty"]
    headings = list(dict.fromkeys(name for column in form.columns for name in column.sources))
    columns = [
        column
        if column.to != "CF_XDR_LB"
        else type(column)(
            column.to, column.sources, column.aliases, column.convert, (("P", "自然人"),)
        )
        for column in form.columns
    ]
    fields = {name: getattr(form, name) for name in form.__slots__}
    other = type(form)(**(fields | {"columns": tuple(columns), "person": ()}))
    path = write(
        tmp_path / "p.csv",
        headings,
        [["P" if one == "行政相对人类型" else "甲" for one in headings]],
    )
    source = open_file(path)
    recognition = recognise(source.sample, rulebook().standards.values(), [other])
    assert recognition is not None
    parts = list(checking.screened_parts(source, recognition))
    assert [part.refused.column("code").to_pylist() for part in parts] == [["CD-PERSON-001"]]
