"""Cells are drawn by their kind, and nothing that stands in one can become markup."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from creditdelta.kernel.errors import Words
from creditdelta.pages.cells import code, rows
from creditdelta.pages.tables import Cell, Column, Kind, Link, Table, Tag, plain

HOSTILE = "<script>alert('\"')</script>&amp;"


def drawn(kind: Kind, value: Cell) -> str:
    """The second cell of a row, which is an ordinary one."""
    columns = (Column("a", Words("甲", "A")), Column("b", Words("乙", "B"), kind))
    table = Table("t", Words("表", "T"), columns, [("x", value)])
    return str(rows(table)).split("</th>")[1].removesuffix("</tr>\n")


CASES: list[tuple[Kind, Cell, str]] = [
    ("text", "甲", '<td class="kind-text">甲</td>'),
    ("text", 7, '<td class="kind-text">7</td>'),
    ("text", None, '<td class="kind-text"><span class="quiet">—</span></td>'),
    ("text", Words("甲", "A"), '<td class="kind-text">甲</td>'),
    (
        "text",
        Link("甲", "/a?b=1&c=2"),
        '<td class="kind-text"><a href="/a?b=1&amp;c=2">甲</a></td>',
    ),
    ("count", 12_345, '<td class="kind-count figure">12,345</td>'),
    ("count", Link("7", "/x"), '<td class="kind-count figure"><a href="/x">7</a></td>'),
    ("share", 994_200, '<td class="kind-share figure">99.42 %</td>'),
    ("money", 8_000_000_00, '<td class="kind-money figure">800.00 万元</td>'),
    ("day", date(2026, 3, 2), '<td class="kind-day">2026-03-02</td>'),
    (
        "moment",
        datetime(2026, 3, 2, 1, tzinfo=UTC),
        '<td class="kind-moment">2026-03-02 09:00</td>',
    ),
]


@pytest.mark.parametrize(("kind", "value", "expected"), CASES)
def test_a_cell_by_its_kind(kind: Kind, value: Cell, expected: str) -> None:
    with override("zh-hans"):
        assert drawn(kind, value) == expected


@pytest.mark.parametrize("kind", ["text", "code", "count", "money", "day", "moment"])
@pytest.mark.parametrize("link", [False, True])
def test_nothing_becomes_markup(kind: Kind, link: bool) -> None:
    text = drawn(kind, Link(HOSTILE, f'/" onclick="{HOSTILE}') if link else HOSTILE)
    assert "<script" not in text
    assert 'onclick="' not in text
    assert "&lt;script&gt;alert(&#x27;&quot;&#x27;)&lt;/script&gt;&amp;amp;" in text


def test_only_a_code_of_letters_and_digits_is_grouped() -> None:
    assert str(code("91340600MA2PBNE723")).count("<span>") == 3
    assert "<span>" not in code("title, note, level")
    assert "<span>" not in code("310115000123456")


def test_the_first_cell_names_the_row() -> None:
    table = Table("t", Words("表", "T"), (Column("a", Words("甲", "A")),), [("x",), ("y",)])
    assert str(rows(table)).count('<th scope="row" class="kind-text">') == 2


def test_an_english_page_says_what_is_chinese() -> None:
    with override("en"):
        assert (
            drawn("text", "甲<") == '<td class="kind-text"><span lang="zh-Hans">甲&lt;</span></td>'
        )
        assert drawn("text", "a “b”") == '<td class="kind-text">a “b”</td>'
        assert drawn("text", Words("甲", "A")) == '<td class="kind-text">A</td>'


def test_a_status_is_shape_word_and_colour_and_its_words_alone_in_a_file() -> None:
    one = Tag("serious", Words("黑名单", "black list"))
    cell = drawn("text", one)
    assert 'class="tag tag-serious"' in cell
    assert "<svg" in cell
    assert "黑名单" in cell
    assert plain(one) == "黑名单"
    with override("en"):
        assert "black list" in drawn("text", one)
    assert "<script>" not in drawn("text", Tag("plain", Words(HOSTILE, HOSTILE)))
