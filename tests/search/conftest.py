"""What the tests of search share."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone


@pytest.fixture
def now() -> datetime:
    """The moment of the test."""
    return timezone.now()


@pytest.fixture(scope="module")
def module_index(module_db: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return where fixtures of the module index what they write; ``indexed`` gives each test a copy."""
    folder = tmp_path_factory.mktemp("index")
    with override_settings(SEARCH_INDEX_DIR=folder):
        yield folder


@pytest.fixture
def indexed(module_index: Path, settings: Any) -> None:
    """Begin with what fixtures of the module indexed."""
    shutil.copytree(module_index, settings.SEARCH_INDEX_DIR)
