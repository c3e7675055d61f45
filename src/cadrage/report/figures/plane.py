"""Correspondence analysis as a plane: outlets, their texts, the words that make the axes."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cadrage.report.figures.base import drawn, narrow
from cadrage.report.language import Language
from cadrage.report.palette import MARKERS, PAPER, SOFT, colour_of

# More words than this would cover one another.
TERMS = 10


@drawn(lambda m: 5.2)
def correspondence(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """Outlets (large), texts (small) and words (grey) on the first two axes; takes ``correspondence``."""
    say = Language(lang)
    outlets = measure[measure["kind"] == "outlet"]
    colours = colours or colour_of(outlets["name"].tolist())
    second = "axis_2" if "axis_2" in measure.columns else None
    y = (lambda rows: rows[second]) if second else (lambda rows: np.zeros(len(rows)))
    terms = measure[measure["kind"] == "term"]
    made = terms[["contribution_1", *(["contribution_2"] if second else [])]].max(axis=1)
    terms = terms.loc[made.nlargest(8 if narrow(ax) else TERMS).index]
    for x_, y_, name in zip(terms["axis_1"], y(terms), terms["name"], strict=True):
        ax.text(x_, y_, name, color=SOFT, fontsize=8, ha="center", va="center")
    # Words are drawn as text, which makes no room for itself.
    ax.scatter(terms["axis_1"], y(terms), s=0)
    texts = measure[measure["kind"] == "text"]
    for k, outlet in enumerate(outlets["name"]):
        here, centre = texts[texts["outlet"] == outlet], outlets[outlets["name"] == outlet]
        marker, colour = MARKERS[k % len(MARKERS)], colours[outlet]
        ax.scatter(here["axis_1"], y(here), s=14, marker=marker, color=colour, alpha=0.55, linewidths=0)
        ax.scatter(centre["axis_1"], y(centre), s=95, marker=marker, color=colour, edgecolors=PAPER, label=outlet)
    ax.axhline(0, color="#d6dbe0", linewidth=0.8)
    ax.axvline(0, color="#d6dbe0", linewidth=0.8)
    explained = measure.attrs.get("explained") or [np.nan, np.nan]
    ax.set_xlabel(say.t("axis plane", k=1, share=say.percent(explained[0])))
    if second and len(explained) > 1:
        ax.set_ylabel(say.t("axis plane", k=2, share=say.percent(explained[1])))
    ax.set_xticks([])
    ax.set_yticks([])
    ax.grid(visible=False)
    ax.margins(0.12)
    handles, labels = ax.get_legend_handles_labels()
    ax.figure.legend(handles, labels, loc="outside upper left", ncols=2 if narrow(ax) else 4, markerscale=0.7)
    return ax
