"""More hostile tables: line ends, block borders, bombs, several forms, JSON Lines and Parquet.

The same shape as `hostile_text`: (name, suffix, bytes, codes with the row where one is known). A row
of None asks for the code anywhere. Synthetic throughout.
"""

import datetime
import decimal
import gzip
import io
import json
import random
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from creditdelta.kernel.identifiers import uscc
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.records import standards

HEAD = "单位名称,统一社会信用代码,工商登记码,组织机构代码,税务登记号"
GOOD_CODE = "91310115MA1K00001" + uscc.check_character("91310115MA1K00001")
ROW = f"合成甲有限公司,{GOOD_CODE},,,"
BLOCK = 8 << 20
Kind = tuple[str, str, bytes, tuple[tuple[str, int | None], ...]]


def table(*lines: str, head: str = HEAD, end: str = "\n") -> str:
    return end.join((head, *lines, ""))


def csv_file(name: str, text: str | bytes, *answers: tuple[str, int | None]) -> Kind:
    return name, ".csv", text if isinstance(text, bytes) else text.encode(), answers


def quotes_and_line_ends() -> Iterator[Kind]:
    wrong = ROW.replace(GOOD_CODE, GOOD_CODE[:-1])
    for name, end in (("lf", "\n"), ("crlf", "\r\n"), ("cr", "\r")):
        broken = ROW.replace("合成甲有限公司", f'"合成{end}甲有限公司"')
        text = table(broken, wrong, end=end)
        yield csv_file(f"break-in-cell-{name}", text, ("CD-USCC-001", 4))
        yield csv_file(f"line-end-{name}", table(ROW, wrong, end=end), ("CD-USCC-001", 3))
        blank = table("", ROW, "", "", wrong, "", end=end)
        yield csv_file(f"blank-lines-{name}", end + blank, ("CD-USCC-001", 7))
        too_long = table(ROW, "x" * (20 << 20), wrong, end=end)
        found = ("CD-CSV-005", 3), ("CD-USCC-001", 4)
        yield csv_file(f"line-of-20-mb-{name}", too_long, *found)
    mixed = f"{HEAD}\r\n{ROW}\r{ROW}\n\r\n{wrong}"
    yield csv_file("line-ends-mixed", mixed, ("CD-USCC-001", 5))
    doubled = ROW.replace("合成甲有限公司", '"合""成""有限公司"')
    yield csv_file("quotes-doubled", table(doubled, wrong), ("CD-USCC-001", 3))
    blanks = ROW.replace("合成甲有限公司", '"合成甲有限公司" \t ')
    yield csv_file("blanks-after-quote", table(blanks, wrong), ("CD-USCC-001", 3))
    stray = 'b,""""x'
    yield csv_file("stray-quotes-everywhere", table(*[stray] * 40_000), ("CD-CSV-003", 40_001))
    many_lines = ROW.replace("合成甲有限公司", '"' + "x\n" * 300 + '"')
    yield csv_file("cell-of-300-lines", table(many_lines, ROW), ("CD-CSV-003", 2))
    yield csv_file(
        "semicolons-in-text", table(ROW.replace("甲", ";" * 9), wrong), ("CD-USCC-001", 3)
    )
    for count in (200, 16_379, 100_000):
        wide = table(ROW + "," * count, wrong + "," * count, head=HEAD + "," * count)
        answer = ("CD-USCC-001", 3) if count < 20_000 else ("CD-FILE-004", None)
        yield csv_file(f"empty-columns-{count}", wide, answer)


