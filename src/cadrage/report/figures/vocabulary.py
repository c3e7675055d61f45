"""Words more frequent in one outlet than in its reference: how much, how evenly, and what they add up to."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from cadrage.report.figures.base import axis_name, drawn, key, name_rows, narrow, remark, rows_high, shortened
from cadrage.report.language import Language
from cadrage.report.palette import OUTLETS, PAPER, SOFT


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
    reference = say.reference(rows["reference"].iloc[0]) if len(rows) else ""
    axis_name(ax, say.t("axis times narrow" if narrow(ax) else "axis times", reference=shortened(reference, 44)))
    return ax


@drawn(lambda m: rows_high(m, per_row=0.27))
def dispersion(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """DPnorm of the words of one outlet, 0 (even) to 1 (one text), with their uses and texts; takes ``dispersion``."""
    say = Language(lang)
    colour = (colours or {}).get(measure["outlet"].iloc[0] if len(measure) else "", OUTLETS[0][0])
    for place, row in enumerate(measure.itertuples(index=False)):
        if np.isfinite(row.dp_norm):
            ax.plot([0, row.dp_norm], [place, place], color="#d6dbe0", linewidth=2)
            ax.plot(row.dp_norm, place, "o", color=colour, markersize=6, markeredgecolor=PAPER, markeredgewidth=0.6)
        texts = say.t("n texts", n=int(row.n_articles))
        uses = f"{row.n} · {row.n_articles}/{row.n_texts}"
        remark(ax, 1.04, place, uses if narrow(ax) else say.t("n in texts", n=row.n, texts=texts, all=row.n_texts))
    name_rows(ax, measure["term"].tolist())
    ax.set_xlim(-0.03, 1.42)
    ax.set_xticks(
        [0, 0.25, 0.5, 0.75, 1], [say.number(t, 2).rstrip("0").rstrip(",.") or "0" for t in (0, 0.25, 0.5, 0.75, 1)]
    )
    axis_name(ax, say.t("axis dispersion narrow" if narrow(ax) else "axis dispersion"))
    return ax


@drawn(lambda m: rows_high(m, per_row=0.27, extra=1.0))
def word_shift(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """The words that make one outlet's vocabulary diverge, to the right those it has more of; takes ``word_shift``."""
    say = Language(lang)
    outlet, reference = measure["outlet"].iloc[0], say.reference(measure["reference"].iloc[0])
    colour = (colours or {}).get(outlet, OUTLETS[0][0])
    looks = {1: {"color": colour}, -1: {"color": PAPER, "edgecolor": SOFT, "hatch": "//////", "linewidth": 0.8}}
    for place, row in enumerate(measure.itertuples(index=False)):
        if row.direction:
            ax.barh(place, row.direction * row.share, height=0.62, **looks[row.direction])
    name_rows(ax, measure["term"].tolist())
    most = float(measure["share"].max()) if len(measure) else 0
    most = most if most > 0 else 0.01
    ax.axvline(0, color=SOFT, linewidth=0.9)
    ax.set_xlim(-1.12 * most, 1.12 * most if narrow(ax) else 1.55 * most)
    if not narrow(ax):
        for place, row in enumerate(measure.itertuples(index=False)):
            remark(ax, 1.18 * most, place, f"{int(row.n)} / {int(row.n_reference)}")
    # As many decimals as tell neighbouring marks of the axis apart.
    digits = 0 if most >= 0.03 else 1 if most >= 0.008 else 2
    ax.xaxis.set_major_locator(MaxNLocator(4 if narrow(ax) else 6))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: "" if v > 1.12 * most else say.percent(abs(v), digits)))
    axis_name(ax, say.t("axis shift narrow" if narrow(ax) else "axis shift"))
    room = 24 if narrow(ax) else 40
    words = {1: say.t("more here", outlet=shortened(outlet, room))}
    words[-1] = say.t("more there", reference=shortened(reference, room))
    key(ax, [Patch(label=words[d], **_patch(looks[d])) for d in (1, -1)], columns=2)
    return ax


def _patch(look: dict) -> dict:
    """The look of a bar as that of a legend's patch."""
    return {{"color": "facecolor"}.get(name, name): value for name, value in look.items()}
