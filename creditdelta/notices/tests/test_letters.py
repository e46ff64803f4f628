"""What stands on a letter: all of it, as text and never as markup, in the same bytes each time."""

import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from creditdelta.intake.tests.supplies import organisation
from creditdelta.journal import synthetic
from creditdelta.journal.database import writing
from creditdelta.kernel.canonical import dumps
from creditdelta.notices import letters
from creditdelta.notices.contents import ContentErased
from creditdelta.notices.letters import NoLetter, TooManyLetters, bundle, digest_shown, pdf
from creditdelta.notices.models import Notice
from creditdelta.notices.services import Asked, erase, issue_many
from creditdelta.notices.tests.pdf_text import font_names, pages
from creditdelta.notices.tests.scenes import DAY, FIELDS, OFFICE, about, issued, organisations
from creditdelta.notices.wording import table
from creditdelta.rulebook.notices import kinds

HOSTILE = (
    "#import \"/etc/passwd\": *", "#panic(1)", "#sys.inputs", "$ x^2 $", "@nobody", "\\", "\\u{41}",
    "*strong* _emph_ `raw`", "// comment", "/* comment", "= heading", "- item + item / term: x",
    "<label>", "[content](x)", "{code}", "{0} {facts.__class__}", "%s %(x)s", "\"quoted\" 'so'",
    "a -- b --- c ...", "~ &nbsp; <script>alert(1)</script>", "]] )) ;", "https://example.invalid/#x",
)  # fmt: skip


def compact(text: str) -> str:
    return "".join(text.split())


def said(file: bytes) -> str:
    return compact("".join(pages(file)))


@pytest.fixture
def ref(ledger: Path, tmp_path: Path) -> bytes:
    return organisations(tmp_path, 1)[0]


def test_a_letter_says_everything_it_must(ref: bytes) -> None:
    id = issued("prior_notice", ref)
    code, name = organisation(0)
    text = said(pdf(id))
    fields = FIELDS["prior_notice"]
    row = Notice.objects.get()
    for words in (
        name, f"统一社会信用代码 {code}", "沪信告〔2026〕1号", "告知书", "Prior notice",
        fields["matter"], fields["facts"], fields["ground"], "2026年4月20日以前",
        "拟作出的决定", "Decision in view", "Your rights", "2026年4月1日", "1 April 2026",
        digest_shown(bytes(row.commitment)), "上海市",
    ):  # fmt: skip
        assert compact(words) in text, words
    assert "SYNTHETIC" not in text
    assert "地址" not in text


def test_a_table_stands_on_the_letter_row_by_row(ref: bytes) -> None:
    rows = [[f"示罚〔2025〕{n}号", "2025-03-02", "示例局", "2026-03-02"] for n in range(60)]
    fields = {**FIELDS["repair_decision"], "records": table(rows), "address": "示例路1号"}
    with writing():
        (id,) = issue_many("repair_decision", OFFICE, [Asked(ref, fields)], about(), on=DAY)
    shown = pages(pdf(id))
    assert len(shown) > 2
    text = compact("".join(shown))
    assert all(compact("".join(row)) in text for row in rows)
    assert all("Decisionnumber" in compact(page) for page in shown[:-1]), "the heading is repeated"
    assert [compact(page).rpartition("沪信修〔2026〕1号")[2] for page in shown] == [
        f"{n}/{len(shown)}" for n in range(1, len(shown) + 1)
    ]
    assert "示例路1号" in text


@pytest.mark.parametrize("words", HOSTILE)
def test_what_somebody_typed_is_text(ref: bytes, words: str) -> None:
    fields = {**FIELDS["prior_notice"], "facts": words, "matter": words}
    with writing():
        (id,) = issue_many("prior_notice", OFFICE, [Asked(ref, fields)], about(), on=DAY)
    assert said(pdf(id)).count(compact(words)) >= 2


def test_paragraphs_take_hostile_words_too(ref: bytes) -> None:
    fields = {
        **FIELDS["repair_decision"],
        "application": "{records} #import $a$ @b \\ {0.__class__}",
    }
    with writing():
        (id,) = issue_many("repair_decision", OFFICE, [Asked(ref, fields)], about(), on=DAY)
    assert compact(fields["application"]) in said(pdf(id))


