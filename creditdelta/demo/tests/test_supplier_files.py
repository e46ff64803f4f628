"""Each file arrives as its supplier would write it, and says that it is synthetic."""

import gzip
import json

import openpyxl
import pyarrow.parquet as pq
import pytest

from creditdelta.demo.answers import deliveries
from creditdelta.world import vocabulary
from creditdelta.world.files import NOTICE

ROWS = 120


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("supplies")
    list(deliveries(made, ROWS))
    return made


def test_every_name_says_synthetic(folder):
    names = {path.name for path in folder.iterdir()} - {"answers.csv"}
    assert len(names) == 7
    assert all("synthetic" in name for name in names)


def test_equal_arguments_give_equal_bytes(folder, tmp_path):
    list(deliveries(tmp_path, ROWS))
    for path in folder.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_shanghai_has_a_title_and_a_guide_above_thirty_columns(folder):
    book = openpyxl.load_workbook(folder / "shanghai-penalties-synthetic.xlsx")
    rows = list(book.active.iter_rows(values_only=True))
    assert NOTICE in rows[0][0]
    assert rows[1][0].startswith("填表说明")
    assert rows[2] == vocabulary.headings("penalty_2018")
    assert len(rows[2]) == 30
    assert len(rows) == ROWS + 3


def test_jiangsu_has_a_byte_order_mark_and_a_cut_end(folder):
    content = (folder / "jiangsu-licences-synthetic.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert not content.endswith(b"\n")
    header = content.splitlines()[0].decode("utf-8-sig").split(",")
    assert tuple(header) == vocabulary.headings("licence_2018")
    assert len(header) == 28


@pytest.mark.parametrize("province", ["jiangsu-licences", "zhejiang-penalties"])
def test_sole_traders_are_reported_beside_companies(folder, province):
    content = (folder / f"{province}-synthetic.csv").read_bytes()
    text = content.decode("gb18030" if "zhejiang" in province else "utf-8", "replace")
    assert 5 < sum(",92" in line and "个体工商户" in line for line in text.splitlines()) < 40


def test_zhejiang_is_gb18030_and_in_yuan(folder):
    content = (folder / "zhejiang-penalties-synthetic.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    assert "罚款（元）" in content.decode("gb18030").splitlines()[0]


def test_anhui_sends_the_form_of_2015_and_three_other_formats(folder):
    old = (folder / "anhui-penalties-2015-synthetic.csv").read_text(encoding="utf-8")
    assert old.startswith("CF_WSH,CF_CFMC,")
    packed = (folder / "anhui-registrations-synthetic.csv.gz").read_bytes()
    assert gzip.decompress(packed).decode().startswith("统一社会信用代码,注册号,名称,")
    lines = (folder / "anhui-code-map-synthetic.jsonl").read_text(encoding="utf-8").splitlines()
    assert tuple(json.loads(lines[0])) == vocabulary.headings("code_map")
    table = pq.read_table(folder / "anhui-registrations-synthetic.parquet")
    assert table.num_rows == ROWS
    assert table.schema.metadata[b"notice"].decode() == NOTICE
