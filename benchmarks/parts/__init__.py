"""One module per part; every module here is found by itself.

A part says:

    NAME = "null_worlds"                 # also the name of its pages in docs/evidence
    KIND = "trial"                       # "trial": something is counted; "bench": speed or memory beside a peer
    TITLE = "Worlds without a pattern: how often is one confirmed?"
    def run(scale: float) -> dict        # scale 1 is the full size; CI asks for 1/20

`run` returns plain values that JSON knows. Two keys are asked for: `passed` (did it reach its bar?) and `seeds` (every
seed used, or an empty list where chance plays no part). The rest is figures, each under a name that says its unit, and
`bar`: in words, what was to be reached. A smaller scale does fewer repetitions of the same thing, with the first of the
same seeds, and judges by the same bar. A part that makes no sense at a smaller size says so:
`FULL_SIZE_ONLY = "the reason"`.
"""
