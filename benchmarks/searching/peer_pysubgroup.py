"""Runs in the peer's environment: pysubgroup's exact Apriori on a Parquet file. JSON in, JSON out, none of our code."""

import json
import resource
import sys
import time

import pandas as pd
import pysubgroup as ps  # type: ignore[import-not-found]


def main() -> None:
    question = json.load(sys.stdin)
    whole, started = time.process_time(), time.process_time()
    data = pd.read_parquet(question["path"], columns=[*question["factors"], question["outcome"]])
    target = ps.BinaryTarget(question["outcome"], 1)
    selectors = [
        ps.EqualitySelector(name, level) for name in question["factors"] for level in sorted(data[name].unique())
    ]
    task = ps.SubgroupDiscoveryTask(
        data,
        target,
        selectors,
        result_set_size=question["places"],
        depth=question["depth"],
        qf=ps.WRAccQF(),
        constraints=[ps.MinSupportConstraint(question["min_rows"])],
    )
    started = time.process_time()
    result = ps.Apriori().execute(task)
    searched = time.process_time() - started
    found = []
    for _, description, statistics in result.results:
        conditions = [[selector.attribute_name, int(selector.attribute_value)] for selector in description.selectors]
        found.append([sorted(conditions), int(statistics.size_sg), int(statistics.positives_count)])
    answer = {
        "items": len(selectors),
        "search_seconds": searched,
        "seconds": time.process_time() - whole,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "found": found,
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
