"""A server on this machine that plays back recorded answers of StatLine, with the failures that happen in life."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

Answer = Callable[[str, dict[str, str]], bytes | None]


@dataclass
class Trouble:
    """A failure for the requests whose address holds `where`, `times` times: a status, or a cut connection."""

    where: str
    times: int = 1
    status: int = 503
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    body: bytes | None = None


@dataclass
class Replay:
    """A running server: its address, what was asked of it, and what it must do wrong."""

    base: str
    asked: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    def data_requests(self) -> list[str]:
        """Return the requests for rows."""
        return [link for link in self.asked if "DataSet" in link or "Observations" in link]


@contextmanager
def replaying(answer: Answer) -> Iterator[Replay]:
    """Serve on 127.0.0.1 while the block runs; `answer(path, query)` gives the body, None is "not found"."""
    state = Replay("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            state.asked.append(unquote(self.path))
            trouble = next((t for t in state.troubles if t.times > 0 and t.where in unquote(self.path)), None)
            question = {key: values[0] for key, values in parse_qs(parts.query).items()}
            body = answer(parts.path, question)
            if trouble is not None:
                trouble.times -= 1
                self._fail(trouble, body or b"")
            elif body is None:
                self._send(404, b"{}", {})
            else:
                self._send(200, body, {})

        def _fail(self, trouble: Trouble, body: bytes) -> None:
            if trouble.cut:
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body[: len(body) // 2])
                self.wfile.flush()
                self.close_connection = True
            else:
                self._send(trouble.status, trouble.body or b"storing", trouble.headers)

        def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: ARG002 - the name is the base class's
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    state.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def matching(rows: list[dict[str, object]], question: str, column: str) -> list[dict[str, object]]:
    """Return the rows whose code begins as `startswith(column,'…') or …` asks; all when nothing is asked."""
    prefixes = [piece.split("'")[1] for piece in question.split(" or ") if f"startswith({column}," in piece]
    return [row for row in rows if not prefixes or any(str(row[column]).startswith(p) for p in prefixes)]


def as_json(page: object) -> bytes:
    """Return a page as a server sends it."""
    return json.dumps(page, ensure_ascii=False).encode("utf-8")
