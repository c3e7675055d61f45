"""What outlets have in common: share of each one's words that others print too, and who shares with whom."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from cadrage.report.figures.base import axis_name, drawn, name_rows, narrow, remark, rows_high, shortened, upright
from cadrage.report.language import Language
from cadrage.report.palette import INK, colour_of


@drawn(rows_high)
def shared_shares(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """Share of each outlet's words in shared passages, with its interval over texts; takes ``shared_shares``."""
    say, names = Language(lang), measure["outlet"].tolist()
    colours = colours or colour_of(names)
    for place, row in enumerate(measure.itertuples(index=False)):
        if np.isfinite(row.estimate):
            ax.barh(place, row.estimate, height=0.5, color=colours[row.outlet])
        if np.isfinite(row.low):
            ax.plot([row.low, row.high], [place, place], color=INK, linewidth=1.2)
    ends = measure[["estimate", "high"]].to_numpy(dtype=float)
    right = max(0.05, float(np.nanmax(ends, initial=0.05)))
    for place, row in enumerate(measure.itertuples(index=False)):
        if not row.total:
            remark(ax, 0.01 * right, place, say.t("no word"))
            continue
        texts = say.t("n texts of", n=int(row.n_articles), all=int(row.n_texts))
        share = say.percent(row.estimate)
        remark(ax, 1.03 * right, place, share if narrow(ax) else f"{share} · {texts}")
    name_rows(ax, names)
    ax.set_xlim(0, right * (1.2 if narrow(ax) else 1.45))
    ax.set_xticks([v for v in np.linspace(0, 1, 11 if right <= 0.5 else 5) if v <= right + 1e-9])
    ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: say.percent(v)))
    axis_name(ax, say.t("axis shared narrow" if narrow(ax) else "axis shared"))
    return ax


@drawn(lambda m: rows_high(m, rows=m["outlet"].nunique(), per_row=0.46, extra=1.6))
def sharing(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """Who shares with whom: squares as large as the share of the row's words that the column has too; takes ``sharing_matrix``."""
    say = Language(lang)
    rows, columns = list(dict.fromkeys(measure["outlet"])), list(dict.fromkeys(measure["outlet"]))
    colours = colours or colour_of(rows)
    largest = max(float(measure["estimate"].max(skipna=True)), 0.01) if measure["estimate"].notna().any() else 0.01
    size = (430 if narrow(ax) else 620) * min(1.0, 8 / max(len(columns), 1)) ** 2
    for k, _ in enumerate(rows):
        ax.plot(k, k, marker="_", color="#d6dbe0", markersize=8)
    for row in measure.itertuples(index=False):
        x, y = columns.index(row.other), rows.index(row.outlet)
        if not row.n or not np.isfinite(row.estimate):
            ax.plot(x, y, ".", color="#d6dbe0", markersize=3)
            continue
        ax.scatter(
            x,
            y,
            s=max(12, size * row.estimate / largest),
            marker="s",
            color=colours[row.outlet],
            alpha=0.3,
            linewidths=0,
        )
        if len(columns) <= (7 if narrow(ax) else 14):
            number = say.number(100 * row.estimate, 0 if row.estimate >= 0.01 else 1)
            ax.text(x, y, number, ha="center", va="center", fontsize=8)
    name_rows(ax, rows)
    ax.set_xlim(-0.6, len(columns) - 0.4)
    slanted = 90 if narrow(ax) else 35 if len(columns) > 4 else 0
    ax.set_xticks(range(len(columns)), [upright(o, ax, len(columns)) if slanted != 35 else shortened(o, 32) for o in columns], rotation=slanted,
                  ha="left" if slanted == 35 else "center", rotation_mode="anchor" if slanted == 35 else "default", color=INK)  # fmt: skip
    ax.xaxis.tick_top()
    ax.spines["bottom"].set_visible(False)
    ax.grid(axis="y", visible=True)
    ax.grid(axis="x", visible=False)
    return ax
