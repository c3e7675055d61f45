"""The index made on a cluster, and the measures that count from it: those of one process, though a worker is killed."""

import os
import signal

import pandas as pd
from common import DEMO
from made import same_counts

from cadrage import Study
from cadrage.index import segments
from cadrage.measure import keyness


def test_counts_made_on_a_cluster_are_those_of_one_process(demo, tmp_path, cluster, monkeypatch):
    # Counted first: the index of the study that tests share is made of parts of the usual size.
    alone = demo.counts()
    monkeypatch.setattr("cadrage.annotate.run.CHUNK", 8)
    monkeypatch.setattr(segments, "PARTS", 1)
    killed = []

    def kill_one(what, done, total):
        if what == "index" and 0 < done < total and not killed:
            worker = next(iter(cluster.workers.values()))
            killed.append(worker.pid)
            os.kill(worker.pid, signal.SIGKILL)

    study = Study.open(DEMO, tables=tmp_path, scheduler=cluster.scheduler_address, progress=kill_one)
    counts = study.counts()
    assert killed and len(study.index.segments) > 4
    same_counts(counts, alone)
    pd.testing.assert_frame_equal(keyness(counts), keyness(alone))
