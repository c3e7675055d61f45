"""Mutated inputs through every reader and the annotator: ``python benchmarks/fuzz.py --inputs 20000``.

Inputs are the files of tests/read/samples.py and layouts.py with bytes changed, cut, doubled, spliced and renamed, from a seed.  An
input passes when nothing is raised, ten take less than ``LIMIT`` seconds of a core, every article that its reader found is a
row of the table or in the list of what was left out, and the first row can be annotated.  Each batch runs in a
process of its own with a memory limit, so that a crash costs one batch and is counted.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "read"))

LIMIT = 10.0
FOLDER = 10
BATCH = 1000
# What parsers stumble on: marks of every format, odd characters, broken encodings.
TOKENS = [b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xe2\x80\x99", b"\r", b"\r\n", b"\n\n", b"---\n", b'"', b"'", b";", b",", b"\t",
          b"<", b">", b"&", b"&#0;", b"&#xD800;", b"<![CDATA[", b"]]>", b"<!--", b"</article>", b"<article>", b"<TEI>", b"</p>", b"<p>",
          b"**** *outlet_x *date_y\n", b"-*theme\n", b"End of Document\n", b"Document ABCDEF0020170502ed52000", b"HD|", b"LP\n",
          b"Load-Date: ", b"Length: 1 words\n", b"{\\rtf1 ", b"\\u-1?", b"\\'zz", b"\\bin999 ", b"{", b"}", b"PK\x03\x04", b"PAR1",
          b'{"text": ', b"\\ud800", b"null", b"1e999", b"[" * 50, b"\xc2\xa0", b"\xe2\x80\xa8", b"\xcc\x81" * 20, b"\xf0\x9f\x98\x80",
          b"\xe2\x80\xae", b"\xc2\xab", b"\xc2\xbb", b"=1+1", b"A" * 3000, b" " * 3000, b"2 mai 99999", b"0000-00-00", b"9999-12-31"]  # fmt: skip


def mutate(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """A damaged copy: one to six changes of a random kind."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        kind = chance.randrange(9)
        a = chance.randrange(len(out) + 1)
        b = min(len(out), a + int(chance.expovariate(1 / 40)))
        if kind == 0 and out:
            out[a % len(out)] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del out[a:b]
        elif kind == 2:
            out[a:a] = out[a:b]
        elif kind == 3:
            out[a:a] = chance.choice(TOKENS)
        elif kind == 4:
            out[a:b] = bytes(chance.randrange(256) for _ in range(b - a))
        elif kind == 5 and chance.random() < 0.3:
            del out[a:]
        elif kind == 6:
            other = chance.choice(others)
            cut = chance.randrange(len(other) + 1)
            out[a:b] = other[cut : cut + chance.randrange(400)]
        elif kind == 7:
            out[a:b] = out[a:b].swapcase()
        elif kind == 8 and chance.random() < 0.05:
            out = bytearray(
                out.decode("utf-8", "replace").encode(chance.choice(["utf-16", "cp1252", "utf-16-be"]), "replace")
            )
    return bytes(out)


@cache
def seed_files() -> dict[str, bytes]:
    """Sound files of every format and layout, by name."""
    from layouts import LAYOUTS
    from samples import FORMATS

    return {name: data for name, (data, _) in FORMATS.items()} | LAYOUTS


def one(number: int, seed: int):
    """Name and bytes of an input."""
    seeds = seed_files()
    chance = random.Random(f"{seed}:{number}")
    names = list(seeds)
    name = chance.choice(names)
    data = mutate(seeds[name], chance, list(seeds.values()))
    # Now and then a file has the ending of another format.
    return (chance.choice(names) if chance.random() < 0.05 else name), data


