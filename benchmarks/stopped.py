"""Annotation killed at random moments and taken up again: the tables must equal those of an undisturbed run.

    python -m benchmarks.stopped [--times 30]

Kills `cadrage annotate data/demo` with SIGKILL, each time after another while, then lets it finish.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
COMMAND = "import cadrage.annotate.run as run; run.CHUNK = 4; from cadrage.cli import main; main()"


def start(tables: Path) -> subprocess.Popen:
    """The command in a process of its own, in small parts so that it can be hit between and inside them."""
    arguments = [sys.executable, "-c", COMMAND, "annotate", str(ROOT / "data" / "demo"), "--tables", str(tables), "-q"]
    return subprocess.Popen(arguments, stdout=subprocess.DEVNULL, cwd=ROOT)


def read(tables: Path) -> dict[str, pd.DataFrame]:
    """All tables as another program reads them."""
    names = ("articles", "tokens", "attributions", "hits", "passages", "statements")
    return {name: pd.read_parquet(tables / f"{name}.parquet") for name in names}


def main(times: int) -> None:
    """Prints how often the work was cut, and whether every table is the same."""
    rng = random.Random(0)
    with tempfile.TemporaryDirectory() as folder:
        whole, cut = Path(folder) / "whole", Path(folder) / "cut"
        begun = time.perf_counter()
        assert start(whole).wait() == 0
        seconds = time.perf_counter() - begun
        killed = 0
        for _ in range(times):
            process = start(cut)
            try:
                process.wait(timeout=rng.uniform(0.2, 1.0) * seconds)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                killed += 1
        assert start(cut).wait() == 0
        one, other = read(whole), read(cut)
        same = {name: one[name].equals(other[name]) for name in one}
        print(f"started {times} times, killed {killed} times; tables equal: {same}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=30)
    main(parser.parse_args().times)
