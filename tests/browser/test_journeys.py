"""What the public, an enterprise and an analyst come for, and in how many steps: one test a row.

The numbers are those the platform promises (a step is a page that was loaded). Every journey works with
and without scripts, in Chinese; the first also in English.
"""

import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Browser

from tests.browser.served import Site
from tests.browser.steps import Person
from tests.browser.surfaces import Examples, examples, wrong

TRADE_NAME = re.compile("(?<=[区市县州])[示样例拟虚演练试摹仿].{3}")


@pytest.fixture(scope="module")
def known(site: Site) -> Examples:
    return examples(site)


@pytest.fixture(scope="module")
def renamed(site: Site) -> dict[str, Any]:
    """An organisation that bore another name, as the answer key of the demonstration has it."""
    answers = json.loads((site.folder / "world" / "answers.json").read_text())
    found: dict[str, Any] = next(
        one
        for one in answers["names"]
        if not one["code"].startswith("92") and one["former_names"][0] != one["name"]
    )
    return found


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def person(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Person]:
    context = browser.new_context(java_script_enabled=request.param, accept_downloads=True)
    yield Person(context.new_page(), site)
    context.close()


def core(name: str) -> str:
    """The trade name's first characters: an invented one begins with a sign that is no surname."""
    found = TRADE_NAME.search(name)
    assert found is not None, name
    return found[0]


def test_the_public_finds_an_organisation_by_part_of_its_name(
    person: Person, known: Examples
) -> None:
    person.start("/")
    person.search(core(known.name))
    assert person.steps == 1
    hit = person.page.locator(".hit", has_text=known.name).first
    assert core(known.name) in hit.locator("mark").first.inner_text()
    assert hit.locator(".hit-why").inner_text()


def test_by_initials_by_code_and_by_a_sentence_with_a_code(person: Person, known: Examples) -> None:
    for typed in (known.code, known.code.lower(), f"请查一下{known.code}这家公司，谢谢"):
        person.start("/")
        person.search(typed)
        assert person.steps <= 2
        assert known.name in person.text


def test_by_a_former_name(person: Person, renamed: dict[str, Any]) -> None:
    person.start("/")
    person.search(renamed["former_names"][0])
    assert person.steps == 1
    hit = person.page.locator(".hit", has_text=renamed["name"]).first
    assert "曾用名" in hit.inner_text()


def test_a_wrong_code_is_told_with_the_place_of_the_error(person: Person, known: Examples) -> None:
    person.start("/")
    person.search(wrong(known.code))
    assert person.steps == 1
    assert "第 4 位" in person.text


def test_a_name_with_one_wrong_character_is_a_question_not_an_answer(
    person: Person, known: Examples
) -> None:
    person.start("/")
    person.search(known.name[:5] + "龘" + known.name[6:])
    assert person.steps == 1
    assert known.name in person.text
    assert person.page.locator(".hit", has_text=known.name).count() == 0


def test_an_enterprise_sees_its_own_file_in_two_steps(person: Person, known: Examples) -> None:
    person.start("/")
    person.search(known.name)
    person.page.get_by_role("link", name=known.name).first.click()
    person.page.wait_for_url(f"**/subject/{known.code}/")
    assert person.steps == 2
    assert "修复不收费" in person.text


def test_can_this_be_repaired_when_and_with_what_is_one_step_from_the_file(
    person: Person, known: Examples
) -> None:
    person.start(f"/subject/{known.code}/")
    person.page.locator(f"a[href*='/record/{known.record}/']").first.click()
    person.page.wait_for_url(f"**/record/{known.record}/")
    assert person.steps == 1
    assert "申请修复" in person.text
    assert "公示" in person.text
    file = person.page.request.get(f"{person.page.url}publicity.ics").text()
    assert file.startswith("BEGIN:VCALENDAR\r\n")


def test_whom_to_tell_that_it_is_wrong_is_on_the_record(person: Person, known: Examples) -> None:
    person.start(f"/subject/{known.code}/record/{known.record}/")
    assert person.steps == 0
    assert "提出异议" in person.text


def test_the_other_language_is_one_step_on_the_same_page(person: Person, known: Examples) -> None:
    person.start(f"/subject/{known.code}/")
    person.page.locator("a.language").click()
    person.page.wait_for_url(f"**/en/subject/{known.code}/")
    assert person.steps == 1
    assert "Repair is free" in person.text
    person.page.locator("a.language").click()
    person.page.wait_for_url(f"{person.site.address}/subject/{known.code}/")


def test_an_older_number_leads_to_the_organisation(person: Person, site: Site) -> None:
    answers = json.loads((site.folder / "world" / "answers.json").read_text())
    one = next(one for one in answers["numbers"] if not one["code"].startswith("92"))
    person.start(f"/subject/{one['number']}/")
    assert person.page.url.endswith(f"/subject/{one['code']}/")


def test_a_term_is_understood_without_leaving_the_page(person: Person, known: Examples) -> None:
    person.start(f"/subject/{known.code}/record/{known.record}/")
    term = person.page.locator(".term").first
    term.locator("[tabindex], a").first.focus()
    assert term.locator(".term-meaning").is_visible()
    assert person.steps == 0


def test_a_list_of_codes_is_checked_in_one_step(person: Person, known: Examples) -> None:
    person.start("/codes/")
    person.page.locator("textarea").fill(f"{known.code}\n{wrong(known.code)}")
    with person.page.expect_navigation():
        person.page.get_by_role("button", name="核对").click()
    assert person.steps == 1
    assert "1 个正确，1 个不正确" in person.text


def test_an_error_code_has_a_help_page(person: Person) -> None:
    person.start("/errors/")
    person.page.get_by_role("link", name="CD-USCC-003").first.click()
    person.page.wait_for_url("**/errors/CD-USCC-003/")
    assert person.steps == 1


def test_an_analyst_takes_exactly_this_view(
    person: Person, known: Examples, site: Site, tmp_path: Any
) -> None:
    person.start(f"/subject/{known.code}/section/{known.section}/")
    exports = person.page.locator("details.exports").first
    exports.locator("summary").click()
    rows = person.page.locator(".table-block").first.locator("tbody tr").count()
    command = exports.locator("code").first.inner_text()
    subprocess.run(shlex.split(command), check=True, cwd=tmp_path, capture_output=True)
    (saved,) = tmp_path.iterdir()
    assert len(saved.read_text("utf-8-sig").strip().splitlines()) == rows + 1
    links = {
        form: site.address
        + (exports.locator(f"a[href*='format={form}']").get_attribute("href") or "")
        for form in ("csv", "json", "parquet")
    }
    get = person.page.request.get
    assert len(get(links["json"]).json()["rows"]) == rows
    assert pq.read_table(BytesIO(get(links["parquet"]).body())).num_rows == rows


def test_days_of_the_clock_go_into_a_calendar(person: Person, known: Examples) -> None:
    address = f"/subject/{known.code}/record/{known.record}/publicity.ics"
    lines = person.page.request.get(person.site.address + address).text().split("\r\n")
    starts = [one.partition(":")[2] for one in lines if one.startswith("DTSTART;VALUE=DATE:")]
    assert starts
    for start in starts:
        assert date.fromisoformat(start) - date(2020, 1, 1) > timedelta(0)
    assert all(len(line.encode()) <= 75 for line in lines)
