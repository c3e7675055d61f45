"""What all figures share: the style sheet, a declared height, rows named by outlet, wrapping of long names."""

import textwrap
from collections.abc import Callable
from functools import cache
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cadrage.report.palette import SOFT

STYLE = Path(__file__).parents[1] / "assets" / "figures.mplstyle"
# Inches at 96 CSS pixels: the text column of the page, and that of a telephone held upright.
WIDE, NARROW = 7.4, 3.55

# Points of one outlet beyond which those that cover one another are drawn once, and places to a side.
POINTS, CELLS = 200, 100


def drawn(height: Callable) -> Callable:
    """Declare how high a figure must be for its measure, in inches: ``height(measure)``."""

    def declare(draw: Callable) -> Callable:
        draw.height = height
        return draw

    return declare


def rows_high(measure, *, per_row: float = 0.34, rows: int | None = None, extra: float = 0.75) -> float:
    """Height in inches for a figure with one line per row."""
    return extra + per_row * max(1, len(measure) if rows is None else rows)


def make_figure(draw: Callable, measure, *, width: float = WIDE, lang: str = "fr", **options) -> Figure:
    """A figure of its own with what ``draw`` puts on one set of axes.

    >>> import pandas as pd
    >>> from cadrage.report.figures import corpus_sizes
    >>> sizes = pd.DataFrame({"outlet": ["Le Phare"], "n_articles": [3], "n_words": [900]})
    >>> make_figure(corpus_sizes, sizes).axes[0].get_yticklabels()[0].get_text()
    'Le Phare'
    """
    with mpl.rc_context(style()):
        figure = Figure(figsize=(width, draw.height(measure)), layout="constrained")
        draw(measure, figure.add_subplot(), lang=lang, **options)
        # The layout must be settled while the style sheet holds, and once is enough.
        figure.get_layout_engine().execute(figure)
        figure.set_layout_engine("none")
    return figure


@cache
def style() -> dict:
    """The settings of the one style sheet."""
    return dict(mpl.rc_params_from_file(STYLE, use_default_template=False))


def apart(x, y) -> np.ndarray:
    """Which points to draw: all of a few hundred; of thousands one for each place that an eye can tell from the next.

    >>> apart([0, 1, 2], [0, 0, 0]).tolist()
    [True, True, True]
    >>> int(apart(np.zeros(POINTS + 1), np.zeros(POINTS + 1)).sum())
    1
    """
    places = pd.DataFrame({"x": np.asarray(x, dtype=float), "y": np.asarray(y, dtype=float)})
    if len(places) <= POINTS:
        return np.ones(len(places), dtype=bool)
    span = (places.max() - places.min()).replace(0, 1)
    return ~((places - places.min()) / span * CELLS).round().duplicated().to_numpy()


def narrow(ax: Axes) -> bool:
    """Whether the axes stand in a figure for a narrow screen."""
    return ax.figure.get_figwidth() < 5


def wrapped(name: str, ax: Axes, width: int | None = None, lines: int = 2) -> str:
    """A long name on two lines at most, so that it leaves room for the data."""
    return textwrap.fill(
        str(name), width or (16 if narrow(ax) else 26), break_long_words=True, max_lines=lines, placeholder=" …"
    )


# Columns of a narrow figure beyond which an upright name keeps to one line: two would run into the next.
CLOSE = 7


def upright(name: str, ax: Axes, columns: int) -> str:
    """The name of a column as it is written upright on a narrow figure, and level or slanted on a wide one."""
    return shortened(name, 22) if narrow(ax) and columns > CLOSE else wrapped(name, ax)


def name_rows(ax: Axes, names: list, *, width: int | None = None, lines: int = 2) -> None:
    """Write names at the left, the first at the top."""
    ax.set_yticks(range(len(names)), [wrapped(n, ax, width, lines) for n in names])
    ax.set_ylim(max(len(names) - 1, 0) + 0.6, -0.6)


def key(ax: Axes, handles: list, columns: int = 4) -> None:
    """The legend above the axes, in reading order, in as many columns as its names leave room for."""
    if not handles:
        return
    room = _ROOM[narrow(ax)]
    for handle in handles:
        handle.set_label(shortened(handle.get_label(), room - 6))
    labels = [len(str(handle.get_label())) for handle in handles]
    fitting = (n for n in range(min(columns, len(handles)), 1, -1) if legend_width(labels, n) <= room)
    columns = next(fitting, 1)
    # Figures are high enough for two lines of legend; more of them must not take the room of the data.
    lines = -(-len(handles) // columns) - 2
    if lines > 0 and len(ax.figure.axes) == 1:
        ax.figure.set_figheight(ax.figure.get_figheight() + _LINE * lines)
    # A figure legend "outside" takes its room from the layout instead of covering data.
    ax.figure.legend(
        handles=handles, loc="outside upper left", ncols=columns, handlelength=1.2, columnspacing=1.2,
        borderpad=0.1,
    )  # fmt: skip


# Inches of a legend's line.
_LINE = 0.19
# Letters of a legend's line, on a wide and on a narrow figure.
_ROOM = {False: 100, True: 46}


def legend_width(labels: list[int], columns: int) -> int:
    """Letters that a legend of labels of some lengths needs in a number of columns, filled one column after the other.

    >>> legend_width([3, 8, 3, 3], 2)
    23
    """
    rows = -(-len(labels) // columns)
    return sum(6 + max(labels[k : k + rows]) for k in range(0, len(labels), rows))


def shortened(name, room: int) -> str:
    """A name of so many letters at most.

    >>> shortened("Le Courrier de la Vallée", 12)
    'Le Courrier…'
    """
    name = str(name)
    return name if len(name) <= room else name[: max(room - 1, 1)].rstrip() + "…"


def axis_name(ax: Axes, words: str, **options) -> None:
    """What the horizontal axis shows, on several lines where the figure is narrow."""
    ax.set_xlabel(textwrap.fill(words, 36) if narrow(ax) else words, **options)


def remark(ax: Axes, x: float, y: float, text: str, **options) -> None:
    """A small grey remark beside the data."""
    ax.text(x, y, text, color=SOFT, fontsize=8.5, va="center", **options)
