"""A real browser on a real server: Debian's chromium, driven by Playwright.

``live`` is the address of the server. ``page`` is a wide window, ``phone`` a
narrow one, ``plain`` one without JavaScript. Each of them fails its test when a
page asks another site for anything or complains on the console (a breach of the
Content-Security-Policy does).
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from common.models import User
from tests.factories import MemberFactory, UnitFactory, log_in
from tests.site.builders import full_case

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 360, "height": 740}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's chromium once; without it skip on a laptop, fail where CI is set."""
    path = shutil.which("chromium")
    if path is None:
        reason = "chromium is not installed (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    # Playwright's loop runs in this thread, where the tests prepare their data.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def live(transactional_db: None, live_server: Any) -> str:
    """Return the address of a server on this test's own database."""
    return live_server.url


@contextmanager
def window(browser: Browser, live: str, **options: Any) -> Iterator[Page]:
    """Open a window that fails the test on foreign requests and on errors in the console."""
    context: BrowserContext = browser.new_context(base_url=live, locale="id-ID", **options)
    page = context.new_page()
    foreign: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if _is_foreign(request.url, live) else None)
    page.on("console", lambda message: errors.append(message.text) if _is_error(message) else None)
    yield page
    context.close()
    assert foreign == []
    assert errors == []


def _is_foreign(url: str, live: str) -> bool:
    return not url.startswith((live, "data:", "blob:"))


def _is_error(message: Any) -> bool:
    """Say whether a console message is a fault of ours: a wrong address on purpose is not."""
    return message.type == "error" and "status of 404" not in message.text


@pytest.fixture
def page(browser: Browser, live: str) -> Iterator[Page]:
    """Open a wide window."""
    with window(browser, live, viewport=WIDE) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser, live: str) -> Iterator[Page]:
    """Open a narrow window with a finger."""
    with window(browser, live, viewport=NARROW, has_touch=True) as opened:
        yield opened


@pytest.fixture
def plain(browser: Browser, live: str) -> Iterator[Page]:
    """Open a narrow window without JavaScript."""
    with window(browser, live, viewport=NARROW, java_script_enabled=False) as opened:
        yield opened


def cookies(live: str, user: User) -> list[Any]:
    """Return what makes a window the person's."""
    client = Client()
    log_in(client, user)
    return [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}]


@contextmanager
def desk(browser: Browser, live: str, user: User) -> Iterator[Page]:
    """Open a window in which the person is logged in."""
    with window(browser, live, viewport=WIDE) as page:
        page.context.add_cookies(cookies(live, user))
        yield page


@pytest.fixture
def people(live: str) -> Any:
    """Return a case and a head of its unit, and a writer and a head of a unit that would like to copy it."""
    case, copier = full_case(), UnitFactory(name="Puskesmas Peniru")
    heads = [MemberFactory(unit=unit, role="head").user for unit in (case.unit, copier)]
    return case, heads[0], MemberFactory(unit=copier).user, heads[1]
