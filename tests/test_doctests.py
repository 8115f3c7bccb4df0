"""What docstrings show as examples is true."""

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("common", "units", "innovations", "replications", "selections", "search", "jipp")


def _modules_with_examples() -> list[str]:
    files = (file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
    shown = sorted(file for file in files if ">>> " in file.read_text(encoding="utf-8"))
    return [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in shown]


@pytest.mark.parametrize("name", _modules_with_examples())
def test_the_examples_of_a_docstring_are_true(name):
    failed, _tried = doctest.testmod(importlib.import_module(name))
    assert not failed
