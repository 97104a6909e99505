"""How the memory of a server is tidied up: seldom as a whole, because a reader waits for it.

Python walks all objects now and then, to find rings of objects that nobody holds. With this project loaded, and
releases kept at hand, such a walk takes some 200 ms, and one in twenty requests met one. What was loaded at the start
stays for good, so it need not be walked; of the rest, what is young is looked at often, and all of it hardly ever.
"""

import gc

_YOUNG, _OLDER, _ALL = 10_000, 50, 1_000
"""After how many new objects, rounds of the young, and rounds of the older, the next generation is looked at."""


def settle() -> None:
    """Take what is loaded now as what stays. Called once, before the first request."""
    from django.urls import get_resolver

    _ = get_resolver().url_patterns  # loads the pages of every app
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _OLDER, _ALL)
