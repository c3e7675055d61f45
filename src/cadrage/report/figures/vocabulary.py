"""Words more frequent in one outlet than in the others."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from cadrage.report.figures.base import drawn, name_rows, narrow, remark, rows_high
from cadrage.report.language import Language
from cadrage.report.palette import OUTLETS, PAPER


@drawn(lambda m: rows_high(m, per_row=0.27))
def keyness(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """How many times more frequent each word is, on a doubling scale; takes ``keyness`` of one outlet."""
    say = Language(lang)
    rows = measure.sort_values("rank").reset_index(drop=True)
    colour = (colours or {}).get(rows["outlet"].iloc[0] if len(rows) else "", OUTLETS[0][0])
    for place, row in enumerate(rows.itertuples(index=False)):
        if np.isfinite(row.low):
            ax.plot([row.low, row.high], [place, place], color=colour, linewidth=2, alpha=0.55)
        ax.plot(row.log_ratio, place, "o", color=colour, markersize=6, markeredgecolor=PAPER, markeredgewidth=0.6)
    name_rows(ax, rows["term"].tolist())
    ax.axvline(0, color="#59636e", linewidth=0.9)
    limits = rows[["log_ratio", "low", "high"]].to_numpy(dtype=float)
    finite = limits[np.isfinite(limits)]
    left, right = min(-0.5, finite.min(initial=0)), max(2, finite.max(initial=0))
    ax.set_xlim(left - 0.2, right + 0.22 * (right - left))
    step = 1 if right - left < 6 and not narrow(ax) else 2
    ax.set_xticks([t for t in range(-12, 13, step) if left <= t <= right])
    for place, row in enumerate(rows.itertuples(index=False)):
        remark(ax, right + 0.04 * (right - left), place, f"{int(row.n)} / {int(row.n_reference)}")
    ax.xaxis.set_major_formatter(
        FuncFormatter(lambda v, _: "=" if v == 0 else f"×{2**v:g}" if v > 0 else f"÷{2**-v:g}")
    )
    ax.set_xlabel(say.t("axis times"))
    return ax