def run(first: int, last: int, seed: int, annotate: bool) -> dict:
    """The outcome of some inputs, read ten at a time as one folder: counts, and every failure with its number."""
    from cadrage.annotate.annotator import Annotator

    annotator = Annotator.load() if annotate else None
    count: Counter[str] = Counter()
    failures, slowest = [], 0.0
    for start in range(first, last, FOLDER):
        numbers = range(start, min(start + FOLDER, last))
        begun = time.process_time()
        try:
            count += check(numbers, seed, annotator)
        except Exception:
            # Which of the ten it was shows one by one.
            for number in numbers:
                try:
                    count += check([number], seed, annotator)
                except Exception as error:
                    failures.append((number, one(number, seed)[0], f"{type(error).__name__}: {error}"[:300]))
        took = time.process_time() - begun
        slowest = max(slowest, took)
        if took > LIMIT:
            failures.append((start, f"and {FOLDER - 1} more", f"took {took:.1f} s"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"counts": dict(count), "failures": failures, "slowest": slowest, "peak MB": peak}


def check(numbers, seed: int, annotator) -> Counter:
    """Counts for some inputs in one folder; raises where one of the conditions does not hold."""
    return check_files({f"{n}-{name}": data for n in numbers for name, data in [one(n, seed)]}, annotator)


def check_files(files: dict[str, bytes], annotator=None) -> Counter:
    """Counts for some files in one folder; raises where one of the conditions does not hold."""
    from cadrage.codebook import Codebook
    from cadrage.errors import Problem
    from cadrage.export.tables import to_arrow
    from cadrage.read import _read
    from cadrage.read.articles import to_table
    from cadrage.read.entry import Entry

    entries = [Entry(name, lambda data=data: data) for name, data in files.items()]
    found = list(_read(entries, {}, "fuzz"))
    table, problems = to_table(found, Codebook())
    records = [item for item in found if not isinstance(item, Problem)]
    late = [p for p in problems if p.level == "error" and p not in found]
    assert len(records) == len(table) + len(late), "the sum does not add up"
    said = [p for p in problems if p.level == "error" or "left out" in p.message or "no saved page" in p.message]
    for name in files:
        read = table["source_file"].str.startswith(name).any()
        assert read or any(p.file.startswith(name) for p in said), f"{name} is neither in the table nor in the list"
    assert table["article_id"].is_unique, "ids are not unique"
    assert all(0 <= r.headline_end <= len(r.text) for r in table.itertuples()), "headline outside the text"
    assert not any("please report it" in p.message for p in problems), "a reader did not foresee it"
    to_arrow("articles", table)
    count = Counter({"rows": len(table), "left out": sum(p.level == "error" for p in problems)})
    if annotator is not None:
        # One article of each input; a mutation touches few of the others.
        some = table[~table["source_file"].str.split(",").str[0].duplicated()]
        for rows in annotator.annotate(some.itertuples(index=False)):
            if isinstance(rows, Exception):
                raise rows
            count["annotated"] += 1
    return count


def main() -> None:
    """Runs all batches and prints the sums; ends with 1 where an input failed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--inputs", type=int, default=20_000)
    options.add_argument("--from", dest="first", type=int, default=0)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--no-annotation", action="store_true")
    options.add_argument("--batch", type=int, nargs=2, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.batch:
        resource.setrlimit(resource.RLIMIT_DATA, (2 << 30, 2 << 30))
        print(json.dumps(run(*chosen.batch, chosen.seed, not chosen.no_annotation)))
        return
    total: Counter[str] = Counter()
    failures, slowest, peak = [], 0.0, 0
    for first in range(chosen.first, chosen.inputs, BATCH):
        last = min(first + BATCH, chosen.inputs)
        command = [sys.executable, __file__, "--seed", str(chosen.seed), "--batch", str(first), str(last)]
        command += ["--no-annotation"] * chosen.no_annotation
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=BATCH * LIMIT)
            result = json.loads(done.stdout.splitlines()[-1])
        except (subprocess.TimeoutExpired, IndexError, ValueError) as error:
            failures.append((first, "batch", f"crashed or hung: {type(error).__name__} {done.stderr[-300:]}"))
            continue
        total += Counter(result["counts"])
        failures += result["failures"]
        slowest, peak = max(slowest, result["slowest"]), max(peak, result["peak MB"])
        print(
            f"{last} inputs: {dict(total)}; slowest ten {slowest:.2f} s; {len(failures)} failures",
            file=sys.stderr,
            flush=True,
        )
    print(
        f"{chosen.inputs} inputs: {dict(total)}; slowest ten {slowest:.2f} s; peak {peak} MB; {len(failures)} failures"
    )
    for failure in failures[:40]:
        print(*failure)
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
