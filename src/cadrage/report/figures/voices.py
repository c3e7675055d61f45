"""Whom the outlets let speak: how much is reported speech, and whose."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from cadrage.report.figures.base import axis_name, drawn, key, name_rows, narrow, remark, rows_high, upright
from cadrage.report.language import Language
from cadrage.report.palette import INK, PAPER, TERMS, colour_of


@drawn(rows_high)
def speech_shares(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """Share of each outlet's words that report someone else's; takes ``speech_shares``."""
    say, names = Language(lang), measure["outlet"].tolist()
    colours = colours or colour_of(names)
    for place, row in enumerate(measure.itertuples(index=False)):
        ax.barh(place, 1, height=0.5, color="#d6dbe0", alpha=0.45)
        if np.isfinite(row.estimate):
            ax.barh(place, row.estimate, height=0.5, color=colours[row.outlet])
            remark(ax, 1.02, place, say.percent(row.estimate))
        if np.isfinite(row.low):
            ax.plot([row.low, row.high], [place, place], color=INK, linewidth=1.2)
    name_rows(ax, names)
    ax.set_xlim(0, 1.12)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1])
    ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: say.percent(v)))
    axis_name(ax, say.t("axis speech"))
    return ax


@drawn(lambda m: rows_high(m, rows=m["speaker"].nunique(), extra=1.25))
def speakers(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """Discs with counts: who (rows) speaks in which outlet (columns); takes ``attribution_shares`` by speaker."""
    say = Language(lang)
    outlets, names = list(dict.fromkeys(measure["outlet"])), list(dict.fromkeys(measure["speaker"]))
    colours = colours or colour_of(outlets)
    named = measure.loc[~measure["speaker"].astype(str).str.startswith("("), "estimate"]
    largest = max(named.max(skipna=True) if named.notna().any() else 0, 0.01)
    for row in measure.itertuples(index=False):
        x, y = outlets.index(row.outlet), names.index(row.speaker)
        if row.n == 0:
            ax.plot(x, y, ".", color="#d6dbe0", markersize=3)
            continue
        # The area is the share, so that outlets of unequal size can be compared; the number is the count.
        ax.scatter(
            x,
            y,
            s=30 + min(row.estimate / largest, 1.3) * (330 if narrow(ax) else 520),
            color=colours[row.outlet],
            alpha=0.28,
            linewidths=0,
        )
        ax.text(x, y, say.number(row.n), ha="center", va="center", fontsize=8.5)
    name_rows(ax, [say.label(n) for n in names])
    ax.set_xlim(-0.6, len(outlets) - 0.4)
    slanted = 90 if narrow(ax) else 35 if len(outlets) > 4 else 0
    ax.set_xticks(range(len(outlets)), [upright(o, ax, len(outlets)) for o in outlets], rotation=slanted, ha="left" if slanted == 35 else "center",
                  rotation_mode="anchor" if slanted == 35 else "default", color=INK)  # fmt: skip
    ax.xaxis.tick_top()
    ax.spines["bottom"].set_visible(False)
    ax.grid(axis="y", visible=True)
    ax.grid(axis="x", visible=False)
    return ax


@drawn(lambda m: rows_high(m, rows=m["outlet"].nunique(), extra=1.15))
def parts(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """Bars cut into parts that sum to 100 %, with counts; takes ``attribution_shares`` by kind, class or type."""
    say = Language(lang)
    by = next(c for c in ("speaker_kind", "cue_class", "type", "zone") if c in measure.columns)
    outlets, values = list(dict.fromkeys(measure["outlet"])), list(dict.fromkeys(measure[by]))
    shades = colour_of(values, TERMS)
    counts = {(r.outlet, getattr(r, by)): (int(r.n), int(r.total)) for r in measure.itertuples(index=False)}
    for place, outlet in enumerate(outlets):
        left = 0.0
        for value in values:
            n, total = counts.get((outlet, value), (0, 0))
            if not n:
                continue
            width = n / total
            ax.barh(place, width, left=left, height=0.6, color=shades[value], edgecolor=PAPER, linewidth=1)
            if width > (0.09 if narrow(ax) else 0.045):
                dark = values.index(value) % len(TERMS) in (0, 3, 4)
                ax.text(
                    left + width / 2,
                    place,
                    say.number(n),
                    ha="center",
                    va="center",
                    fontsize=8.5,
                    color="#ffffff" if dark else "#101316",
                )
            left += width
        if left == 0:
            remark(ax, 0.01, place, say.t("no attribution"))
    name_rows(ax, outlets)
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1])
    ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: say.percent(v)))
    axis_name(ax, say.t("axis attributions"))
    key(ax, [Patch(facecolor=shades[v], label=say.label(v)) for v in values], columns=4)
    return ax
