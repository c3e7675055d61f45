"""Competing terms: every use as a square, and each outlet's shares with their intervals."""

import math
from itertools import zip_longest

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import FuncFormatter

from cadrage.report.figures.base import (
    axis_name,
    drawn,
    key,
    legend_width,
    name_rows,
    narrow,
    remark,
    rows_high,
)
from cadrage.report.language import Language
from cadrage.report.palette import MARKERS, PAPER, TERMS, colour_of

VOICES = ("narrator", "attributed", "distanced")


def _terms(measure: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys(measure["term"]))


def _uses_high(measure: pd.DataFrame) -> float:
    # On a telephone each name of the legend has a line of its own.
    extra = 1.1 + 0.1 * measure["term"].nunique()
    return rows_high(measure, rows=measure["outlet"].nunique(), per_row=0.42, extra=extra)


@drawn(_uses_high)
def term_uses(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """A square per use: colour for the term, filling for the voice; takes ``term_voices`` of one frame."""
    say, terms = Language(lang), _terms(measure)
    outlets = list(dict.fromkeys(measure["outlet"]))
    colours = colours or colour_of(terms, TERMS)
    # Plain numbers in the loops: pandas would be asked thousands of times.
    counts = {(r.outlet, r.voice, r.term): int(r.n) for r in measure.itertuples(index=False)}
    totals = {o: sum(n for key, n in counts.items() if key[0] == o) for o in outlets}
    room, most = 18 if narrow(ax) else 44, max(totals.values(), default=0)
    # A square stands for one use as long as the longest row fits; then for 2, 5, 10 … and the figure says so.
    worth = next(w * 10**k for k in range(9) for w in (1, 2, 5) if most / (w * 10**k) <= room)
    for place, outlet in enumerate(outlets):
        x = 0.0
        for voice in VOICES:
            for term in terms:
                for _ in range(math.ceil(counts.get((outlet, voice, term), 0) / worth)):
                    ax.add_patch(_square(x, place, colours[term], voice))
                    x += 1
            # A gap sets the voices of a row apart.
            x += 0.5 if x and x % 1 == 0 else 0
        remark(ax, x + 0.3, place, say.number(totals[outlet]) if totals[outlet] else say.t("no use"))
    name_rows(ax, outlets)
    ax.set_xlim(-0.3, room + 4)
    ax.set_aspect("auto")
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.grid(visible=False)
    axis_name(ax, say.t("one square", n=int(worth)), loc="left")
    first, second = (
        [Patch(facecolor=colours[t], label=t) for t in terms],
        [_legend(v, say.t(f"voice {v}")) for v in VOICES],
    )
    lengths = [max(len(h.get_label()) for h in pair) for pair in zip_longest(first, second, fillvalue=first[0])]
    if narrow(ax) or len(first) > 4 or legend_width(lengths, len(lengths)) > 100:
        key(ax, [*first, *second], columns=4)
        return ax
    # Terms on one line and voices on the next: matplotlib fills a legend column by column.
    blank = [Patch(visible=False, label="")] * abs(len(first) - len(second))
    longer, shorter = (first, second + blank) if len(first) >= len(second) else (first + blank, second)
    key(ax, [handle for pair in zip(longer, shorter, strict=True) for handle in pair], columns=len(longer))
    return ax


def _square(x: float, y: float, colour: str, voice: str) -> Rectangle:
    look = {
        "narrator": {"facecolor": colour, "edgecolor": colour},
        "attributed": {"facecolor": PAPER, "edgecolor": colour, "linewidth": 1.6},
        "distanced": {"facecolor": PAPER, "edgecolor": colour, "hatch": "//////", "linewidth": 0.8},
    }[voice]
    return Rectangle((x + 0.1, y - 0.27), 0.8, 0.54, **look)


def _legend(voice: str, label: str) -> Patch:
    grey = "#4d4d4d"
    look = {"narrator": {"facecolor": grey}, "attributed": {"facecolor": PAPER, "linewidth": 1.6},
            "distanced": {"facecolor": PAPER, "hatch": "//////"}}[voice]  # fmt: skip
    return Patch(edgecolor=grey, label=label, **look)


def _shares_high(measure: pd.DataFrame) -> float:
    # Lines move closer together where there are many, so that a figure still fits a printed page.
    return (
        rows_high(measure, per_row=min(0.24, max(0.09, 8.6 / len(measure))), extra=0.95)
        + 0.1 * measure["outlet"].nunique()
    )


@drawn(_shares_high)
def choice_shares(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """Each outlet's share of each term, a point with its interval and its count; takes ``choice_shares`` of one frame."""
    say, terms = Language(lang), _terms(measure)
    outlets = list(dict.fromkeys(measure["outlet"]))
    colours = colours or colour_of(terms, TERMS)
    step = 1 / (len(terms) + 0.5)
    cells: dict = {o: {} for o in outlets}
    for row in measure.itertuples(index=False):
        cells[row.outlet][row.term] = row
    for place, outlet in enumerate(outlets):
        rows = cells[outlet]
        if not any(row.total for row in rows.values()):
            remark(ax, 0.01, place, say.t("no use"))
            continue
        for k, term in enumerate(terms):
            row, y = rows[term], place + (k - (len(terms) - 1) / 2) * step
            if np.isfinite(getattr(row, "corrected_low", np.nan)):
                # Thin: the share after the detector's measured error was taken out of it.
                ends = [row.corrected_low, row.corrected_high]
                ax.plot(ends, [y, y], color=colours[term], linewidth=0.8, solid_capstyle="butt")
                ax.plot(row.corrected, y, "|", color=colours[term], markersize=7, markeredgewidth=1.2)
            if np.isfinite(row.low):
                ax.plot([row.low, row.high], [y, y], color=colours[term], linewidth=1.8, solid_capstyle="butt")
            point = {"markersize": 7, "markeredgecolor": PAPER, "markeredgewidth": 0.6}
            ax.plot(row.estimate, y, MARKERS[k % len(MARKERS)], color=colours[term], **point)
            remark(ax, 1.04, y, f"{int(row.n)}/{int(row.total)}")
        if place:
            ax.axhline(place - 0.5, color="#d6dbe0", linewidth=0.7)
    name_rows(ax, outlets)
    ax.set_xlim(-0.02, 1.16)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1])
    ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: say.percent(v)))
    axis_name(ax, say.t("axis share"))
    key(
        ax,
        [
            Line2D([], [], color=colours[t], marker=MARKERS[k % len(MARKERS)], linewidth=2, label=t)
            for k, t in enumerate(terms)
        ],
    )
    return ax
