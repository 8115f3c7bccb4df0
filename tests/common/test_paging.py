"""The pager shows the ends and the neighbours, and keeps what was asked for."""

import pytest
from django.http import QueryDict

from common.paging import page_address, pager


@pytest.mark.parametrize(
    ("page", "pages", "numbers"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 9, [1, 2, None, 9]),
        (5, 9, [1, None, 4, 5, 6, None, 9]),
        (9, 9, [1, None, 8, 9]),
    ],
)
def test_which_pages_are_linked(page: int, pages: int, numbers: list[int | None]) -> None:
    links = pager(page, pages, str).links
    assert [link.number for link in links] == numbers
    assert [link.number for link in links if link.current] == [page]


def test_the_ends_have_no_way_on() -> None:
    assert pager(1, 2, str).previous_url is None
    assert pager(2, 2, str).next_url is None


def test_other_parameters_stay_and_the_first_page_has_no_number() -> None:
    address = page_address("/inovasi/", QueryDict("sektor=health&page=4"))
    assert address(2) == "/inovasi/?sektor=health&page=2"
    assert address(1) == "/inovasi/?sektor=health"
    assert page_address("/inovasi/", QueryDict("page=4"))(1) == "/inovasi/"
