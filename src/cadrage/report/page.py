"""What a notebook holds in its hand: a study, a language, and ``show`` for a figure with its table."""

import hashlib
from collections.abc import Callable
from html import escape

import pandas as pd

from cadrage.report import table as tables
from cadrage.report.exhibit import Exhibit, paragraphs
from cadrage.report.figures.base import NARROW, WIDE, make_figure
from cadrage.report.language import Language
from cadrage.report.palette import OUTLETS, TERMS, colour_of
from cadrage.report.sentences import how, says
from cadrage.report.svg import svg_of


class Page:
    """Shows measures of one study in one language, each outlet and each term in a colour of its own."""

    def __init__(self, study, *, lang: str = "fr"):
        self.study = study
        self.language = Language(lang)
        self.outlet_colours = colour_of(study.outlets, OUTLETS)

    def show(
        self, draw: Callable, measure: pd.DataFrame, *, by: str | None = None, columns: list[str] | None = None
    ) -> Exhibit:
        """A figure with its table, its sentences and its CSV; with ``by``, one for each value of that column."""
        measure = self._ordered(measure)
        if by is not None:
            groups = [self.show(draw, rows, columns=columns) for _, rows in measure.groupby(by, sort=False)]
            return sum(groups, Exhibit("")) if groups else self.say("nothing")
        if measure.empty:
            return self.say("nothing")
        name, title = self._name(draw.__name__, measure), self._title(draw.__name__, measure)
        spoken = says(draw.__name__, measure, self.language)
        html, sets = self._data(draw.__name__, measure, columns)
        pictures = self._pictures(draw, measure, name, title, spoken) if self._drawable(draw.__name__, measure) else ""
        return self._exhibit(name, title, spoken, pictures + html, sets, measure)

    def table(self, measure: pd.DataFrame, *, by: str | None = None, columns: list[str] | None = None) -> Exhibit:
        """A table alone, with its CSV."""
        measure = self._ordered(measure)
        if by is not None:
            groups = [self.table(rows, columns=columns) for _, rows in measure.groupby(by, sort=False)]
            return sum(groups, Exhibit("")) if groups else self.say("nothing")
        if measure.empty:
            return self.say("nothing")
        kind = measure.attrs.get("measure", "table")
        html, sets = self._data(kind, measure, columns)
        return self._exhibit(self._name(kind, measure), self._title(kind, measure), [], html, sets, measure)

    def say(self, key: str, **values) -> Exhibit:
        """A sentence out of the report's words."""
        text = self.language.t(key, **values)
        return Exhibit(paragraphs([text]), plain=text)

    def _exhibit(self, name, title, spoken, body, sets, measure) -> Exhibit:
        foot = how(measure, self.language)
        html = (
            f'<section class="exhibit" id="{name}" aria-labelledby="{name}-h"><h3 id="{name}-h">{escape(title)}</h3>'
            f"{paragraphs(spoken)}{body}{paragraphs([foot], 'method')}</section>"
        )
        return Exhibit(html, sets, "\n".join([title, *spoken]))

    def _data(self, kind: str, measure: pd.DataFrame, columns) -> tuple[str, list]:
        if kind == "calendar":
            return "", []
        html, sets, notes = tables.html_table(measure, self.language, columns=columns)
        title = escape(self._title(kind, measure))
        hint = f'<p class="hint">{escape(self.language.t("table caption"))}</p>' if sets else ""
        file = f"{self._name(kind, measure)}.csv"
        csv = tables.csv_link(tables.csv_of(measure, self._positions(measure)), file, self.language.t("csv"))
        tall = " tall" if len(measure) > 14 else ""
        return (
            f'<div class="data{tall}" role="region" tabindex="0" aria-label="{title}">{html}</div>{notes.html()}<div class="below">{hint}{csv}</div>',
            sets,
        )

    def _ordered(self, measure: pd.DataFrame) -> pd.DataFrame:
        """Frames, outlets and terms in the order in which the study declares them; all else as the measure has it."""
        frames = self.study.codebook.frames
        ranks = {
            "frame": {f: i for i, f in enumerate(frames)},
            "outlet": {o: i for i, o in enumerate(self.study.outlets)},
            "term": {t: i for f in frames.values() for i, t in enumerate(f.terms)}
            if "frame" in measure.columns
            else {},
        }
        keys = [c for c, rank in ranks.items() if rank and c in measure.columns]
        if not keys or "article_id" in measure.columns:
            return measure
        order = pd.DataFrame({c: measure[c].map(ranks[c]).fillna(len(ranks[c])) for c in keys})
        out = measure.loc[order.sort_values(keys, kind="stable").index].reset_index(drop=True)
        out.attrs = measure.attrs
        return out

    def _positions(self, measure: pd.DataFrame):
        """A function that writes counted rows as article and characters, for the CSV."""
        source = getattr(self.study, tables.rows_table(measure), None) if "rows" in measure.columns else None
        if source is None:
            return None
        columns = ["starts", "ends"] if "starts" in source.columns else ["start", "end"]

        def write(rows) -> str:
            picked = source.loc[list(rows), ["article_id", *columns]].itertuples(index=False)
            first = lambda v, pick: v if not hasattr(v, "__len__") else pick(v)  # noqa: E731
            return ";".join(f"{a}:{first(s, min)}-{first(e, max)}" for a, s, e in picked)

        return write

    def _pictures(self, draw, measure, name: str, title: str, spoken: list[str]) -> str:
        options = {"lang": self.language.code, "colours": self._colours(measure)}
        out = []
        for css, width in (("wide", WIDE), ("narrow", NARROW)):
            figure = make_figure(draw, measure, width=width, **options)
            svg = svg_of(figure, name=f"{name}-{css[0]}", title=title, description=" ".join(spoken) or title)
            out.append(f'<div class="drawn {css}">{svg}</div>')
        return "".join(out)

    def _drawable(self, kind: str, measure: pd.DataFrame) -> bool:
        return kind != "calendar" or bool(measure["date"].notna().any())

    def _colours(self, measure: pd.DataFrame) -> dict:
        if "frame" in measure.columns and "term" in measure.columns:
            frame = self.study.codebook.frames.get(measure["frame"].iloc[0])
            return (
                colour_of(list(frame.terms), TERMS) if frame else colour_of(list(dict.fromkeys(measure["term"])), TERMS)
            )
        return self.outlet_colours

    def _title(self, kind: str, measure: pd.DataFrame) -> str:
        by = [c for c in ("cue_class", "speaker_kind", "type") if c in measure.columns]
        key = f"title {kind} {by[0]}" if kind == "parts" else f"title {kind}"
        if kind == "attribution_shares":
            key = "title speakers"
        values = {c: str(measure[c].iloc[0]) for c in ("frame", "outlet") if c in measure.columns}
        frame = self.study.codebook.frames.get(values.get("frame", ""))
        if frame is not None and frame.question:
            values["frame"] = frame.question.rstrip(" \u00a0\u202f?") + self.language.t("question mark")
        return self.language.t(key, **values)

    def _name(self, kind: str, measure: pd.DataFrame) -> str:
        """A name for the figure that is the same in every run: its kind and what it is restricted to."""
        single = {
            c: str(measure[c].iloc[0])
            for c in ("frame", "outlet", "voice")
            if c in measure.columns and measure[c].nunique() == 1
        }
        by = [c for c in ("cue_class", "speaker_kind", "type", "speaker", "reference") if c in measure.columns]
        digest = hashlib.sha256(repr((kind, sorted(single.items()), by)).encode()).hexdigest()[:6]
        return f"{kind.replace('_', '-')}-{digest}"
