"""Fixtures that several tests share."""

import pytest
from common import DEMO


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demonstration study, annotated once for all tests, its tables outside the repository."""
    from cadrage import Study

    return Study.open(DEMO, tables=tmp_path_factory.mktemp("demo"), workers=1)


@pytest.fixture
def cluster():
    """Two workers in processes of their own, on this machine, without a dashboard."""
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, worker_dashboard_address=None
    ) as cluster:
        yield cluster
