"""Annotation on many machines: the jobs of one machine, handed to a Dask cluster.

Dask is an optional dependency (``pip install 'cadrage[cluster]'``).  Its workers need the same version of cadrage and
see the tables' folder under the same path or address; a job whose worker is lost is given to another one.
"""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from cadrage.errors import CadrageError


class ClusterError(CadrageError):
    """The cluster that was named cannot be used."""


@contextmanager
def cluster_executor(scheduler: str, *, timeout: float = 20) -> Iterator[Executor]:
    """The executor of a running scheduler (``tcp://host:8786``), closed when the work is done.

    Raises :class:`ClusterError` where Dask is not installed or nothing answers within ``timeout`` seconds.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(
            "--scheduler needs Dask, which is not installed: pip install 'cadrage[cluster]', here and on the workers"
        ) from error
    try:
        client = Client(scheduler, timeout=timeout, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterError(
            f"a Dask scheduler was expected at « {scheduler} », but none answered within {timeout:.0f} s: "
            "check the address, or start one with « dask scheduler »"
        ) from error
    with client:
        # A worker that dies takes its jobs to others; a job that kills workers again and again is given up.
        yield client.get_executor(pure=False)
