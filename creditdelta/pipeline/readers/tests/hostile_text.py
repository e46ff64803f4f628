"""Hostile and odd text files, made when a test asks: (name, suffix, bytes, what must be answered).

What must be answered: codes that have to be among the findings, each with a row where one is known.
Synthetic throughout; a personal number is put together here at run time and stands in no file.
"""

import gzip
import io
import itertools
import json
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from creditdelta.kernel.identifiers import uscc

HEAD = "单位名称,统一社会信用代码,工商登记码,组织机构代码,税务登记号"
GOOD_CODE = "91310115MA1K00001" + uscc.check_character("91310115MA1K00001")
ROW = f"合成甲有限公司,{GOOD_CODE},,,"
Kind = tuple[str, str, bytes, tuple[tuple[str, int | None], ...]]


def person_number() -> str:
    """A number of a citizen's shape and nobody's: born in 2099."""
    return "11" + "0000" + "2099" + "1231" + "0006"


def table(*lines: str, head: str = HEAD) -> str:
    return "\n".join((head, *lines, ""))


def csv_file(name: str, text: str | bytes, *answers: tuple[str, int | None]) -> Kind:
    return name, ".csv", text if isinstance(text, bytes) else text.encode(), answers


def ragged() -> Iterator[Kind]:
    for count in (1, 2, 3, 4):
        line = ",".join(ROW.split(",")[:count])
        yield csv_file(f"few-{count}", table(ROW, line, ROW), ("CD-CSV-001", 3))
        yield csv_file(f"few-at-end-{count}", table(ROW) + line, ("CD-CSV-006", 3))
    for extra in (1, 3, 50, 5000):
        yield csv_file(f"many-{extra}", table(ROW + ",x" * extra, ROW), ("CD-CSV-002", 2))
        yield csv_file(f"empty-extra-{extra}", table(ROW + "," * extra), ("CD-CSV-007", 2))
    for at in range(1, 6):
        lines = [ROW] * 6
        lines[at] = '"' + lines[at]
        yield csv_file(f"unclosed-{at}", table(*lines), ("CD-CSV-003", at + 2))
    yield csv_file("unclosed-last-field", table(ROW, ROW + '"x'), ("CD-CSV-003", 3))
    yield csv_file(
        "stray-quote", table(ROW.replace("合成甲", '"合"成"', 1) + '"'), ("CD-CSV-001", 2)
    )
    yield csv_file(
        "quote-after-text", table('"合成"甲有限公司",' + ROW.split(",", 1)[1]), ("CD-CSV-004", 2)
    )
    yield csv_file("only-delimiters", table(ROW, ",,,,", ROW), ("CD-ROW-003", 3))
    yield csv_file("note-row", table("填表说明：请勿改动表头,,,,", ROW), ("CD-ROW-002", 2))
    yield csv_file("shifted-right", table("," + ROW[:-1]), ("CD-ROW-001", 2))
    yield csv_file("shifted-left", table(f"{GOOD_CODE},,,,"), ("CD-ROW-001", 2))
    yield csv_file("header-twice", table(ROW, HEAD, ROW), ("CD-USCC-001", 3))


