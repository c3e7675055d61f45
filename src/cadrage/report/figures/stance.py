"""The summary of profiles: what each outlet does with each actor, as discs with counts."""

import pandas as pd
from matplotlib.axes import Axes

from cadrage.report.figures.base import axis_name, drawn, name_rows, narrow, upright, wrapped
from cadrage.report.language import Language
from cadrage.report.palette import INK, colour_of


@drawn(lambda m: 1.5 + 0.42 * m["question"].nunique())
def profile_summary(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """Discs with counts: questions (rows) by outlet and actor (columns); takes ``summary``.

    Area and number are the count of passages.
    """
    say = Language(lang)
    outlets, actors = list(dict.fromkeys(measure["outlet"])), list(dict.fromkeys(measure["actor"]))
    questions = list(dict.fromkeys(measure["question"]))
    colours = colours or colour_of(outlets)
    most = max(1, int(measure["n"].max()))
    for row in measure.itertuples(index=False):
        # Outlets side by side, a gap between them.
        x = outlets.index(row.outlet) * (len(actors) + 0.4) + actors.index(row.actor)
        y = questions.index(row.question)
        if not row.n:
            ax.plot(x, y, ".", color="#d6dbe0", markersize=3)
            continue
        size = (60 + 900 * row.n / most) * (0.5 if narrow(ax) else 1)
        ax.scatter(x, y, s=size, color=colours[row.outlet], alpha=0.3, linewidths=0)
        ax.text(x, y, say.number(row.n), ha="center", va="center", fontsize=8.5)
    width = len(outlets) * (len(actors) + 0.4) - 0.4
    # No examples in the figure: the table below has them.
    name_rows(ax, [say.t(f"q {q}").split(" (")[0] for q in questions], width=18 if narrow(ax) else 30)
    ax.set_xlim(-0.6, width - 0.4)
    places = [o * (len(actors) + 0.4) + a for o in range(len(outlets)) for a in range(len(actors))]
    # One actor only: the outlets are the columns.
    alone, small = len(actors) == 1, narrow(ax)
    names = outlets if alone else [a for _ in outlets for a in actors]
    slanted = {"rotation": 25, "ha": "left", "rotation_mode": "anchor"} if alone else {}
    ax.set_xticks(
        places, [upright(n, ax, len(names)) for n in names], color=INK, **({"rotation": 90} if small else slanted)
    )
    ax.xaxis.tick_top()
    axis_name(ax, say.t("axis discs"))
    for o, outlet in enumerate(outlets if not alone else ()):
        middle = o * (len(actors) + 0.4) + (len(actors) - 1) / 2
        ax.annotate(
            wrapped(outlet, ax), (middle, 1), xytext=(0, 56 if small else 24), xycoords=("data", "axes fraction"),
            textcoords="offset points", ha="center", va="bottom", fontweight="bold", fontsize=9, color=INK,
        )  # fmt: skip
    ax.spines["bottom"].set_visible(False)
    ax.grid(axis="x", visible=False)
    ax.grid(axis="y", visible=True)
    return ax
