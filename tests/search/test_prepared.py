"""Many documents are prepared in a process beside, and come out as one after the other would."""

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from search import prepared
from search.documents import CaseDocument
from search.prepared import prepare, prepare_all
from tests.search.builders import document

MANY = [
    document(number, f"Antrean {number}", text="Akte kelahiran.", outcome={"unit": "menit"}, tags=("loket",))
    for number in range(1, 1_500)
]


@pytest.fixture(params=[1, 2])
def cores(request, monkeypatch) -> int:
    """A machine with so many cores."""
    monkeypatch.setattr(os, "cpu_count", lambda: request.param)
    return request.param


@pytest.mark.parametrize("count", [0, 1, 1_000, 1_001, 1_499])
def test_documents_come_out_prepared_in_their_order(cores, count) -> None:
    assert list(prepare_all(MANY[:count])) == [prepare(one) for one in MANY[:count]]


def test_a_second_core_is_used(monkeypatch) -> None:
    here = []
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(prepared, "prepare", lambda one: here.append(one) or prepare(one))
    assert len(list(prepare_all(MANY))) == len(MANY) > len(here)


@pytest.mark.parametrize("place", [0, 1_200])
def test_what_is_wrong_with_a_document_is_raised(cores, place) -> None:
    poisoned = [*MANY[:place], replace(MANY[place], tags=(None,)), *MANY[place + 1 :]]
    with pytest.raises(AttributeError, match="NoneType"):
        list(prepare_all(poisoned))


def test_what_breaks_while_documents_are_read_is_raised(cores) -> None:
    def documents() -> Iterator[CaseDocument]:
        yield from MANY
        raise ConnectionError("gone")

    with pytest.raises(ConnectionError, match="gone"):
        list(prepare_all(documents()))


def test_few_documents_are_read_ahead(monkeypatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    endless, read = iter(MANY * 10), 0

    def documents() -> Iterator[CaseDocument]:
        nonlocal read
        for one in endless:
            read += 1
            yield one

    for number, _case in zip(range(3_000), prepare_all(documents()), strict=False):
        assert read - number <= 1_000
