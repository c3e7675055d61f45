"""Boards: statements by outlet (carried or not), findings by choice (stands or flips)."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from cadrage.report.figures.base import drawn, key, name_rows, narrow, shortened, upright
from cadrage.report.language import Language
from cadrage.report.palette import INK, PAPER

# Told apart by shape and filling first, by colour second.
CARRIED = {
    "verbatim": {"marker": "s", "markerfacecolor": "#12457a", "markeredgecolor": "#12457a"},
    "reworded": {"marker": "s", "markerfacecolor": PAPER, "markeredgecolor": "#12457a", "markeredgewidth": 1.8},
    "not carried": {"marker": "_", "markerfacecolor": "#59636e", "markeredgecolor": "#59636e", "markeredgewidth": 1.2},
}
VERDICTS = {
    "stands": {"marker": "o", "markerfacecolor": "#12457a", "markeredgecolor": "#12457a"},
    "weaker": {"marker": "o", "markerfacecolor": PAPER, "markeredgecolor": "#12457a", "markeredgewidth": 1.8},
    "flips": {"marker": "X", "markerfacecolor": "#a63a78", "markeredgecolor": "#a63a78"},
    "cannot say": {"marker": "_", "markerfacecolor": "#59636e", "markeredgecolor": "#59636e", "markeredgewidth": 1.2},
}


# Letters of a slanted name; longer ones would take the height of the board for themselves.
NAME = 38


def _high(rows: int, names, *, per_row: float = 0.36) -> float:
    """Height of a board in inches: its rows, and above them the longest of the slanted names."""
    longest = max((min(len(str(n)), NAME) for n in names), default=0)
    return 0.75 + max(0.8, 0.052 * longest) + per_row * rows


@drawn(lambda m: _high(m["statement_id"].nunique(), m["outlet"].unique()))
def statement_matrix(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """Statements (rows) by outlet (columns): word for word, reworded, left out; takes ``statement_matrix``."""
    labels = dict(zip(measure["statement_id"], measure["label"], strict=True))
    cells = zip(measure["statement_id"], measure["outlet"], measure["carried"], strict=True)
    return _board(ax, list(cells), labels, CARRIED, Language(lang), room=62)


@drawn(lambda m: _high(m["finding"].nunique(), m["choice_label"].unique(), per_row=0.46))
def robustness(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """Findings (rows) by defensible choice (columns): stands, weaker, flips, cannot say; takes ``robustness``."""
    labels = {f: f for f in measure["finding"]}
    cells = zip(measure["finding"], measure["choice_label"], measure["verdict"], strict=True)
    return _board(ax, list(cells), labels, VERDICTS, Language(lang), room=78, lines=3)


def _board(
    ax: Axes, cells: list[tuple], labels: dict, looks: dict, say: Language, *, room: int, lines: int = 2
) -> Axes:
    rows = list(dict.fromkeys(c[0] for c in cells))
    columns = list(dict.fromkeys(c[1] for c in cells))
    for row, column, value in cells:
        if value in looks:
            look = {"linestyle": "", "markersize": 9, **looks[value]}
            ax.plot(columns.index(column), rows.index(row), **look)
    # A finding is told from the next by its end, which names an outlet: it is wrapped, not cut.
    room = room * 3 // 4 if narrow(ax) else room
    short = [" ".join(str(labels[r]).split()) for r in rows]
    name_rows(ax, [shortened(s, room) for s in short], width=room // lines + (4 if lines == 2 else 0), lines=lines)
    ax.set_xlim(-0.6, len(columns) - 0.4)
    # Slanted names keep to one line: the second would run into the next name.
    style = {"rotation": 90} if narrow(ax) else {"rotation": 50, "ha": "left", "rotation_mode": "anchor"}
    written = [upright(c, ax, len(columns)) if narrow(ax) else shortened(c, NAME) for c in columns]
    ax.set_xticks(range(len(columns)), written, color=INK, **style)
    ax.xaxis.tick_top()
    ax.spines["bottom"].set_visible(False)
    ax.grid(axis="x", visible=False)
    ax.grid(axis="y", visible=True)
    used = {c[2] for c in cells}
    key(ax, [Line2D([], [], label=say.label(v), linestyle="", markersize=9, **looks[v]) for v in looks if v in used])
    return ax
