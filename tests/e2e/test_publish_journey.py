"""From an empty page to a case that others find: author, verifier and moderator in their browsers."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from common.models import User
from innovations.models import InnovationPage
from tests.e2e.conftest import WIDE, cookies, desk
from tests.factories import PASSWORD, MemberFactory, UnitFactory
from tests.innovations.editing import TEXTS, edit_url, ready_case
from units.models import ServiceUnit

pytestmark = pytest.mark.browser

# Wagtail takes what is typed in the first two seconds for the form's initial state.
SETTLED = 2500


@pytest.fixture
def unit(live: str) -> ServiceUnit:
    return UnitFactory()


@contextmanager
def loud_desk(browser: Browser, live: str, user: User) -> Iterator[BrowserContext]:
    """Open windows that may complain on the console: a broken line does, and axe about what it finds."""
    context = browser.new_context(base_url=live, viewport=WIDE, locale="id-ID")
    context.add_cookies(cookies(live, user))
    yield context
    context.close()


def open_editor(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLED)


def saved(page: Page) -> None:
    """Wait until the server has what was typed."""
    expect(page.locator("#w-autosave-indicator[data-w-autosave-state-value=saved]")).to_be_attached(timeout=15_000)


def submit(page: Page) -> None:
    # A save on its way would meet the newer revision of the submission, and be refused.
    saved(page)
    button = page.locator("[name=action-submit]")
    if not button.is_visible():
        page.locator("footer .w-dropdown button").first.click()
    button.click()
    page.wait_for_load_state()


def decide(page: Page, decision: str, reason: str = "") -> None:
    page.goto("/kelola/")
    page.locator("a[href*='/tinjauan/']").first.click()
    if reason:
        page.locator("[name=comment]").fill(reason)
    page.locator(f"form:has([value={decision}]) button").click()
    expect(page).to_have_url(re.compile("/kelola/$"))


def write_the_rest(page: Page) -> None:
    for name, text in TEXTS.items():
        page.locator(f"#id_{name}").fill(text)
    page.locator("#id_plain_title").fill("Perahu perekaman akta yang mendatangi pulau")
    page.locator("#id_started_on").fill("2019-03")
    page.locator("#id_contact_office").fill("Bidang Pendaftaran Penduduk")
    page.locator("#id_stage").select_option("implementation")
    page.locator("#id_status").select_option("continues")
    for name in ("sectors", "service_modes", "beneficiaries"):
        page.locator(f"[name={name}]").first.check()
    page.locator("#id_outcomes-ADD").click()
    page.locator("#id_outcomes-0-indicator").fill("Waktu tunggu")
    page.locator("#id_outcomes-0-unit").fill("hari")
    page.locator("#id_outcomes-0-baseline").fill("14,5")
    page.locator("#id_outcomes-0-value").fill("1")


def test_from_an_empty_page_to_a_case_that_others_find(browser: Browser, live: str, page: Page, unit: Any) -> None:
    author = MemberFactory(unit=unit, role="contributor").user
    verifier = MemberFactory(unit=unit, role="verifier").user
    moderator = MemberFactory(role="moderator").user

    page.goto("/masuk/")
    page.locator("[name=username]").fill(author.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.goto("/kelola/")
    page.locator(f"a[href$='/innovationpage/{unit.page.pk}/']").click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLED)
    page.locator("#id_title").fill("SAMPAN AKTA")
    submit(page)
    for gap in ("#id_plain_title", "#id_section_problem", "#id_contact_office", "#id_outcomes-FORMS"):
        expect(page.locator(f".messages a[href='{gap}']")).to_be_visible()

    page.wait_for_timeout(SETTLED)
    write_the_rest(page)
    submit(page)
    case = InnovationPage.objects.get()
    assert case.current_workflow_task.reviewtask.step == "unit"

    with desk(browser, live, verifier) as verifiers:
        decide(verifiers, "send_back", "Angka sebelum inovasi diambil dari mana?")
        page.goto("/kelola/")
        expect(page.get_by_text("Angka sebelum inovasi diambil dari mana?").first).to_be_visible()
        open_editor(page, edit_url(case))
        page.locator("#id_section_idea").fill("Alat rekam tidak menunggu sinyal.")
        submit(page)
        decide(verifiers, "approve")

    with desk(browser, live, moderator) as moderators:
        decide(moderators, "approve")
    page.goto(InnovationPage.objects.get().url)
    expect(page.get_by_role("heading", level=1)).to_contain_text("SAMPAN AKTA")
    expect(page.get_by_text("14,5").first).to_be_visible()
    page.goto("/cari/?q=merekam")
    expect(page.get_by_text("SAMPAN AKTA").first).to_be_visible()


def test_what_was_typed_while_the_line_was_down_comes_back(browser: Browser, live: str, unit: Any) -> None:
    author = MemberFactory(unit=unit).user
    case = ready_case(unit, owner=author)
    with loud_desk(browser, live, author) as context:
        page = context.new_page()
        open_editor(page, edit_url(case))
        context.set_offline(True)
        page.locator("#id_section_idea").fill("Diketik tanpa sinyal.")
        expect(page.locator(".jipp-offline")).to_be_visible(timeout=10_000)
        page.close(run_before_unload=False)

        context.set_offline(False)
        page = context.new_page()
        open_editor(page, edit_url(case))
        expect(page.locator("#id_section_idea")).to_have_value("")
        page.locator(".jipp-offline button").first.click()
        expect(page.locator("#id_section_idea")).to_have_value("Diketik tanpa sinyal.")
        saved(page)
        assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('jipp:draft:'))") == []
    case.refresh_from_db()
    assert case.get_latest_revision().content["section_idea"] == "Diketik tanpa sinyal."


def test_the_checks_panel_names_what_the_previewed_text_lacks(browser: Browser, live: str, unit: Any) -> None:
    author = MemberFactory(unit=unit).user
    case = ready_case(unit, owner=author)
    with loud_desk(browser, live, author) as context:
        page = context.new_page()
        open_editor(page, edit_url(case))
        page.locator("[data-side-panel-toggle=checks]").click()
        panel = page.locator("[data-checks-panel]")
        expect(panel.get_by_text("Belum ada: Gagasan")).to_be_visible(timeout=15_000)
        page.locator("#id_section_idea").fill("Alat rekam tidak menunggu sinyal.")
        expect(panel.get_by_text("Belum ada: Gagasan")).to_have_count(0, timeout=15_000)


def test_words_are_counted_while_typing(browser: Browser, live: str, unit: Any) -> None:
    author = MemberFactory(unit=unit).user
    case = ready_case(unit, owner=author)
    with desk(browser, live, author) as page:
        open_editor(page, edit_url(case))
        page.locator("#id_section_collaboration").fill("kata " * 201)
        count = page.locator("#id_section_collaboration-words")
        expect(count).to_contain_text("201")
        expect(count).to_contain_text("200")
        page.locator("#id_section_problem").fill("dua kata")
        expect(page.locator("#id_section_problem-words")).to_contain_text("2")