def borders() -> Iterator[Kind]:
    """A defect just before, on and after the place where one block ends and the next begins."""
    for encoding in ("utf-8", "gb18030"):
        line = table(ROW.replace("合成甲有限公司", "合成公司" * 40), head="")[1:].encode(encoding)
        start = HEAD.encode(encoding) + b"\n"
        block = BLOCK if encoding == "utf-8" else BLOCK // 2 - 16
        lines = (block - len(start)) // len(line)
        for shift in (0, 1, 2):
            pad = block - len(start) - lines * len(line) - shift
            body = start + line * lines + b"x" * pad + b"\xff" + line + line
            yield csv_file(
                f"broken-byte-at-border-{encoding}-{shift}", body, ("CD-ENC-001", lines + 2)
            )
    start = table(ROW).encode()
    for shift in (0, 1):
        wide = "长".encode() * 33_000 + f",{GOOD_CODE},,,\r\n".encode()
        count = (BLOCK - len(start)) // len(wide)
        rest = BLOCK - len(start) - count * len(wide) - shift
        last = ("乙" * (rest // 3) + "y" * (rest % 3)).encode() + f",{GOOD_CODE}1,,,\r\n".encode()
        body = start + wide * count + last
        yield csv_file(f"row-over-border-{shift}", body, ("CD-USCC-001", count + 3))


def forms() -> Iterator[Kind]:
    """Each record kind: its header alone, its example row, the same with one cell too few."""
    for standard in standards(folder()).values():
        name = standard.id.replace("/", "-")
        head = ",".join(f'"{column.label.zh}"' for column in standard.columns)
        cells = [f'"{column.example}"' for column in standard.columns]
        yield csv_file(f"{name}-only-header", head + "\r\n")
        yield csv_file(f"{name}-too-few", table(",".join(cells[:-1]), head=head), ("CD-CSV-001", 2))
        notes = "报送表,,,\n单位：合成,,,\n\n注：合成数据,,,\n,,,\n\n"
        short = table(",".join(cells), ",".join(cells[:2]), head=head)
        yield csv_file(f"{name}-header-on-line-7", notes + short, ("CD-CSV-001", 9))
        half = [f"*{label}＊ " for label in head.split(",")]
        yield csv_file(f"{name}-starred", table(",".join(half)[:-1], head=",".join(half)))
        first = ",".join(cells).encode("gb18030") + b"\n"
        body = head.encode("gb18030") + b"\n" + first * 30 + b"\x81" + first
        yield csv_file(f"{name}-gb18030-broken", body, ("CD-ENC-001", 32))


def bombs() -> Iterator[Kind]:
    start = gzip.compress(table(ROW).encode())
    for name, unit in (
        ("zeros", b"\0"),
        ("line-breaks", b"\n"),
        ("commas", b","),
        ("quotes", b'"'),
    ):
        piece = gzip.compress(unit * (64 << 20))
        code = "CD-FILE-001" if name == "zeros" else "CD-FILE-005"
        yield f"gz-{name}-1-gb", ".csv.gz", start + piece * 16, ((code, None),)
    noise = random.Random(1).randbytes(200_000).hex().encode()
    body = gzip.compress(table(*[ROW] * 3000).encode() + noise + b"\n" + table(*[ROW] * 9).encode())
    for share in (90, 95, 99):
        cut = body[: len(body) * share // 100]
        yield (
            f"gz-rows-before-the-cut-{share}",
            ".csv.gz",
            cut,
            (("CD-USCC-006", 3000), ("CD-FILE-003", None)),
        )
    yield (
        "gz-two-members",
        ".csv.gz",
        start + gzip.compress(f"{ROW}\n".encode()),
        (("CD-KEY-001", 3),),
    )


def json_lines() -> Iterator[Kind]:
    names = HEAD.split(",")
    record = dict(zip(names, ROW.split(","), strict=True))
    good = json.dumps(record, ensure_ascii=False)
    wrong = json.dumps({**record, names[1]: "12"}, ensure_ascii=False)
    for name, line, code in (
        ("key-twice", '{"单位名称": "a", "单位名称": "b"}', "CD-JSON-004"),
        ("key-twice-inside", '{"单位名称": {"a": 1, "a": 2}}', "CD-JSON-004"),
        ("cell-of-200-kb", json.dumps({names[0]: "长" * 70_000}), "CD-CSV-005"),
        ("not-a-number", '{"单位名称": NaN, "统一社会信用代码": Infinity}', "CD-USCC-001"),
        ("exponent", '{"单位名称": "合成", "统一社会信用代码": 9.1310115E+17}', "CD-USCC-008"),
        ("control", '{"单位名称": "合\\u0007成", "统一社会信用代码": "x"}', "CD-FIELD-008"),
        ("raw-control", '{"单位名称": "合\x07成"}', "CD-JSON-001"),
        ("unicode-line-end", '{"单位名称": "合\u2028成", "统一社会信用代码": "12"}', "CD-USCC-001"),
        ("null", "null", "CD-JSON-002"),
        ("two-on-a-line", f"{good} {good}", "CD-JSON-001"),
        ("nul", '{"单位名称": "\\u0000", "统一社会信用代码": "x"}', "CD-FIELD-008"),
    ):
        yield f"json-{name}", ".jsonl", f"{good}\n{line}\n{wrong}\n".encode(), ((code, 2),)
    late = json.dumps({names[1]: "12"}, ensure_ascii=False)
    first = json.dumps({names[0]: "合成", "心情": ""}, ensure_ascii=False)
    yield "json-key-comes-late", ".jsonl", f"{first}\n{late}\n".encode(), (("CD-USCC-001", 2),)
    keys = {f"列{n}": "" for n in range(20_000)}
    many = f"{good}\n{json.dumps(keys)}\n".encode()
    yield "json-20000-keys", ".jsonl", many, (("CD-FILE-004", None),)
    large = json.dumps({**record, "说明": "x" * 100_000}, ensure_ascii=False)
    packed = gzip.compress(f"{large}\n".encode() * 600, 1) + gzip.compress(wrong.encode())
    yield "json-long-lines", ".jsonl.gz", packed, (("CD-HEAD-003", None),)


def written(columns: dict[str, object], **options: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def parquets() -> Iterator[Kind]:
    for name, content, *answers in (*parquet_words(), *parquet_types(), *parquet_shapes()):
        yield f"parquet-{name}", ".parquet", content, tuple(answers)


NAMES = HEAD.split(",")
CELLS = dict(zip(NAMES, ROW.split(","), strict=True))
BROKEN = pa.StringArray.from_buffers(
    1, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")
)


def of_rows(count: int, **others: pa.Array) -> dict[str, pa.Array]:
    return {**{name: pa.array([cell] * count) for name, cell in CELLS.items()}, **others}


def parquet_words() -> Iterator[tuple[Any, ...]]:
    """Words that break the encoding, or are too long, or stand for far more text than they take."""
    name = NAMES[0]
    yield "broken-utf-8", written(of_rows(1, **{name: BROKEN})), ("CD-ENC-001", 1)
    for size, answer in ((40, ("CD-FILE-005", None)), (4, ("CD-CSV-005", 1))):
        wide = pa.array(["x" * (size << 20)])
        yield f"cell-{size}-mb", written(of_rows(1, **{name: wide})), answer
    for word, answer in (
        ("长" * 40_000, ("CD-FIELD-002", 1)),
        ("x" * 1_000_000, ("CD-CSV-005", 1)),
    ):
        once = of_rows(1, **{name: pa.array([word])})
        numbers = pa.array([0] * 30_000)
        coded = {n: pa.DictionaryArray.from_arrays(numbers, c) for n, c in once.items()}
        yield f"word-{len(word)}-repeated", written(coded), ("CD-FILE-005", None), answer
    mixed = pa.concat_arrays([BROKEN, pa.array(["合成"])]).take(pa.array([0, 1, None] * 200))
    yield (
        "broken-word",
        written(of_rows(600, **{name: mixed})),
        ("CD-ENC-001", 4),
        ("CD-FIELD-001", 6),
    )


def parquet_types() -> Iterator[tuple[Any, ...]]:
    """Types that are no text: read as people write them."""
    day = datetime.datetime(2024, 5, 1)  # noqa: DTZ001  a supplier's file knows no zone
    wrong = {NAMES[1]: pa.array(["12"])}
    for kind, value in (
        ("decimal", pa.array([decimal.Decimal("12.50")])),
        ("timestamp", pa.array([day])),
        ("boolean", pa.array([True])),
        ("large", pa.array(["合成甲有限公司"], pa.large_string())),
        ("view", pa.array(["合成甲有限公司"], pa.string_view())),
    ):
        yield kind, written(of_rows(1, **wrong, **{NAMES[0]: value})), ("CD-USCC-001", 1)


def parquet_shapes() -> Iterator[tuple[Any, ...]]:
    """Files with nothing in them, with too much, cut off or damaged."""
    yield "no-columns", written({}), ("CD-FILE-004", None)
    many = {f"列{n}": pa.array(["x"]) for n in range(20_000)}
    yield "20000-columns", written(many), ("CD-FILE-004", None)
    yield "only-magic", b"PAR1", ("CD-FILE-006", None)
    yield "sealed", b"PAR1" + bytes(60) + b"PARE", ("CD-FILE-006", None)
    yield "all-null", written({name: pa.nulls(3) for name in NAMES}), ("CD-ROW-003", 3)
    whole = written(of_rows(90), row_group_size=7)
    yield "many-groups", whole, ("CD-KEY-001", 90)
    middle = bytearray(whole)
    middle[len(middle) // 4 : len(middle) // 4 + 40] = bytes(40)
    yield "damaged-inside", bytes(middle)


def kinds() -> Iterator[Kind]:
    """Every kind, each with a name of its own."""
    for family in (quotes_and_line_ends, borders, forms, bombs, json_lines, parquets):
        yield from family()
