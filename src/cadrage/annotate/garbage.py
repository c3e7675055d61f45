"""Python's search for garbage, put off while articles are annotated: it walks through model and lexicons in vain."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collected_afterwards() -> Iterator[None]:
    """No search inside the block; at its end only what is new is looked through.

    For a block that makes few cycles and much that lives briefly: that goes without any search.

    >>> with collected_afterwards():
    ...     gc.isenabled()
    False
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
        gc.collect(1)
