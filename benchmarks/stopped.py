"""Annotation killed at random moments and taken up again: the tables must equal those of an undisturbed run.

    python -m benchmarks.stopped [--times 30] [--seed 0]

Kills `cadrage annotate data/demo` with SIGKILL in the middle of its work: after a random number of changes in the folder
of its tables, and a random moment more.  What is left is taken up by the next run, which is killed in its turn.  Where
one comes to its end before that, its tables are compared and the work begins anew; only kills in mid-work are counted.
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
COMMAND = "import cadrage.annotate.run as run; run.CHUNK = 4; from cadrage.cli import main; main()"
TABLES = ("articles", "tokens", "attributions", "hits", "passages", "statements")


def start(tables: Path) -> subprocess.Popen:
    """The command in a process of its own, in small parts so that it can be hit between and inside them."""
    arguments = [sys.executable, "-c", COMMAND, "annotate", str(ROOT / "data" / "demo"), "--tables", str(tables), "-q"]
    return subprocess.Popen(arguments, stdout=subprocess.DEVNULL, cwd=ROOT)


def read(tables: Path) -> dict[str, pd.DataFrame]:
    """All tables as another program reads them."""
    return {name: pd.read_parquet(tables / f"{name}.parquet") for name in TABLES}


def state(tables: Path) -> frozenset:
    """Every file below, with its size and time; unfinished ones as well."""
    out = set()
    for path in tables.rglob("*"):
        try:
            stat = path.stat()
        except OSError:
            continue
        out.add((path.relative_to(tables).as_posix(), stat.st_size, stat.st_mtime_ns))
    return frozenset(out)


def kill_in_mid_work(tables: Path, rng: random.Random) -> str:
    """Kills a run after some changes of its folder; where it was, or nothing where it came to its end before."""
    process = start(tables)
    changes, wanted = 0, rng.choice((1, 1, 2, 3, 5, 8, 13))
    before = state(tables)
    while process.poll() is None:
        now = state(tables)
        if now != before:
            changes, where = changes + 1, now - before or before - now
            before = now
            if changes >= wanted:
                time.sleep(rng.uniform(0, 0.1))
                process.send_signal(signal.SIGKILL)
                if process.wait() == -signal.SIGKILL:
                    return _phase(where)
        time.sleep(0.001)
    if process.returncode:
        raise RuntimeError(f"a run ended with {process.returncode}")
    return ""


def _phase(changed: frozenset) -> str:
    names = " ".join(sorted(name for name, *_ in changed))
    unfinished = "/." in names or names.startswith(".")
    table = next((t for t in TABLES[1:] if f"{t}.parquet" in names), "articles" if "articles" in names else "begun")
    return f"{table}{', inside a write' if unfinished else ''}"


def main(times: int, seed: int) -> bool:
    """Prints where the work was cut, and whether every table is the same each time it came to its end."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        whole, cut = Path(folder) / "whole", Path(folder) / "cut"
        if start(whole).wait():
            raise RuntimeError("the undisturbed run failed")
        one = read(whole)
        killed: Counter[str] = Counter()
        ends, since, same = 0, 0, dict.fromkeys(TABLES, True)
        while True:
            last = killed.total() >= times
            if last and start(cut).wait():
                raise RuntimeError("the last run failed")
            where = "" if last else kill_in_mid_work(cut, rng)
            if where:
                killed[where] += 1
                since += 1
                continue
            other = read(cut)
            same = {name: same[name] and one[name].equals(other[name]) for name in one}
            ends += since > 0
            since = 0
            if last:
                break
            shutil.rmtree(cut)
        print(f"killed {killed.total()} times in mid-work, {ends} times come to an end; tables equal: {same}")
        for where, n in sorted(killed.items()):
            print(f"  {n:3} {where}")
    return all(same.values())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    sys.exit(0 if main(options.times, options.seed) else 1)
