"""`cdelta office` lists and shows offices, to people and to machines."""

import json

from click.testing import CliRunner, Result

from creditdelta.cli.main import main
from creditdelta.rulebook.offices import offices


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["office", *words])


def test_every_office_is_listed() -> None:
    assert len(run("list").stdout.splitlines()) == len(offices())


def test_offices_of_a_province_and_kind() -> None:
    lines = run("list", "--region", "330000", "--kind", "court", "--json").stdout.splitlines()
    found = [json.loads(line) for line in lines]
    assert len(found) == 12
    assert {one["role"] for one in found} == {"court_officer"}


def test_one_office_says_on_what_its_name_rests() -> None:
    text = run("show", "340200-tax", "--lang", "zh").stdout
    assert "国家税务总局芜湖市税务局" in text
    assert "[K]" in text
    told = json.loads(run("show", "320000-tax", "--json").stdout)
    assert "tax_arrears" in told["sources"]


def test_an_unknown_office_is_told() -> None:
    result = run("show", "110000-credit")
    assert result.exit_code == 2
    assert "cdelta office list" in result.output
