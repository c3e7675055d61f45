"""Correspondence analysis as a plane: outlets, their texts, the words that make the axes."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from cadrage.report.figures.base import apart, axis_name, drawn, key, narrow
from cadrage.report.language import Language
from cadrage.report.palette import MARKERS, PAPER, SOFT, colour_of

# More words than this would cover one another.
TERMS = 10


def _high(measure: pd.DataFrame) -> float:
    """Height in inches; two outlets have a single axis, which needs less, and many a longer legend."""
    outlets = int((measure["kind"] == "outlet").sum())
    return (5.2 if "axis_2" in measure.columns else 3.4) + 0.19 * max(0, outlets - 4)


@drawn(_high)
def correspondence(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """Outlets (large), texts (small) and words (grey) on the first two axes; takes ``correspondence``.

    Two outlets have one axis: the words then stand above it on lines of their own.
    """
    say = Language(lang)
    outlets = measure[measure["kind"] == "outlet"]
    colours = colours or colour_of(outlets["name"].tolist())
    plane = "axis_2" in measure.columns
    texts, terms = measure[measure["kind"] == "text"], _terms(measure, 8 if narrow(ax) else TERMS)
    for k, outlet in enumerate(outlets["name"]):
        here, centre = texts[texts["outlet"] == outlet], outlets[outlets["name"] == outlet]
        here = here[apart(here["axis_1"], _y(here, plane))]
        marker, colour = MARKERS[k % len(MARKERS)], colours[outlet]
        ax.scatter(here["axis_1"], _y(here, plane), s=14, marker=marker, color=colour, alpha=0.55, linewidths=0)
        ax.scatter(centre["axis_1"], _y(centre, plane), s=95, marker=marker, color=colour, edgecolors=PAPER, zorder=3)
    x, y = terms["axis_1"].to_numpy(), _y(terms, plane)
    if not plane:
        y = 1.0 + np.arange(len(terms))
    # Words are drawn as text, which makes no room for itself.
    ax.scatter(x, y, s=0)
    ax.axhline(0, color="#d6dbe0", linewidth=0.8)
    ax.axvline(0, color="#d6dbe0", linewidth=0.8)
    explained = measure.attrs.get("explained") or [np.nan, np.nan]
    axis_name(ax, say.t("axis plane", k=1, share=say.percent(explained[0])))
    if plane and len(explained) > 1:
        ax.set_ylabel(say.t("axis plane", k=2, share=say.percent(explained[1])))
    ax.set_xticks([])
    ax.set_yticks([])
    ax.grid(visible=False)
    ax.margins(0.12)
    _write(ax, x, y, terms["name"].tolist())
    looks = {"linestyle": "", "markersize": 7, "markeredgecolor": PAPER}
    key(ax, [
        Line2D([], [], marker=MARKERS[k % len(MARKERS)], color=colours[o], label=o, **looks)
        for k, o in enumerate(outlets["name"])
    ])  # fmt: skip
    return ax


def _y(rows: pd.DataFrame, plane: bool) -> np.ndarray:
    return rows["axis_2"].to_numpy() if plane else np.zeros(len(rows))


def _terms(measure: pd.DataFrame, size: int) -> pd.DataFrame:
    """The words that contribute most to an axis, from left to right."""
    terms = measure[measure["kind"] == "term"]
    made = terms[[c for c in ("contribution_1", "contribution_2") if c in terms.columns]].max(axis=1)
    return terms.loc[made.nlargest(size).index].sort_values("axis_1", kind="stable")


def _write(ax: Axes, x: np.ndarray, y: np.ndarray, names: list[str]) -> None:
    """Words at their places, moved up where they would cover another one."""
    left, right = ax.get_xlim()
    low, high = ax.get_ylim()
    # Shares of the axes that a letter and a line of this size take.
    letter, line = (right - left) * (0.026 if narrow(ax) else 0.0125), (high - low) * (0.05 if narrow(ax) else 0.036)
    placed: list[tuple[float, float, float]] = []
    for k in np.argsort(y, kind="stable"):
        half, at = letter * len(names[k]) / 2, y[k]
        while any(abs(at - v) < line and abs(x[k] - u) < half + w for u, v, w in placed):
            at += line / 4
        placed.append((x[k], at, half))
        ax.text(x[k], at, names[k], color=SOFT, fontsize=8, ha="center", va="center")
