"""The benchmarks measure what they name: every search box of the CMS, and the pages that show replications."""

from collections import Counter

import pytest
from django.core.management import call_command

from common.models import Attachment, Picture, User
from replications.models import Replication
from search.benchmark import replications
from search.benchmark.cms import measure_boxes
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


def test_boxes_are_measured_for_both_people_and_nothing_stays():
    CaseFactory()
    people = set(User.objects.values_list("pk", flat=True))
    timings = measure_boxes(times=2)

    boxes = {
        person: [timing.box for timing in timings if timing.person == person] for person in ("moderator", "contributor")
    }
    assert {"chooser of cases", "pictures", "documents"} < set(boxes["contributor"]) < set(boxes["moderator"])
    assert "chooser of pages" in boxes["moderator"]
    assert set(User.objects.values_list("pk", flat=True)) == people
    assert not Picture.objects.exists()
    assert not Attachment.objects.exists()


def test_the_pages_that_show_replications_are_measured_with_so_many(monkeypatch, capsys):
    monkeypatch.setattr(replications, "COPIES_OF_FIRST", 3)
    call_command("network_bench", 60, 20, rounds=2)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "60 cases, 20 replications"
    assert [line.split()[0] for line in lines[2:]] == ["/jaringan/", "/jaringan/,", "/jaringan/replikasi/", "a"]
    first, *_others = Counter(Replication.objects.values_list("case", flat=True)).most_common()
    assert first[1] >= 3
    assert {"agreed", "achieved"} < set(Replication.objects.values_list("state", flat=True))
