"""A real Chromium for tests; tests/conftest.py offers the fixtures, once for the whole run.

`open_page(path, width=390, elder=False, javascript=True, english=False, user=None)` gives a
Playwright page that fails the test when the page writes an error to the console, when a script
throws, or when anything is asked of another host.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from running import browser

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HEIGHT = 844  # px
# Chromium's own advice, and a form that comes back with its errors (400), which is no fault.
QUIET = ("does not conform to the required format", "status of 400 (Bad Request)")


def executable() -> str:
    asked = os.environ.get("LINLI_CHROMIUM") or os.environ.get("CHROMIUM")
    return asked or browser.found()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run; skipped plainly where no Chromium is installed."""
    path = executable()
    if not path:
        reason = os.environ.get("LINLI_NO_CHROMIUM") or "no Chromium on this machine"
        pytest.skip(f"browser tests are skipped: {reason}")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this thread
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chrome
        chrome.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Opens pages of the live server and complains at the end about what went wrong in them."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def cookie(name: str, value: str) -> dict[str, str]:
        return {"name": name, "value": value, "url": live_server.url}

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.on(
            "console",
            lambda line: (
                line.type == "error"
                and not any(quiet in line.text for quiet in QUIET)
                and complaints.append(f"console: {line.text}")
            ),
        )
        page.on(
            "request",
            lambda request: (
                request.url.startswith(("data:", "blob:", live_server.url))
                or complaints.append(f"asked another host: {request.url}")
            ),
        )

    def opened(
        path: str,
        *,
        width: int = 390,
        elder: bool = False,
        javascript: bool = True,
        english: bool = False,
        user: Any = None,
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": HEIGHT},
            locale="en-GB" if english else "zh-CN",
            java_script_enabled=javascript,
        )
        contexts.append(context)
        context.add_cookies([cookie("elder", "1")] if elder else [])
        if user is not None:
            client = Client()
            client.force_login(user)
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([cookie(name, client.cookies[name].value)])
        page = context.new_page()
        watch(page)
        page.goto(f"{live_server.url}{path}", wait_until="networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)
