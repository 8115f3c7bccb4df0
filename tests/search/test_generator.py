"""Synthetic cases: the same for the same seed, of realistic length, accepted by the importer."""

import json

import pytest
from django.core.management import call_command

from innovations.models import InnovationPage
from search.benchmark.generator import make_records

pytestmark = pytest.mark.django_db


def test_records_are_the_same_for_the_same_seed_whatever_their_number():
    assert list(make_records(5, 7)) == list(make_records(20, 7))[:5]
    assert list(make_records(5, 7)) != list(make_records(5, 8))


def test_records_have_a_realistic_length_and_variety():
    records = list(make_records(60, 1))
    sizes = sorted(len(json.dumps(one, ensure_ascii=False)) for one in records)
    assert 6_000 < sizes[len(sizes) // 2] < 9_000
    assert len({word for one in records for text in one["sections"].values() for word in text.split()}) > 3_000
    assert len({one["name"] for one in records}) == 60


def test_records_are_imported_as_made_up(tmp_path):
    file = tmp_path / "cases.jsonl"
    call_command("make_cases", 12, 3, output=file)
    call_command("import_cases", str(file))
    assert InnovationPage.objects.live().filter(example=True).count() == 12
