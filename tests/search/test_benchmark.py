"""The benchmark of the CMS's search boxes measures every box and leaves the site as it was."""

import pytest

from common.models import Attachment, Picture, User
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
