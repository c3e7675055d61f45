"""Competing terms by place in the article and over time: every cell a small bar cut by term, with its count."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from cadrage.report.figures.base import axis_name, drawn, key, name_rows, narrow, remark
from cadrage.report.language import MONTHS, Language
from cadrage.report.palette import PAPER, SOFT, TERMS, colour_of


def _high(measure: pd.DataFrame) -> float:
    return 1.35 + 0.62 * max(1, measure["outlet"].nunique())


@drawn(_high)
def choice_by_zone(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """Each outlet's uses in headline, lead and body, cut by term; takes ``choice_shares(by="zone")`` of one frame."""
    say = Language(lang)
    columns = [z for z in ("headline", "lead", "body") if z in set(measure["zone"])]
    return _cells(ax, measure, "zone", columns, [say.label(z) for z in columns], say, colours)


@drawn(_high)
def choice_over_time(measure: pd.DataFrame, ax: Axes, *, lang: str = "fr", colours: dict | None = None) -> Axes:
    """Each outlet's uses in every period, cut by term; takes ``choice_over_time`` of one frame."""
    say = Language(lang)
    columns = sorted(measure["period"].unique())
    freq = measure.attrs.get("freq", "month")
    names = [_period(pd.Timestamp(p), freq, say, short=narrow(ax)) for p in columns]
    return _cells(ax, measure, "period", columns, names, say, colours)


def _cells(ax: Axes, measure: pd.DataFrame, by: str, columns: list, names: list[str], say: Language, colours) -> Axes:
    """A grid of bars: the height of a bar is the share of its term, the number above it how many uses stand behind."""
    outlets, terms = list(dict.fromkeys(measure["outlet"])), list(dict.fromkeys(measure["term"]))
    colours = colours or colour_of(terms, TERMS)
    counts: dict = {}
    for row in measure.itertuples(index=False):
        counts.setdefault((row.outlet, getattr(row, by)), {})[row.term] = int(row.n)
    # Twelve columns leave a telephone room for a number of two digits; beyond, bars only.
    numbers = len(columns) <= (12 if narrow(ax) else 26)
    for place, outlet in enumerate(outlets):
        if not any(sum(counts.get((outlet, c), {}).values()) for c in columns):
            remark(ax, -0.4, place, say.t("no use"))
        for x, column in enumerate(columns):
            cell = counts.get((outlet, column), {})
            total, bottom = sum(cell.values()), place + 0.36
            for term in terms:
                height = 0.56 * cell.get(term, 0) / total if total else 0
                if height:
                    look = {"color": colours[term], "edgecolor": PAPER, "linewidth": 0.6}
                    ax.bar(x, -height, bottom=bottom, width=0.74, **look)
                    bottom -= height
            if total and numbers:
                ax.text(x, place - 0.23, say.number(total), color=SOFT, fontsize=8, ha="center", va="bottom")
    name_rows(ax, outlets)
    ax.set_xlim(-0.6, max(len(columns) - 0.4, 2.4))
    every = 1 if len(columns) <= 14 else 1 + len(columns) // 12
    slanted = {"rotation": 90} if narrow(ax) and len(columns) > 3 else {}
    ax.set_xticks(range(0, len(columns), every), names[::every], **slanted)
    ax.grid(visible=False)
    for place in range(1, len(outlets)):
        ax.axhline(place - 0.5, color="#d6dbe0", linewidth=0.7)
    axis_name(ax, say.t("axis cells"))
    key(ax, [Patch(facecolor=colours[t], label=t) for t in terms], columns=4)
    return ax


def _period(day: pd.Timestamp, freq: str, say: Language, *, short: bool) -> str:
    """A period's name: a day or the first day of a week, a month, a year."""
    month = MONTHS[say.code][day.month - 1]
    month = month if len(month) <= 4 else month[:4] + "."
    if freq == "year":
        return str(day.year)
    if freq == "month":
        return f"{month} {day.year}" if short else f"{month}\n{day.year}"
    return f"{day.day} {month}" if short else f"{day.day} {month}\n{day.year}"
