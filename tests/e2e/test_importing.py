"""A moderator imports a file in the browser: the page of long work brings itself up to date."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.utils.translation import gettext as _
from playwright.sync_api import Browser, expect

from innovations.importing import background
from innovations.models import InnovationPage
from tests.e2e.test_publish_journey import desk
from tests.factories import MemberFactory
from tests.innovations.records import record

pytestmark = pytest.mark.browser


def test_an_import_ends_without_a_press_of_the_reader(
    browser: Browser, live: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path, raising=False)
    monkeypatch.setattr(background, "PATIENCE", 0)  # so that even a small file is long work
    file = tmp_path / "kasus.jsonl"
    file.write_text(json.dumps(record()))
    with desk(browser, live, MemberFactory(role="moderator").user) as page:
        page.goto("/kelola/impor/")
        page.get_by_label(_("File (.jsonl, .xlsx or .zip)")).set_input_files(file)
        page.get_by_role("button", name=_("Check the file")).click()
        page.get_by_role("button", name=_("Import"), exact=True).click()
        expect(page.get_by_text(_("The file is imported, and its cases are published."))).to_be_visible()
    assert InnovationPage.objects.get().live
