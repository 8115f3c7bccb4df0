"""Sizes of pictures are made on publishing and never while somebody reads."""

import pytest
from django.core.files.base import ContentFile
from django.template import Context, Template

from common.models import Rendition
from innovations.models import CasePicture
from innovations.pictures import make_renditions, specs_for
from tests.factories import DraftFactory, PictureFactory, image_bytes

pytestmark = pytest.mark.django_db


def draft_with_picture(size=(700, 500)):
    case = DraftFactory()
    picture = PictureFactory(
        collection=case.unit.collection, file=ContentFile(image_bytes(size, "JPEG"), name="perahu.jpg")
    )
    case.pictures = [CasePicture(image=picture, title="Perahu", alt="Perahu di <dermaga>")]
    case.save()
    case.save_revision()
    return case


def shown(case):
    template = Template('{% load case_pictures %}{% case_picture picture "50vw" %}')
    return template.render(Context({"picture": case.pictures.get()}))


def test_publishing_makes_every_fitting_size_in_both_formats(django_capture_on_commit_callbacks):
    case = draft_with_picture()
    assert not Rendition.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        case.get_latest_revision().publish()
    made = set(Rendition.objects.values_list("filter_spec", flat=True))
    assert made == {f"width-{width}|format-{name}" for width in (320, 640) for name in ("avif", "webp")}


def test_a_small_picture_has_the_smallest_size():
    case = draft_with_picture((100, 80))
    assert specs_for(case.pictures.get().image) == ["width-320|format-avif", "width-320|format-webp"]


def test_the_browser_chooses_size_and_format_and_reads_the_words():
    case = draft_with_picture()
    case.get_latest_revision().publish()
    make_renditions([case.pk])
    html = shown(case)
    assert html.index("image/avif") < html.index("image/webp") < html.index("<img")
    assert 'alt="Perahu di &lt;dermaga&gt;"' in html
    assert "320w" in html
    assert "640w" in html


def test_reading_makes_nothing():
    case = draft_with_picture()
    assert shown(case) == ""
    assert not Rendition.objects.exists()


def test_drafts_get_no_sizes():
    case = draft_with_picture()
    assert make_renditions([case.pk]) == 0


def test_a_broken_file_does_not_keep_the_case_from_being_published(django_capture_on_commit_callbacks):
    case = draft_with_picture()
    image = case.pictures.get().image
    image.file.storage.delete(image.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        case.get_latest_revision().publish()
    case.refresh_from_db()
    assert case.live


def test_who_shares_the_case_shows_its_first_picture(client):
    case = draft_with_picture()
    case.get_latest_revision().publish()
    make_renditions([case.pk])
    shared = client.get(case.url).text.split('property="og:image" content="')[1].split('"')[0]
    assert shared.startswith("http")
    assert "width-640" in shared
    assert shared.endswith(".webp")
