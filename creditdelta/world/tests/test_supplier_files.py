"""Each file arrives as its supplier would write it, and says that it is synthetic."""

import gzip
import json

import openpyxl
import pyarrow.parquet as pq
import pytest

from creditdelta.world import vocabulary
from creditdelta.world.files import NOTICE


def test_shanghai_has_a_title_and_a_guide_above_thirty_columns(small):
    book = openpyxl.load_workbook(small.folder / "shanghai-penalty-202409-synthetic.xlsx")
    rows = list(book.active.iter_rows(values_only=True))
    assert NOTICE in rows[0][0]
    assert rows[1][0].startswith("填表说明")
    assert rows[2] == vocabulary.headings("penalty_2018")
    assert len(rows[2]) == 30
    assert len(rows) == 18 + 3


def test_jiangsu_has_a_byte_order_mark(small):
    content = (small.folder / "jiangsu-licence-202409-synthetic.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    header = content.splitlines()[0].decode("utf-8-sig").split(",")
    assert tuple(header) == vocabulary.headings("licence_2018")
    assert len(header) == 28


def test_a_broken_file_has_a_cut_end(small):
    content = (small.folder / "jiangsu-licence-broken-202603-synthetic.csv").read_bytes()
    assert not content.endswith(b"\n")


def test_sole_traders_are_reported_beside_companies(small):
    content = (small.folder / "zhejiang-penalty-202503-synthetic.csv").read_bytes()
    lines = content.decode("gb18030", "replace").splitlines()
    assert 0 < sum(",92" in line for line in lines) < len(lines) / 2


def test_zhejiang_is_gb18030_and_in_yuan(small):
    content = (small.folder / "zhejiang-penalty-202409-synthetic.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    assert "罚款（元）" in content.decode("gb18030").splitlines()[0]


def test_anhui_sends_the_form_of_2015_and_three_other_formats(small):
    old = (small.folder / "anhui-penalty-202409-synthetic.csv").read_text(encoding="utf-8")
    assert old.startswith("CF_WSH,CF_CFMC,")
    packed = (small.folder / "anhui-registration-202403-synthetic.csv.gz").read_bytes()
    assert gzip.decompress(packed).decode().startswith("统一社会信用代码,注册号,名称,")
    path = small.folder / "anhui-code-map-202403-synthetic.jsonl"
    first = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    assert tuple(first) == vocabulary.headings("code_map")
    table = pq.read_table(small.folder / "anhui-registration-older-202311-synthetic.parquet")
    assert table.schema.metadata[b"notice"].decode() == NOTICE
