"""A disk that fills up in mid-work: one clear sentence, and what was there before stays readable and the same."""

import signal
import subprocess
import sys

import pandas as pd
import pytest

resource = pytest.importorskip("resource", reason="limits of a process exist on Unix only")
TEXT = "Le pont de Valmer a rouvert jeudi, a déclaré la maire. Les pêcheurs dénoncent son coût. "
COMMAND = "from cadrage.cli import main; main()"


def annotate(study, *, room: int | None = None) -> subprocess.CompletedProcess:
    """``cadrage annotate`` in a process of its own; with ``room``, no file may grow beyond so many bytes."""

    def limit():
        # Without this the process would be killed instead of being told.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        if room is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    return subprocess.run(
        [sys.executable, "-c", COMMAND, "annotate", str(study), "-q"],
        capture_output=True, text=True, preexec_fn=limit, check=False,
    )  # fmt: skip


@pytest.mark.timeout(200)
def test_a_full_disk_is_one_sentence_and_earlier_results_stay(tmp_path):
    for k in range(3):
        (tmp_path / f"{k}.txt").write_text(TEXT * (k + 1))
    assert annotate(tmp_path).returncode == 0
    tables = tmp_path / "tables"
    before = {p.relative_to(tables): p.read_bytes() for p in tables.rglob("*.parquet") if p.is_file()}
    (tmp_path / "neuf.txt").write_text(TEXT * 400)
    failed = annotate(tmp_path, room=1500)
    said = [line for line in failed.stderr.splitlines() + failed.stdout.splitlines() if line.strip()]
    assert failed.returncode != 0 and "Traceback" not in failed.stderr
    assert sum("room to write was expected" in line for line in said) == 1, said
    after = {p.relative_to(tables): p.read_bytes() for p in tables.rglob("*.parquet") if p.is_file()}
    assert {name: data for name, data in after.items() if name in before} == before
    # With room again the work goes on.
    assert annotate(tmp_path).returncode == 0
    assert pd.read_parquet(tables / "tokens.parquet")["article_id"].nunique() == 4
