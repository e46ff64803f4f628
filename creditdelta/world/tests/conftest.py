"""One small world for all scenes of this folder."""

import pytest

from creditdelta.world.tests.built import ORGANISATIONS, SEED, built


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    return built(tmp_path_factory.mktemp("world"), SEED, ORGANISATIONS)
