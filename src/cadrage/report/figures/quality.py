"""How far the detection can be trusted: stated confidence against measured correctness."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from cadrage.report.figures.base import axis_name, drawn, remark
from cadrage.report.language import Language
from cadrage.report.palette import INK, SOFT


@drawn(lambda m: 3.2)
def reliability(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """Share of right attributions at each stated confidence, with its interval; takes ``reliability``."""
    say = Language(lang)
    ax.plot([0, 1], [0, 1], color=SOFT, linewidth=0.8, linestyle=(0, (4, 3)))
    ax.vlines(measure["confidence"], measure["low"], measure["high"], color=INK, linewidth=1.2)
    ax.plot(measure["confidence"], measure["estimate"], "o", color=INK, markersize=5)
    floor = max(0.0, min(measure["low"].min(), measure["confidence"].min()) - 0.08)
    ax.set_xlim(floor, 1)
    ax.set_ylim(floor, 1.02)
    remark(ax, 0.995, floor + 0.03, say.t("axis exact"), ha="right")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda v, _: say.percent(v)))
    axis_name(ax, say.t("axis confidence"))
    ax.set_ylabel(say.t("axis right"))
    ax.grid(axis="y", visible=True)
    return ax
