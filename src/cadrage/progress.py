"""How long work shows that it goes on: one function of (what, done, total)."""

import sys
from collections.abc import Callable

Progress = Callable[[str, int, int], None]


def quiet(what: str, done: int, total: int) -> None:
    """Shows nothing."""


# What is counted, by what is done.
UNITS = {"index": "parts", "report": "chapters"}


class Bar:
    """A progress bar for the terminal or, in a notebook, a widget; nothing where all was done before.

    >>> bar = Bar()
    >>> bar("annotate", 5, 5)
    """

    def __init__(self, *, file=None):
        self.bars: dict[str, object] = {}
        self.file = file or sys.stderr

    def __call__(self, what: str, done: int, total: int) -> None:
        from tqdm.auto import tqdm

        if what not in self.bars:
            if done >= total:
                return
            self.bars[what] = tqdm(
                total=total, initial=done, desc=what, unit=f" {UNITS.get(what, 'articles')}", file=self.file
            )
        bar = self.bars[what]
        bar.update(done - bar.n)
        if done >= total:
            bar.close()
            del self.bars[what]
