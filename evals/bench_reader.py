"""`python -m evals.bench_reader FILE ...`: how long the CLML reader takes, and how much memory; each file in a process of its own.

Nothing here is asserted: it prints a table. The aim is a 6 MB Act in under 2 s and under 300 MB.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path


def main() -> int:
    """Read each file several times, in turn, and print medians.

    :return: exit code 0
    """
    parser = argparse.ArgumentParser("evals.bench_reader", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="CLML documents")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.once:
        print(json.dumps(measure(arguments.files[0])))
        return 0
    print("| document | MB | provisions | s, median | peak MB |\n| --- | --- | --- | --- | --- |")
    for path in arguments.files:
        rows = [_in_process(path) for _ in range(arguments.rounds)]
        middle = sorted(rows, key=lambda row: row["seconds"])[len(rows) // 2]
        size = path.stat().st_size / 1e6
        print(f"| {path.name} | {size:.1f} | {middle['provisions']:,.0f} | {middle['seconds']:.2f} | {middle['peak_mb']:.0f} |")
    return 0


def measure(path: Path) -> dict[str, float]:
    """Read one document in this process.

    :param path: the document
    :return: provisions found, seconds taken, and the most memory that the process had, in MB
    """
    from assistant.official.clml import read_clml

    data = path.read_bytes()
    started = time.perf_counter()
    provisions = len(read_clml(data, path.name).provisions)
    seconds = time.perf_counter() - started
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return {"provisions": provisions, "seconds": seconds, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale}


def _in_process(path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "evals.bench_reader", "--once", str(path)]
    return dict(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


if __name__ == "__main__":
    sys.exit(main())