def test_a_character_that_no_font_has_is_written_by_its_number(ref: bytes) -> None:
    fields = {**FIELDS["prior_notice"], "facts": f"示例{chr(0x20BB7)}野 {chr(0x1F600)}"}
    with writing():
        (id,) = issue_many("prior_notice", OFFICE, [Asked(ref, fields)], about(), on=DAY)
    assert "示例〔U+20BB7〕野〔U+1F600〕" in said(pdf(id))


def test_the_same_notice_gives_the_same_bytes(ref: bytes) -> None:
    id = issued("prior_notice", ref)
    first = pdf(id)
    issued("prior_notice", ref)
    assert pdf(id) == first
    assert len(first) < 200_000


def test_another_process_sets_the_same_bytes(ref: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    handed = []

    def kept(given: dict[str, Any], day: date) -> bytes:
        handed.append(given)
        return b""

    monkeypatch.setattr(letters, "typeset", kept)
    pdf(issued("prior_notice", ref))
    script = (
        "import json, sys, hashlib, datetime;"
        "from creditdelta.notices.typesetting import typeset;"
        "given = json.load(sys.stdin);"
        "print(hashlib.sha256(typeset(given, datetime.date(2026, 4, 1))).hexdigest())"
    )
    given = dumps(handed[0])
    ran = [
        subprocess.run([sys.executable, "-c", script], input=given, capture_output=True, check=True)
        for _ in range(2)
    ]
    from creditdelta.notices.typesetting import typeset

    here = sha256(typeset(handed[0], date(2026, 4, 1))).hexdigest()
    assert {one.stdout.decode().strip() for one in ran} == {here}


def test_it_is_a_pdf_for_archives_with_its_fonts_inside(ref: bytes) -> None:
    file = pdf(issued("prior_notice", ref))
    assert b"<pdfaid:part>2</pdfaid:part>" in file
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in file
    assert font_names(file) == {"NotoSerifSC-Regular", "NotoSansSC-Regular"}
    assert b"/StructTreeRoot" in file, "it can be read aloud"


def test_a_demonstration_says_so_on_every_page(ref: bytes, ledger: Path) -> None:
    id = issued("repair_decision", ref)
    synthetic.mark("invented", DAY)
    synthetic._day.cache_clear()
    try:
        assert all("合成数据SYNTHETIC" in compact(page) for page in pages(pdf(id)))
    finally:
        synthetic._day.cache_clear()


def test_a_letter_leads_to_the_page_that_checks_it(ref: bytes) -> None:
    id = issued("prior_notice", ref)
    with override_settings(SITE_ADDRESS="https://credit.example/"):
        text = said(pdf(id))
    address = "https://credit.example/letters/%E6%B2%AA%E4%BF%A1%E5%91%8A%E3%80%942026%E3%80%951%E5%8F%B7/"
    assert address in text


def test_several_letters_are_one_file(ref: bytes) -> None:
    first, second = issued("prior_notice", ref), issued("invitation", ref)
    shown = pages(bundle([second, first]))
    assert [compact(page)[-3:] for page in shown] == ["1/1", "1/1"]
    assert ["邀请函" in page for page in shown] == [True, False]


def test_what_is_not_there_is_no_letter(ref: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    id = issued("prior_notice", ref)
    with pytest.raises(NoLetter):
        pdf(bytes(16))
    with pytest.raises(NoLetter):
        bundle([])
    monkeypatch.setattr(letters, "MOST", 1)
    with pytest.raises(TooManyLetters):
        bundle([id, id])
    erase(id, "信用修复", about())
    with pytest.raises(ContentErased):
        pdf(id)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.id)
def test_every_kind_makes_a_letter(ref: bytes, kind) -> None:
    values = {"line": "示例一行", "text": "示例\n两行", "day": "2026-05-06"}
    fields = {
        one.id: table([["示例"] * len(one.columns)]) if one.form == "rows" else values[one.form]
        for one in kind.fields
    }
    asked = Asked(None, fields, "ab" * 16) if kind.to == "account" else Asked(ref, fields)
    with writing():
        (id,) = issue_many(kind.id, OFFICE, [asked], about(), on=DAY)
    text = said(pdf(id))
    assert compact(kind.title.zh) in text
    assert compact(kind.title.en) in text
    for one in kind.listed:
        assert compact(one.label.zh) in text
    for words in kind.rights:
        assert compact(words.zh) in text
