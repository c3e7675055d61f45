"""One machine or many: the same jobs, the same tables, also when a worker is lost."""

import os
import signal
from importlib.resources import files

import pytest
from common import DEMO

from cadrage import Study
from cadrage.annotate.annotator import CARRIERS
from cadrage.annotate.cluster import ClusterError, cluster_executor


def tables_of(folder, **options):
    study = Study.open(DEMO, tables=folder, **options)
    return study.tokens, study.attributions


@pytest.fixture(scope="module")
def serial(tmp_path_factory):
    return tables_of(tmp_path_factory.mktemp("serial"), workers=1)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    # The demonstration study is small: chunks of eight make seven jobs of it.
    monkeypatch.setattr("cadrage.annotate.run.CHUNK", 8)


def same(one, other):
    return all(a.equals(b) for a, b in zip(one, other, strict=True))


def test_two_processes_give_the_tables_of_one(serial, tmp_path):
    assert same(tables_of(tmp_path, workers=2), serial)


def test_a_cluster_gives_the_tables_of_one_process_though_a_worker_is_killed(serial, tmp_path, cluster):
    killed = []

    def kill_one(what, done, total):
        if 0 < done < total and not killed:
            worker = next(iter(cluster.workers.values()))
            killed.append(worker.pid)
            os.kill(worker.pid, signal.SIGKILL)

    assert same(tables_of(tmp_path, scheduler=cluster.scheduler_address, progress=kill_one), serial)
    assert killed


def test_a_scheduler_that_does_not_answer_is_one_sentence():
    said = "a Dask scheduler was expected at « tcp://127.0.0.1:9 », but none answered"
    with pytest.raises(ClusterError, match=said), cluster_executor("tcp://127.0.0.1:9", timeout=1):
        pass


def test_what_only_carries_results_about_has_no_part_in_the_fingerprint():
    here = files("cadrage") / "annotate"
    assert all((here / name).is_file() for name in CARRIERS)
    assert not {"hits.py", "rows.py", "view.py", "quotes.py"} & CARRIERS
