"""Several colleagues who do something at the same moment, each with a connection of their own."""

import threading
from collections.abc import Callable
from typing import TypeVar

from django.db import connection

from smartstart.web.accounts.made import Conflict

T = TypeVar("T")


def at_once(jobs: list[Callable[[], T]]) -> list[T | Conflict]:
    """Start all jobs at the same moment; return what they returned, or the one message that somebody was first.

    Anything else that a job raises fails the test.
    """
    found: list[T | Conflict] = []
    broken: list[BaseException] = []
    start = threading.Barrier(len(jobs))

    def work(job: Callable[[], T]) -> None:
        try:
            start.wait()
            found.append(job())
        except Conflict as problem:
            found.append(problem)
        except BaseException as problem:  # noqa: BLE001 - told in the test itself
            broken.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not broken, [repr(problem) for problem in broken]
    return found
