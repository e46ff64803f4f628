"""A thousand personal numbers in free text: none on any page, in any file, calendar or log.

The check at the door refuses or warns of such rows. Here half of them are laid into the tables behind
its back, as if it had failed, so that what stands between them and the reader is the gate alone.
"""

import io
import logging
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from creditdelta.archive.tests.numbers import drawn
from creditdelta.archive.tests.visits import get, on_the_day, take
from creditdelta.intake.tests.supplies import organisation, penalty, registrations, written
from creditdelta.records.models import Statement
from creditdelta.subjects.models import Name

pytestmark = pytest.mark.usefixtures("ledger")
TEXTS = ("CF_SY", "CF_NR", "CF_WFXW", "CF_YJ", "CF_NR_ZKDX", "BZ", "CF_CFJG", "CF_SJLY")
ORGANISATIONS, EACH, COUNT = 20, 25, 1_000
GAPS = re.compile(r"[\s\-–—]|&#\w+;")
RUN = re.compile(r"\d{11,}[Xx]?")
FILES = ("csv", "json", "parquet")
RECORD = re.compile(r"/record/([0-9a-f]{8}-[0-9a-f]{8})/")


def marked(place: int) -> str:
    """What stands for the number until it is laid into the table."""
    return f"〔甲{place}乙〕"


def laid_in() -> list[tuple[str, str]]:
    """Penalties with two numbers in each, put where the door would have refused them."""
    found = drawn(COUNT, seed=20261126)
    for statement in Statement.objects.filter(standard="penalty/2018"):
        statement.body = re.sub(
            r"〔甲(\d+)乙〕", lambda at: f"{found[int(at[1])][1]}。", statement.body
        )
        statement.save()
    name = Name.objects.filter(former=True).first()
    name.name = f"上海示例{found[1][1]}商行"
    name.save()
    return found


@pytest.fixture
def numbers(ledger: Path, tmp_path: Path) -> frozenset[str]:
    on_the_day()
    take(registrations(tmp_path, ORGANISATIONS, former_names="上海旧名商贸有限公司"))
    rows = []
    for place in range(COUNT // 2):
        one, other = TEXTS[place % len(TEXTS)], TEXTS[(place + 3) % len(TEXTS)]
        texts = {one: f"另见{marked(2 * place)}", other: f"{marked(2 * place + 1)}详见附件"}
        number = {"CF_WSH": f"沪示罚〔2025〕{place}号", "CF_CFLB": "警告"}
        rows.append(penalty(place % ORGANISATIONS, **number, **texts))
    take(written(tmp_path / "penalties.csv", "penalty", rows))
    found = laid_in()
    typed = [
        penalty(n % ORGANISATIONS, CF_WSH=f"沪示罚〔2025〕送{n}号", BZ=f"联系{said}")
        for n, (_, said) in enumerate(found[:300])
    ]
    take(written(tmp_path / "typed.csv", "penalty", typed))
    return frozenset(number for number, _ in found)


def surfaces() -> Iterator[tuple[str, str]]:
    """Every page and file of every archive: its address and everything it says."""
    for code, _ in map(organisation, range(ORGANISATIONS)):
        own = f"/subject/{code}/"
        places = [own, f"/en{own}", f"{own}section/administration/", f"{own}changes/"]
        records: set[str] = set()
        for place in places:
            said = get(place).content.decode()
            records |= set(RECORD.findall(said))
            yield place, said
            yield from files(place)
        assert len(records) >= EACH
        for record in sorted(records):
            for place in (f"{own}record/{record}/", f"{own}record/{record}/publicity.ics"):
                answered = get(place)
                assert answered.status_code == 200
                yield place, answered.content.decode().replace("\r\n ", "")


def files(place: str) -> Iterator[tuple[str, str]]:
    for form in FILES:
        answered = get(place, format=form)
        assert answered.status_code == 200
        if form == "parquet":
            yield place, str(pq.read_table(io.BytesIO(answered.content)).to_pylist())
        else:
            yield place, answered.content.decode()


def told(said: str, numbers: frozenset[str]) -> list[str]:
    """The numbers that a text tells, however they are written."""
    plain = GAPS.sub("", unicodedata.normalize("NFKC", said))
    runs = RUN.findall(plain)
    return [number for run in runs for number in numbers if number in run.upper()]


def test_nobody_reads_a_number_anywhere(
    numbers: frozenset[str], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        seen, masked = 0, 0
        for place, said in surfaces():
            assert told(said, numbers) == [], place
            seen, masked = seen + 1, masked + said.count("***")
    assert (seen > 1_000, masked > 1_000) == (True, True)
    logged = caplog.text
    for typed in sorted(numbers)[::100]:  # somebody's number in the place of a code is not repeated
        answered = get(f"/subject/{typed}/")
        assert answered.status_code == 404
        assert told(answered.content.decode(), numbers) == []
    printed = capfd.readouterr()
    assert told(logged + printed.out + printed.err, numbers) == []


def test_this_test_would_see_them(numbers: frozenset[str]) -> None:
    said = "".join(statement.body for statement in Statement.objects.all())
    assert set(told(said, numbers)) == numbers
