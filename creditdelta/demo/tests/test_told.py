"""The demonstration's notices: some served, some late, some announced, and all of them invented."""

from datetime import date
from pathlib import Path

import pytest

from creditdelta.accounts.tests.signed_in import with_post
from creditdelta.demo import told as demonstration
from creditdelta.notices import serving
from creditdelta.notices.models import Content, Notice
from creditdelta.notices.queries import notices_of, untold
from creditdelta.notices.tests.scenes import organisations

DAY = date(2026, 3, 31)


def test_the_desk_of_the_demonstration_has_something_of_everything(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in (serving, demonstration):
        monkeypatch.setattr(one, "business_day", lambda: DAY)
    refs = organisations(tmp_path, 12)
    with_post("representative", subject=refs[0])
    assert demonstration.told("demo") == Notice.objects.count() == 12 + 5 + 1
    waiting = untold("310000", DAY)
    assert {one.left < 0 for one in waiting} == {True, False}
    assert {one.reachable for one in waiting} == {True, False}
    assert set(Notice.objects.values_list("method", flat=True)) == {"", "post", "public"}
    assert {one.form for one in notices_of(refs[0])} >= {"repair_decision", "records_noted"}
    assert all("示" in body for body in Content.objects.values_list("body", flat=True))
