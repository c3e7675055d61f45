"""Figures drawn by a second process while the notebooks go on: they are half the work of a small report.

The second process gets one figure at a time; what it has not begun when the notebooks are done is drawn here.  A
figure is a function of its measure, so it is the same bytes wherever it is drawn.
"""

import os
import pickle
import re
import subprocess
import sys
import threading
from collections import deque
from html import escape
from importlib import import_module

from cadrage.report.figures.base import make_figure
from cadrage.report.svg import svg_of

_PLACE = re.compile(r"<!--drawn (\d+)-->")
_START = "from cadrage.report.drawing import serve; serve()"


def picture(draw, measure, *, width: float, options: dict, **names) -> str:
    """One figure as an SVG element; ``names`` are its name, title and description."""
    return svg_of(make_figure(draw, measure, width=width, **options), **names)


class Studio:
    """Takes figures to draw and gives a place-holder for each; ``filled`` puts the figures in their places."""

    def __init__(self):
        self.jobs: deque = deque()
        self.done: dict[int, str] = {}
        self.count, self.lock, self.closed = 0, threading.Condition(), False
        # The same Python with the same packages; a script that started this one is not run again.
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        command = [sys.executable, "-c", _START]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        self.helper = threading.Thread(target=self._hand_out, daemon=True)
        self.helper.start()

    def put(self, draw, measure, **job) -> str:
        """The place-holder of a figure that will be drawn."""
        if draw.__module__ == "__main__" or not hasattr(sys.modules[draw.__module__], draw.__name__):
            return drawn_or_said(draw, measure, job)  # a reader's own function, which the other process has not got
        # Labels of rows are for links, and in a large corpus they are most of a measure.
        measure = measure.drop(columns=[c for c in measure.columns if c.startswith("rows")])
        with self.lock:
            number, self.count = self.count, self.count + 1
            self.jobs.append((number, draw, measure, job))
            self.lock.notify()
        return f"<!--drawn {number}-->"

    def filled(self, html: str) -> str:
        """The markup with its figures; to be asked for when all figures have been put."""
        self._finish()
        return _PLACE.sub(lambda place: self.done[int(place[1])], html)

    def close(self) -> None:
        """Ends the second process."""
        with self.lock:
            self.closed = True
            self.jobs.clear()
            self.lock.notify()
        if self.process.poll() is None:
            self.process.kill()
        self.helper.join()
        for pipe in (self.process.stdin, self.process.stdout):
            pipe.close()
        self.process.wait()

    def _finish(self) -> None:
        while True:
            with self.lock:
                self.lock.wait_for(lambda: self.jobs or len(self.done) == self.count)
                if not self.jobs:
                    return
                # The last ones here, the first ones there.
                number, draw, measure, job = self.jobs.pop()
            svg = drawn_or_said(draw, measure, job)
            with self.lock:
                self.done[number] = svg

    def _hand_out(self) -> None:
        while True:
            with self.lock:
                self.lock.wait_for(lambda: self.jobs or self.closed)
                if self.closed:
                    return
                number, draw, measure, job = self.jobs.popleft()
            try:
                pickle.dump(((draw.__module__, draw.__name__), measure, job), self.process.stdin)
                self.process.stdin.flush()
                svg = pickle.load(self.process.stdout)
            except (OSError, EOFError, pickle.PickleError, AttributeError, TypeError, ValueError):
                # Whatever ails the other process: all that is left is drawn here, and not by this thread, for
                # matplotlib's settings belong to one.
                with self.lock:
                    self.jobs.append((number, draw, measure, job))
                    self.lock.notify()
                return
            with self.lock:
                self.done[number] = svg
                self.lock.notify()


def drawn_or_said(draw, measure, job: dict) -> str:
    """The figure, or in its place what kept it from being drawn; the rest of the chapter stands."""
    try:
        return picture(draw, measure, **job)
    except Exception as error:  # one figure must never cost the report
        return f'<p class="notice failed">{escape(f"{type(error).__name__}: {error}")}</p>'


def serve() -> None:
    """Draws figures that come over standard input until it is closed."""
    source, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Nothing that a library prints may get between the figures.
    os.dup2(2, 1)
    while True:
        try:
            (module, name), measure, job = pickle.load(source)
        except (EOFError, KeyboardInterrupt):
            return
        pickle.dump(drawn_or_said(getattr(import_module(module), name), measure, job), out)
        out.flush()
