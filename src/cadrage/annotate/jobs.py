"""Where jobs run: in this process, in several of this machine, or on a cluster.  The jobs are the same everywhere."""

import itertools
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, ProcessPoolExecutor, wait

# A function of (job, tuples of its arguments) that yields the results as they come, in any order.
Work = Callable[[Callable, Iterable[tuple]], Iterator]

# Jobs handed out at a time: enough to keep a dozen workers busy, few enough to hold in memory.
WAITING = 48


def here(job: Callable, arguments: Iterable[tuple]) -> Iterator:
    """One job after the other, in this process.

    >>> list(here(max, [(1, 2), (3, 0)]))
    [2, 3]
    """
    return (job(*one) for one in arguments)


def processes(workers: int) -> Work:
    """Work for some processes of this machine."""

    def work(job: Callable, arguments: Iterable[tuple]) -> Iterator:
        # Spawned, not forked: a forked copy of a process with threads (BLAS) can hang.
        with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
            yield from on(pool)(job, arguments)

    return work


def on(pool: Executor) -> Work:
    """Work for an executor; only a few jobs wait at a time, so that memory does not grow with the corpus."""

    def work(job: Callable, arguments: Iterable[tuple]) -> Iterator:
        jobs = iter(arguments)
        waiting = {pool.submit(job, *one) for one in itertools.islice(jobs, WAITING)}
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
            waiting |= {pool.submit(job, *one) for one in itertools.islice(jobs, len(done))}

    return work
