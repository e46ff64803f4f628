"""One small world for all scenes of this folder, and what the checker says of each of its files."""

from datetime import date

import pytest

from creditdelta.facade.check import check
from creditdelta.world.tests.built import ORGANISATIONS, SEED, built


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    return built(tmp_path_factory.mktemp("world"), SEED, ORGANISATIONS)


@pytest.fixture(scope="session")
def checked(small):
    """(answer, report) of every delivery; the same bytes are judged once."""
    day = date.fromisoformat(small.answers["day"])
    files = {one["file"] for one in small.deliveries}
    reports = {file: check(small.folder / file, on=day) for file in sorted(files)}
    return [(answer, reports[answer["file"]]) for answer in small.answers["files"]]
