"""The guides that the CMS shows."""

import re

import pytest
from django.urls import reverse

from innovations.cms.guide import GUIDES, folder, render_guide
from tests.factories import MemberFactory, log_in

MAXIMUM = 150_000


@pytest.mark.parametrize("name", GUIDES)
def test_every_picture_of_a_guide_exists_has_words_and_is_small(name):
    text = (folder() / f"{name}.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[(.*?)\]\((.*?)\)", text)
    assert pictures
    for words, file in pictures:
        assert words
        assert (folder() / file).stat().st_size <= MAXIMUM


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_is_shown_as_headings_and_pictures(name):
    html = render_guide(name, "guide_picture")
    assert "<h1>" not in html
    assert "<h2 id=" in html
    assert 'src="/kelola/panduan/gambar/' in html


@pytest.mark.django_db
def test_members_read_the_guides_and_nothing_beside_them(client):
    log_in(client, MemberFactory(role="contributor").user)
    assert "Menulis inovasi baru" in client.get(reverse("guide")).content.decode()
    for name in ("moderator", "seleksi"):
        assert client.get(reverse("guide", args=[name])).status_code == 200
    assert client.get(reverse("guide_picture", args=["beranda.png"]))["Content-Type"] == "image/png"
    for name in ("../penyunting.md", "tidak-ada.png"):
        assert client.get(f"/kelola/panduan/gambar/{name}", follow=True).status_code == 404
    assert client.get(reverse("guide", args=["lain"])).status_code == 404
