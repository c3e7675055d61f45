"""Coverage-guided inputs for the readers: ``python -m benchmarks.guided --seconds 60``.

Where benchmarks/fuzz.py changes bytes at random, here libFuzzer (atheris) keeps what reaches lines of ``cadrage.read`` that
no input reached before, and goes on from there.  One process a format, seeded with the sound files of the tests; an input
passes by the conditions of benchmarks/fuzz.py.  Needs ``pip install atheris`` (Linux); without it, it says so and ends.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "tests" / "read")]

# Readers whose work is in libraries (Parquet, DOCX, trafilatura) give no lines of ours to be guided by.
FORMATS = (".csv", ".html", ".jsonl", ".rss", ".rtf", ".txt", ".xml", ".zip")
SECONDS_AN_INPUT, MEGABYTES = 10, 2048


def fuzz_one_format(suffix: str, arguments: list[str]) -> None:
    """Runs libFuzzer in this process; it ends with the process."""
    import atheris

    with atheris.instrument_imports(include=["cadrage.read", "cadrage.boilerplate"], enable_loader_override=False):
        import cadrage.read
        import cadrage.read.formats  # noqa: F401
    from fuzz import check_files

    atheris.Setup([sys.argv[0], *arguments], lambda data: check_files({f"a{suffix}": data}) and None)
    atheris.Fuzz()


def main(seconds: int, formats: list[str]) -> int:
    """Prints runs, coverage and failures of each format; the number of formats that failed."""
    if find_spec("atheris") is None:
        print("skipped: atheris is not installed (pip install atheris; it exists for Linux only)")
        return 0
    from fuzz import seed_files

    failed = 0
    for suffix in formats:
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder) / "corpus"
            corpus.mkdir()
            for name, data in seed_files().items():
                if name.endswith(suffix):
                    (corpus / name).write_bytes(data)
            limits = [f"-max_total_time={seconds}", f"-timeout={SECONDS_AN_INPUT}", f"-rss_limit_mb={MEGABYTES}"]
            options = [*limits, "-max_len=60000", "-seed=1", "-verbosity=1", f"-artifact_prefix={folder}/", str(corpus)]
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.guided", "--format", suffix, "--", *options],
                capture_output=True, text=True, errors="replace", cwd=ROOT, check=False,
            )  # fmt: skip
            said = done.stderr
            runs = re.findall(r"Done (\d+) runs", said) or re.findall(r"^#(\d+)", said, re.MULTILINE)[-1:]
            features = re.findall(r"cov: (\d+) ft: (\d+)", said)[-1:]
            peak = max(map(int, re.findall(r"rss: (\d+)Mb", said)), default=0)
            print(f"{suffix}: {runs[0] if runs else 0} runs, coverage {features[0][0] if features else '?'}, "
                  f"peak {peak} MB, {'passed' if not done.returncode else 'FAILED'}", flush=True)  # fmt: skip
            if done.returncode:
                failed += 1
                kept = [p for p in Path(folder).iterdir() if p.is_file()]
                for path in kept:
                    target = Path(tempfile.gettempdir()) / f"cadrage-{path.name}{suffix}"
                    target.write_bytes(path.read_bytes())
                    print(f"  kept as {target}")
                print("\n".join(line for line in said.splitlines()[-25:] if not line.startswith("#")))
    return failed


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=60, help="for each format")
    parser.add_argument("--formats", nargs="*", default=list(FORMATS))
    parser.add_argument("--format", help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs="*", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.format:
        fuzz_one_format(options.format, options.rest)
    else:
        sys.exit(min(1, main(options.seconds, options.formats)))
