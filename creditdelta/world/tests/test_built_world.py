"""A built world: equal bytes, every situation planted, and counts that add up in every delivery."""

import csv
import gzip
import json

import openpyxl
import pytest

from creditdelta.rulebook.records import standards
from creditdelta.world.mistakes import MISTAKES
from creditdelta.world.organisations import PROVINCES
from creditdelta.world.situations import SITUATIONS
from creditdelta.world.tests.built import ORGANISATIONS, SEED, built


def rows_of(path):
    """The rows of a small plain file, whatever its format."""
    if path.suffix == ".xlsx":
        lines = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
        heads, *cells = lines[2:]  # a title and a guide stand above
        return [
            dict(zip(heads, ["" if x is None else x for x in row], strict=True)) for row in cells
        ]
    text = path.read_bytes()
    text = text.decode("gb18030" if path.name.startswith("zhejiang") else "utf-8-sig")
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in text.splitlines()]
    return list(csv.DictReader(text.splitlines()))


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    return built(tmp_path_factory.mktemp("large"), 8, 2_000)


def test_equal_arguments_give_equal_bytes(small, tmp_path):
    built(tmp_path, SEED, ORGANISATIONS)
    names = {path.name for path in small.folder.iterdir()}
    assert names == {path.name for path in tmp_path.iterdir()}
    for path in small.folder.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_another_seed_gives_other_bytes(small, large):
    file = small.deliveries[0]["file"]
    assert (small.folder / file).read_bytes() != (large.folder / file).read_bytes()


def test_rows_are_accounted_for_in_every_delivery(large):
    for one in large.answers["files"]:
        parts = ("accepted", "waiting", "duplicate", "withdrawn", "rejected")
        assert sum(one[part] for part in parts) == one["rows"] > 0
        assert sum(one["rejected_for"].values()) == one["rejected"]
        assert sum(one["waiting_for"].values()) == one["waiting"]


def test_every_situation_is_planted(large):
    planted = large.answers["situations"]
    assert {one.name for one in SITUATIONS} <= set(planted)
    assert {"resent", "again", "two_provinces", "renamed", "recoded", "renumbered"} <= set(planted)
    assert {"register_out_of_order", "mistake", "replacement", "withdrawn_before"} <= set(planted)
    assert {"withdrawal_before_record", "withdrawal_after_record"} <= set(planted)
    assert all(one["count"] == len(one["rows"]) > 0 for one in planted.values())
    verdicts = ("accepted", "waiting", "duplicate", "withdrawn", "rejected")
    for verdict in verdicts:
        assert sum(one[verdict] for one in large.answers["files"]) > 15, verdict
    for reason in ("refused", "past_retention", "closed"):
        assert any(one["rejected_for"][reason] for one in large.answers["files"]), reason


def test_every_kind_of_the_rulebook_comes_from_every_province(large):
    kinds = {standard.kind for standard in standards().values()}
    sent = {(one["region"], one["kind"]) for one in large.deliveries}
    assert sent == {(f"{province}0000", kind) for province in PROVINCES for kind in kinds}
    assert kinds - {"withdrawal"} == set(large.answers["live"])


def test_what_is_withdrawn_stays_so_when_it_comes_again(large):
    closed = {one["file"]: one["rejected_for"]["closed"] for one in large.answers["files"]}
    assert any(count for file, count in closed.items() if "resent" in file)
    assert any(count for file, count in closed.items() if "resent" not in file)
    for one in large.answers["withdrawn"]:
        assert one["kind"] in large.answers["live"]
        assert len(one["uscc"]) == len(one["authority"]) == 18
        assert one["number"]


def test_owners_are_owned(large):
    """Chains of at least two steps, some of them across provinces."""
    owned: dict[str, set[str]] = {}
    for path in large.folder.glob("*capital-contribution*"):
        for row in rows_of(path):
            if row["出资人统一社会信用代码"]:
                owned.setdefault(row["统一社会信用代码"], set()).add(row["出资人统一社会信用代码"])
            elif row["出资人类型"] == "自然人":
                assert not row["出资人名称"]
    chains = {owner for owners in owned.values() for owner in owners} & owned.keys()
    assert chains
    assert any(code[2:4] != owner[2:4] for code, owners in owned.items() for owner in owners)


def test_every_kind_of_mistake_is_planted(large):
    made = {one["mistake"] for file in large.answers["files"] for one in file["wrong"]}
    assert {one.name for one in MISTAKES} <= made
    assert {"a quote never closed", "the last line cut off", "a cell lost"} <= made
    assert {"a byte of no encoding", "a code kept as a number", "reported twice"} <= made


def test_a_known_fate_follows_each_situation(large):
    fates = {
        "unregistered": "waiting",
        "name_mismatch": "waiting",
        "legacy_unknown": "waiting",
        "spelled": "accepted",
        "legacy_registration_number": "accepted",
    }
    files = {one["delivery"]: one for one in large.answers["files"]}
    for name, fate in fates.items():
        rows = large.answers["situations"][name]["rows"]
        for number in {delivery for delivery, _ in rows}:
            here = sum(delivery == number for delivery, _ in rows)
            assert files[number][fate] >= here, name


def test_what_came_before_is_duplicate_when_it_comes_again(large):
    for one in large.answers["files"]:
        if one["delivery"] in {d for d, _ in large.answers["situations"]["again"]["rows"]}:
            assert one["accepted"] == one["waiting"] == 0
            assert one["duplicate"] > 0


def test_deliveries_are_listed_in_their_order_with_region_issue_and_batch(large):
    assert [one["file"] for one in large.deliveries] == [one.file for one in large.supplies]
    assert [one["file"] for one in large.answers["files"]] == [
        one["file"] for one in large.deliveries
    ]
    for one in large.deliveries:
        assert (large.folder / one["file"]).exists()
        assert "synthetic" in one["file"]
        assert one["issued"].endswith("+08:00")
        assert one["batch"] >= 1
    kinds = {(one["region"], one["kind"]) for one in large.deliveries}
    assert {region for region, _ in kinds} == {"310000", "320000", "330000", "340000"}
    older = next(one for one in large.deliveries if "older" in one["file"])
    newer = next(one for one in large.deliveries if one["region"] == "340000")
    assert older["issued"] < newer["issued"]
    assert older["batch"] < newer["batch"]
    assert large.deliveries.index(older) > large.deliveries.index(newer)


def test_names_are_those_the_registers_tell(large):
    told = large.answers["names"]
    assert len(told) == 50
    assert any(one["former_names"] for one in told)
    path = next(large.folder.glob("anhui-registration-202403*"))
    with gzip.open(path, "rt", encoding="utf-8", newline="") as source:
        written = {row["统一社会信用代码"]: row["名称"] for row in csv.DictReader(source)}
    for one in told:
        if one["code"] in written:
            assert written[one["code"]] in (one["name"], *one["former_names"])


def test_few_records_are_late_and_most_are_right(large):
    for counts in large.answers["indicators"].values():
        assert 0 < counts["late_records"] <= counts["late_rows"] < 0.2 * counts["filed_rows"]
        assert 0.8 * counts["filed_rows"] < counts["valid_rows"] < counts["filed_rows"]
