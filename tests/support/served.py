"""Our own pages in a real server, without a database: whatever a page complains about is a failure."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page


@contextmanager
def serve() -> Iterator[str]:
    """Yield the address of a server for the current URLs."""
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


@contextmanager
def visit(browser: Browser, address: str, width: int = 1280, *, script: bool = True) -> Iterator[Page]:
    """Yield a page; what the browser says of policy, errors or requests elsewhere, is a failure."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL", java_script_enabled=script)
    page = context.new_page()
    page.set_default_timeout(8000)
    complaints: list[str] = []
    home = "/".join(address.split("/")[:3])
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request", lambda request: None if request.url.startswith((home, "data:")) else complaints.append(request.url)
    )
    page.goto(address)
    yield page
    context.close()
    assert complaints == []
