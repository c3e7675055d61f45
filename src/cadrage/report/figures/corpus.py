"""What the corpus holds: articles by outlet, and the days on which they appeared."""

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cadrage.report.figures.base import apart, axis_name, drawn, name_rows, narrow, remark, rows_high
from cadrage.report.language import MONTHS, Language
from cadrage.report.palette import SOFT, colour_of


@drawn(rows_high)
def corpus_sizes(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """Bars: articles of each outlet, with their words; takes ``ladder(articles)``."""
    say, names = Language(lang), measure["outlet"].tolist()
    colours = colours or colour_of(names)
    ax.barh(range(len(names)), measure["n_articles"], height=0.62, color=[colours[n] for n in names])
    name_rows(ax, names)
    most = max(1, int(measure["n_articles"].max()))
    for place, row in enumerate(measure.itertuples(index=False)):
        words = (
            say.number(row.n_articles)
            if narrow(ax)
            else say.t("n articles n words", n=row.n_articles, words=int(row.n_words))
        )
        remark(ax, row.n_articles + most * 0.015, place, words)
    ax.set_xlim(0, most * (1.12 if narrow(ax) else 1.45))
    ax.xaxis.set_major_locator(_whole(most))
    axis_name(ax, say.t("axis articles"))
    return ax


@drawn(rows_high)
def coverage(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """Words of an article: the median as a point, the middle half of each outlet as a bar; takes ``coverage``."""
    say, names = Language(lang), measure["outlet"].tolist()
    colours = colours or colour_of(names)
    most = max(1.0, float(measure["words_high"].max()))
    for place, row in enumerate(measure.itertuples(index=False)):
        colour = colours[row.outlet]
        ax.plot([row.words_low, row.words_high], [place, place], color=colour, lw=7, alpha=0.35, solid_capstyle="butt")
        ax.scatter([row.words_median], [place], s=46, color=colour, zorder=3, linewidths=0)
        remark(ax, row.words_high + most * 0.02, place, say.number(row.words_median))
    name_rows(ax, names)
    ax.set_xlim(0, most * 1.15)
    ax.grid(axis="y", visible=False)
    axis_name(ax, say.t("axis lengths"))
    return ax


@drawn(lambda m: rows_high(m, rows=m["outlet"].nunique()))
def calendar(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """One point per article on its day, a row per outlet; takes ``articles`` with dates."""
    say = Language(lang)
    names = list(colours or dict.fromkeys(measure["outlet"]))
    names = [n for n in names if n in set(measure["outlet"])]
    colours = colours or colour_of(names)
    for place, name in enumerate(names):
        days = measure.loc[measure["outlet"] == name, "date"].dropna().sort_values()
        # Articles of one day stand above one another instead of hiding one another.
        level = np.minimum(days.groupby(days).cumcount(), 4)
        seen = apart(days.astype("int64"), level)
        ax.scatter(days[seen], place + 0.16 - 0.16 * level[seen], s=22, color=colours[name], linewidths=0)
    name_rows(ax, names)
    ax.grid(axis="y", visible=False)
    _write_days(ax, measure["date"].dropna(), say)
    ax.tick_params(axis="x", colors=SOFT)
    return ax


def _write_days(ax: Axes, days: pd.Series, say: Language) -> None:
    first, last = days.min(), days.max()
    span = max(1, (last - first).days)
    ax.set_xlim(first - pd.Timedelta(days=0.04 * span + 1), last + pd.Timedelta(days=0.04 * span + 1))
    ax.xaxis.set_major_locator(mdates.AutoDateLocator(minticks=2, maxticks=4 if narrow(ax) else 7))

    def written(value, _place):
        day = mdates.num2date(value)
        month = MONTHS[say.code][day.month - 1][: 4 if say.code == "fr" else 3]
        return f"{day.day} {month}\n{day.year}" if span < 500 else f"{month} {day.year}"

    ax.xaxis.set_major_formatter(written)


def _whole(most: int):
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(integer=True, nbins=min(6, most + 1))
