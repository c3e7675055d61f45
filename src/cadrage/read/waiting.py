"""Texts that wait until all of a corpus is known, in half the room of Python strings."""

from collections import deque
from collections.abc import Iterator

import pyarrow as pa

# Texts that are packed, and unpacked, at a time.
_SOME = 2_000


class Waiting:
    """Texts in the order in which they were added, packed as UTF-8; each is let go as it is taken.

    >>> waiting = Waiting()
    >>> for text in ("Le pont", "rouvre"):
    ...     waiting.add(text)
    >>> list(waiting.taken()), list(waiting.taken())
    (['Le pont', 'rouvre'], [])
    """

    def __init__(self):
        self._packed: deque[pa.Array] = deque()
        self._open: list[str] = []

    def add(self, text: str) -> None:
        self._open.append(text)
        if len(self._open) == _SOME:
            self._pack()

    def taken(self) -> Iterator[str]:
        self._pack()
        while self._packed:
            yield from self._packed.popleft().to_pylist()

    def _pack(self) -> None:
        if self._open:
            self._packed.append(pa.array(self._open, pa.large_string()))
            self._open = []
