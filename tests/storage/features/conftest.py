"""What tests of the features share: a vault made once, and a copy for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import Site
from tests.storage.features.setting import Stage, copied, founded


@pytest.fixture(scope="module")
def founded_site(quick: None, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A vault with its staff, members and rules; never written to."""
    return founded(tmp_path_factory.mktemp("founded"))


@pytest.fixture
def stage(founded_site: Site, tmp_path: Path) -> Iterator[Stage]:
    """A copy of that vault, for one test to write to."""
    stage = Stage(copied(founded_site, tmp_path))
    yield stage
    stage.leave()
