"""How much time an article may take before it is given up, so that one cannot hold up a corpus.

Size is what decides as a rule: texts of more than ``MAX_CHARACTERS`` are refused before they are looked at, everywhere
alike.  The time limit behind it is generous, for what no one foresaw.  It needs no signals, so that it holds in
threads, in worker processes and on every system: a watch in a thread of its own raises the exception in the thread
that works.  It cannot interrupt a single call into a library that does not come back to Python.
"""

import ctypes
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# 50,000 words, a book: prose of this length takes 15 seconds and 1.2 GB; the longest of press articles have a tenth.
MAX_CHARACTERS = 300_000
# Eight times what the longest article of ordinary prose needs; the machine may be busy with other things.
SECONDS = 120.0
VARIABLE = "CADRAGE_ARTICLE_SECONDS"


class TookTooLong(BaseException):
    """Raised in the middle of whatever the thread was doing: no ``except Exception`` on the way may swallow it."""


def seconds_allowed() -> float:
    """The limit in seconds: ``CADRAGE_ARTICLE_SECONDS`` where it is a positive number, else ``SECONDS``."""
    try:
        given = float(os.environ.get(VARIABLE, ""))
    except ValueError:
        return SECONDS
    return given if given > 0 else SECONDS


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises :class:`TookTooLong` inside the block as soon as it has run for so long.

    >>> with at_most(60):
    ...     1 + 1
    2
    """
    worker = ctypes.c_ulong(threading.get_ident())
    lock = threading.Lock()
    done = False

    def give_up() -> None:
        with lock:
            if not done:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(worker, ctypes.py_object(TookTooLong))

    watch = threading.Timer(seconds, give_up)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        try:
            with lock:
                done = True
                # One that was raised just now and not yet delivered must not hit what comes next.
                ctypes.pythonapi.PyThreadState_SetAsyncExc(worker, None)
        except TookTooLong:
            done = True