def large() -> Iterator[Kind]:
    for size, name in ((200_000, "200k"), (1 << 20, "1m"), (12 << 20, "12m"), (40 << 20, "40m")):
        cell = "长" * (size // 3)
        line = ROW.replace("合成甲有限公司", cell)
        yield csv_file(f"cell-{name}", table(line, ROW), ("CD-CSV-005", 2))
        quoted = ROW.replace("合成甲有限公司", f'"{cell}"')
        yield csv_file(f"quoted-cell-{name}", table(quoted, ROW), ("CD-CSV-005", 2))
    wide = ",".join(f"列{n}" for n in range(5000))
    yield csv_file("columns-5000", wide + "\n" + "x," * 4999 + "x\n", ("CD-FILE-004", None))
    yield csv_file(
        "known-among-5000", f"{HEAD},{wide}\n{ROW},{'x,' * 4999}x\n", ("CD-FILE-004", None)
    )


def encodings() -> Iterator[Kind]:
    text = table(ROW, ROW.replace("甲", "乙"))
    yield csv_file("utf-16-le", b"\xff\xfe" + text.encode("utf-16-le"), ("CD-ENC-004", None))
    yield csv_file("utf-16-be", b"\xfe\xff" + text.encode("utf-16-be"), ("CD-ENC-004", None))
    yield csv_file("utf-8-mark", b"\xef\xbb\xbf" + text.encode(), ("CD-KEY-001", 3))
    yield csv_file("gb18030", text.encode("gb18030"), ("CD-KEY-001", 3))
    yield csv_file("gb18030-four", table(ROW.replace("甲", "𠮷")).encode("gb18030"))
    for at, broken in itertools.product(
        (0, 5, 9), (b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xe4")
    ):
        lines = [line.encode() for line in [ROW] * 10]
        lines[at] = broken + lines[at]
        body = HEAD.encode() + b"\n" + b"\n".join(lines) + b"\n"
        yield csv_file(f"broken-{broken.hex()}-{at}", body, ("CD-ENC-001", at + 2))
    for at in (0, 8):
        lines = [line.encode("gb18030") for line in [ROW] * 9]
        lines[at] = b"\xff" + lines[at]
        body = HEAD.encode("gb18030") + b"\n" + b"\n".join(lines) + b"\n"
        yield csv_file(f"broken-gb-{at}", body, ("CD-ENC-001", at + 2))
    mixed = table(*[ROW] * 9).encode() + ROW.encode("gb18030") + b"\n"
    yield csv_file("mixed-encodings", mixed, ("CD-ENC-001", 11))
    yield csv_file("replacement", table(ROW.replace("甲", "\ufffd")), ("CD-ENC-002", 2))
    for written, read in (("utf-8", "gb18030"), ("gb18030", "latin-1"), ("utf-8", "latin-1")):
        ruined = "上海合成示例企业名称有限公司".encode(written).decode(read, "ignore")
        ruined = "".join(c for c in ruined if c.isprintable() and c not in ',"')
        yield csv_file(f"misread-{written}-{read}", table(ROW.replace("合成甲有限公司", ruined)))
    yield csv_file(
        "misread-plain", table(ROW.replace("合成甲有限公司", "浼佷笟鍚嶇О")), ("CD-ENC-003", 2)
    )
    for control in (0, 1, 7, 8, 11, 27, 31, 127):
        yield csv_file(
            f"control-{control}", table(ROW.replace("甲", chr(control))), ("CD-FIELD-008", 2)
        )


def codes() -> Iterator[Kind]:
    other = {
        "short": (GOOD_CODE[:-1], "CD-USCC-001"),
        "long": (GOOD_CODE + "1", "CD-USCC-001"),
        "letter-o": (GOOD_CODE.replace("0", "O", 1), "CD-USCC-002"),
        "lower": (GOOD_CODE.lower(), "CD-USCC-007"),
        "full-width": (GOOD_CODE.translate({n: n + 0xFEE0 for n in range(48, 91)}), "CD-USCC-007"),
        "zero-width": (GOOD_CODE[:9] + "\u200b" + GOOD_CODE[9:], "CD-USCC-007"),
        "blank-inside": (GOOD_CODE[:9] + " " + GOOD_CODE[9:], "CD-USCC-007"),
        "hyphen": (GOOD_CODE[:9] + "-" + GOOD_CODE[9:], "CD-USCC-007"),
        "excel": ("9.1310115E+17", "CD-USCC-008"),
        "older-15": ("110108000000016", "CD-USCC-009"),
        "older-13": ("3101152000001", "CD-USCC-009"),
        "zeros": ("0" * 18, "CD-USCC-004"),
        "none": ("无", "CD-USCC-010"),
        "swapped": (GOOD_CODE[:9] + GOOD_CODE[10] + GOOD_CODE[9] + GOOD_CODE[11:], "CD-USCC-003"),
        "formula": ("=1+1", "CD-USCC-001"),
        "full-width-formula": ("＝1＋1", "CD-USCC-001"),
        "person": (person_number(), "CD-PERSON-002"),
    }
    for name, (value, code) in other.items():
        yield csv_file(f"code-{name}", table(ROW.replace(GOOD_CODE, value)), (code, 2))
    yield csv_file("same-twice", table(ROW, ROW, ROW), ("CD-KEY-001", 4))
    yield csv_file(
        "id-in-name", table(ROW.replace("甲", f"（{person_number()}）")), ("CD-PERSON-003", 2)
    )


def headings() -> Iterator[Kind]:
    yield csv_file("only-header", HEAD + "\n")
    yield csv_file("header-without-break", HEAD)
    yield csv_file("header-low", "年度报送表,,,,\n填报单位：合成,,,,\n\n" + table(ROW))
    yield csv_file("no-header", ROW + "\n" + ROW + "\n", ("CD-FILE-004", None))
    yield csv_file(
        "starred",
        table(ROW, head="*单位名称,＊统一社会信用代码（18位）,工商登记码,组织机构代码,税务登记号"),
    )
    yield csv_file("repeated", table(ROW + ",x", head=HEAD + ",单位名称"), ("CD-HEAD-004", 1))
    yield csv_file("unknown-column", table(ROW + ",x", head=HEAD + ",心情"), ("CD-HEAD-003", 1))
    yield csv_file(
        "missing-code",
        "单位名称,工商登记码,组织机构代码,税务登记号\n合成甲,,,\n",
        ("CD-HEAD-001", 1),
    )
    turned = ",".join(reversed(HEAD.split(",")))
    yield csv_file("other-order", table(",".join(reversed(ROW.split(","))), head=turned))
    for mark, name in (("\t", "tab"), (";", "semicolon"), ("|", "bar")):
        yield csv_file(
            f"delimiter-{name}", table(ROW.replace(",", mark), head=HEAD.replace(",", mark))
        )
    yield csv_file("empty", b"", ("CD-FILE-002", None))
    yield csv_file("blank", b"\n\n  \n", ("CD-FILE-002", None))
    yield csv_file("mark-only", b"\xef\xbb\xbf", ("CD-FILE-002", None))
    for name, start in (
        ("pdf", b"%PDF-1.7"),
        ("png", b"\x89PNG\r\n"),
        ("rar", b"Rar!\x1a"),
        ("gif", b"GIF89a"),
    ):
        yield csv_file(f"really-{name}", start + bytes(range(256)) * 20, ("CD-FILE-001", None))
    yield csv_file("really-elf", b"\x7fELF" + b"\0" * 4000, ("CD-FILE-001", None))
    yield csv_file(
        "html", b"<html><table><tr><td>x</td></tr></table></html>", ("CD-FILE-004", None)
    )


def compressed() -> Iterator[Kind]:
    body = gzip.compress(table(*[ROW] * 4000).encode(), mtime=0)
    for tenth in range(2, 10):
        yield (
            f"gz-cut-{tenth}",
            ".csv.gz",
            body[: len(body) * tenth // 10],
            (("CD-FILE-003", None),),
        )
    yield "gz-cut-tail", ".csv.gz", body[:-3], (("CD-FILE-003", None),)
    yield "gz-garbage", ".csv.gz", body + b"garbage", (("CD-FILE-003", None),)
    yield "gz-wrong-sum", ".csv.gz", body[:-8] + b"\0" * 8, (("CD-FILE-003", None),)
    yield "gz-whole", ".csv.gz", body, (("CD-KEY-001", 3),)
    yield "gz-in-gz", ".csv.gz", gzip.compress(body), (("CD-FILE-004", None),)
    yield "gz-zeros", ".csv.gz", gzip.compress(b"\0" * (64 << 20), 1), (("CD-FILE-001", None),)
    breaks = gzip.compress(table(ROW).encode() + b"\n" * (64 << 20), 1)
    yield "gz-line-breaks", ".csv.gz", breaks, ()
    commas = gzip.compress(table(ROW).encode() + b"," * (64 << 20) + b"\n" + ROW.encode(), 1)
    yield "gz-commas", ".csv.gz", commas, (("CD-CSV-005", 3),)


def json_lines() -> Iterator[Kind]:
    names = HEAD.split(",")
    good = json.dumps(dict(zip(names, ROW.split(","), strict=True)), ensure_ascii=False)
    wrong = {
        "broken": (good[:-1], "CD-JSON-001"),
        "not-json": ("hello", "CD-JSON-001"),
        "array": ("[1,2]", "CD-JSON-002"),
        "number": ("17", "CD-JSON-002"),
        "nested": ('{"单位名称": {"a": 1}}', "CD-JSON-003"),
        "deep": ("[" * 100_000, "CD-JSON-001"),
        "empty": ("{}", "CD-ROW-003"),
        "long": ('{"单位名称": "' + "x" * (2 << 20) + '"}', "CD-CSV-005"),
        "surrogate": ('{"单位名称": "\\ud800", "统一社会信用代码": "xy"}', "CD-USCC-001"),
        "digits": ('{"单位名称": "合成", "统一社会信用代码": ' + "12" * 2000 + "}", "CD-USCC-001"),
    }
    for name, (line, code) in wrong.items():
        text = "\n".join((good, line, good, ""))
        yield f"json-{name}", ".jsonl", text.encode(), ((code, 2),)
    yield "json-bytes", ".jsonl", good.encode() + b'\n{"\xff": 1}\n', (("CD-ENC-001", 2),)


def parquets() -> Iterator[Kind]:
    def written(columns: dict[str, pa.Array]) -> bytes:
        out = io.BytesIO()
        pq.write_table(pa.table(columns), out)
        return out.getvalue()

    names = HEAD.split(",")
    columns = {name: pa.array([cell]) for name, cell in zip(names, ROW.split(","), strict=True)}
    whole = written(columns)
    for tenth in (1, 5, 9):
        cut = whole[: len(whole) * tenth // 10]
        yield f"parquet-cut-{tenth}", ".parquet", cut, (("CD-FILE-006", None),)
    yield "parquet-footer", ".parquet", whole[:-40] + b"\0" * 36 + b"PAR1", (("CD-FILE-006", None),)
    yield "parquet-empty", ".parquet", written({n: c[:0] for n, c in columns.items()}), ()
    nested = {**columns, "单位名称": pa.array([{"a": 1}])}
    yield "parquet-nested", ".parquet", written(nested), (("CD-FILE-007", None),)
    listed = {**columns, "单位名称": pa.array([["a"]])}
    yield "parquet-list", ".parquet", written(listed), (("CD-FILE-007", None),)
    binary = {**columns, "单位名称": pa.array([b"\xff\xfe"])}
    yield "parquet-binary", ".parquet", written(binary), (("CD-FILE-007", None),)
    number = {**columns, "统一社会信用代码": pa.array([913101150000000000])}
    yield "parquet-number", ".parquet", written(number), (("CD-USCC-003", 1),)
    floats = {**columns, "统一社会信用代码": pa.array([9.1310115e17])}
    yield "parquet-float", ".parquet", written(floats), (("CD-USCC-008", 1),)


def kinds() -> Iterator[Kind]:
    """Every kind, each with a name of its own."""
    families = (ragged, large, encodings, codes, headings, compressed, json_lines, parquets)
    for family in families:
        yield from family()
