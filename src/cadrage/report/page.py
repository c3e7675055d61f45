"""What a notebook holds in its hand: a study, a language, and ``show`` for a figure with its table."""

import hashlib
from collections.abc import Callable
from html import escape

import pandas as pd

from cadrage.report import table as tables
from cadrage.report.arrange import event_name, first, largest, ordered, without_text
from cadrage.report.csv import csv_link, csv_of
from cadrage.report.drawing import picture
from cadrage.report.exhibit import Exhibit, paragraphs
from cadrage.report.figures.base import NARROW, WIDE
from cadrage.report.language import Language
from cadrage.report.links import together
from cadrage.report.live import now_making
from cadrage.report.palette import OUTLETS, TERMS, colour_of
from cadrage.report.places import Places
from cadrage.report.sentences import how, says

# A title may depend on what the table is divided by.
_DIVIDED = ("cue_class", "cue_lemma", "speaker_kind", "type", "speaker", "zone")

# One column, several, or none.
By = str | tuple[str, ...] | None
# Figures of one kind in a row; more are not read, and make the page too large to be mailed.
EXHIBITS = 12
# Counted rows whose positions a table's CSV names, at most.
POSITIONS = 5_000
# Beyond so many articles the CSV of a table of words has counts only.
ARTICLES_OF_WORDS = 1_000


class Page:
    """Shows measures of one study in one language, each outlet and each term in a colour of its own.

    With ``text=False`` nothing is shown that repeats what articles say.
    """

    def __init__(self, study, *, lang: str = "fr", text: bool = True):
        self.study, self.text = study, text
        self.language = Language(lang)
        self.outlet_colours = colour_of(study.outlets, OUTLETS)
        self.places = Places(study)

    def show(self, draw: Callable, measure: pd.DataFrame, *, by: By = None, top: int | None = None) -> Exhibit:
        """A figure with its table, its sentences and its CSV; with ``by``, one for each value of that column (or columns).

        ``top`` shows the first lines only, and says so; the CSV has all.
        """
        return self._each(
            measure, by, draw.__name__, lambda part: self._exhibit(part, draw.__name__, draw=draw, top=top)
        )

    def table(
        self, measure: pd.DataFrame, *, by: By = None, top: int | None = None, columns: list[str] | None = None
    ) -> Exhibit:
        """A table alone, with its CSV."""
        kind = measure.attrs.get("measure", "table")
        return self._each(measure, by, kind, lambda part: self._exhibit(part, kind, top=top, columns=columns))

    def say(self, key: str, **values) -> Exhibit:
        """A sentence out of the report's words."""
        text = self.language.t(key, **values)
        return Exhibit(paragraphs([text]), plain=text)

    def explore(self):
        """An explorer with widgets in a live session; in a report, the way to the passages."""
        from cadrage.report.explorer import Explorer

        return Explorer(self.study, lang=self.language.code)

    def _each(self, measure: pd.DataFrame, by: By, kind: str, make: Callable) -> Exhibit:
        if measure.empty and measure.attrs.get("withheld"):
            return self._instead(kind, "not possible")
        if measure.empty:
            if measure.attrs.get("measure") == "section_counts":
                return self.say("no sections")
            of_terms = tables.rows_table(measure) == "hits" or measure.attrs.get("measure") == "robustness"
            return self._instead(kind, "no frames" if of_terms and not self.study.codebook.frames else "nothing")
        measure = ordered(measure if self.text else without_text(measure), self.study)
        if by is None:
            return make(measure)
        keys = [by] if isinstance(by, str) else list(by)
        parts, every = largest([part for _, part in measure.groupby(keys, sort=False)], EXHIBITS)
        said = self._rest(measure, len(parts), every) if len(parts) < every else Exhibit("")
        return sum(map(make, parts), said)

    def _rest(self, measure: pd.DataFrame, n: int, every: int) -> Exhibit:
        """How many figures follow of how many there could be, and all of their tables as one CSV."""
        name = f"{self._name(measure.attrs.get('measure', 'table'), measure)}-all"
        csv = csv_link(csv_of(measure), f"{name}.csv", self.language)
        text = self.language.t("first exhibits", n=n, all=every)
        return Exhibit(f'<div class="below">{paragraphs([text])}{csv}</div>', plain=text)

    def _instead(self, kind: str, key: str) -> Exhibit:
        """What is said in the place of an exhibit, after its title where that needs no more than the words."""
        text, title = self.language.t(key), f"title {kind}"
        if self.language.has(title) and "{" not in self.language.raw(title):
            text = self.language.t("titled", title=self.language.t(title), text=text)
        return Exhibit(paragraphs([text]), plain=text)

    def _exhibit(self, measure: pd.DataFrame, kind: str, *, draw=None, top=None, columns=None) -> Exhibit:
        name, title = self._name(kind, measure), self._title(kind, measure)
        seen, n, every = first(measure, top)
        spoken = says(kind, measure, self.language)
        if n < every:
            spoken = [*spoken, self.language.t("first lines", n=n, all=every)]
        limit = [self.language.t(f"limit {kind}")] if self.language.has(f"limit {kind}") else []
        # A plane shows all its points, whatever the table below it leaves to the CSV.
        drawn = measure if kind == "correspondence" else seen
        pictures = (
            self._pictures(draw, drawn, name, title, [*spoken, *limit]) if draw and _drawable(kind, drawn) else ""
        )
        data, sets = ("", []) if kind == "calendar" else self._data(name, title, seen, measure, columns)
        html = (
            f'<section class="exhibit" id="{name}" aria-labelledby="{name}-h"><h3 id="{name}-h">{escape(title)}</h3>'
            f"{paragraphs(spoken)}{pictures}{data}{paragraphs(limit, 'limit')}{paragraphs([how(measure, self.language)], 'method')}</section>"
        )
        sets = sets + [c for sentence in spoken for c in getattr(sentence, "sets", ())]
        return Exhibit(html, sets, "\n".join([title, *spoken]))

    def _data(self, name: str, title: str, seen: pd.DataFrame, measure: pd.DataFrame, columns) -> tuple[str, list]:
        html, sets, notes = tables.html_table(seen, self.language, columns=columns, places=self.places)
        said = ["table caption"] + ["whole caption"] * any(c.whole for c in sets)
        hint = f'<p class="hint">{escape(" ".join(map(self.language.t, said)))}</p>' if sets else ""
        csv = csv_link(csv_of(measure, self._positions(measure)), f"{name}.csv", self.language)
        tall = " tall" if html.count("<tr>") > 15 else ""
        box = f'<div class="data{tall}" role="region" tabindex="0" aria-label="{escape(title)}">{html}</div>'
        return f'{box}{notes.html()}<div class="below">{hint}{csv}</div>', sets

    def _positions(self, measure: pd.DataFrame) -> Callable | None:
        """A function that writes counted rows as article and characters, for the CSV."""
        table = tables.rows_table(measure)
        # In a large corpus the positions would be most of the page; the tables on disk have them all.
        if not table or "rows" not in measure.columns or measure["rows"].map(len).sum() > POSITIONS:
            return None
        # Words stand in nearly all articles: where these are many, to read them all takes longer than the report.
        if table == "tokens" and len(self.study.articles) > ARTICLES_OF_WORDS:
            return None
        # All rows at once: a look-up for each line of the table would take longer than all else.
        every = together(measure["rows"])
        # Of the tokens, which may be too many for memory, only those.
        source = self.study.lookup.token_rows(every) if table == "tokens" else getattr(self.study, table, None)
        if source is None or "article_id" not in source.columns or not {"start", "starts"} & set(source.columns):
            return None
        columns = ["starts", "ends"] if "starts" in source.columns else ["start", "end"]
        picked = source.loc[every, ["article_id", *columns]].itertuples()
        # Without text an article is known by its hash.
        articles = self.study.articles[["article_id", "sha256"]] if not self.text else self.study.articles.iloc[:0]
        names = dict(zip(articles["article_id"], articles["sha256"].str[:12], strict=True))
        written = {}
        for label, article, start, end in picked:
            # Content in pieces is named from its first to its last character.
            start, end = (start, end) if not hasattr(start, "__len__") else (min(start), max(end))
            written[label] = f"{article if self.text else names[article]}:{start}-{end}"
        return lambda rows: ";".join(written[int(r)] for r in rows)

    def _pictures(self, draw: Callable, measure: pd.DataFrame, name: str, title: str, spoken: list[str]) -> str:
        options = {"lang": self.language.code, "colours": self._colours(measure)}
        report = now_making()
        make = report.studio.put if report is not None and report.studio is not None else picture
        out = []
        for css, width in (("wide", WIDE), ("narrow", NARROW)):
            names = {"name": f"{name}-{css[0]}", "title": str(title), "description": " ".join(spoken) or str(title)}
            svg = make(draw, measure, width=width, options=options, **names)
            out.append(f'<div class="drawn {css}">{svg}</div>')
        return "".join(out)

    def _colours(self, measure: pd.DataFrame) -> dict:
        if "frame" not in measure.columns or "term" not in measure.columns:
            return self.outlet_colours
        frame = self.study.codebook.frames.get(measure["frame"].iloc[0])
        return colour_of(list(frame.terms) if frame else list(dict.fromkeys(measure["term"])), TERMS)

    def _title(self, kind: str, measure: pd.DataFrame) -> str:
        keys = [f"title {kind} {c}" for c in _DIVIDED if c in measure.columns] + [f"title {kind}"]
        if "kind" in measure.columns and measure["kind"].nunique() == 1:
            keys.insert(0, f"title {kind} {measure['kind'].iloc[0]}")
        key = next((k for k in keys if self.language.has(k)), "title table")
        values = {
            c: self.language.label(measure[c].iloc[0])
            for c in ("frame", "outlet", "actor", "reference")
            if c in measure.columns
        }
        if "event" in measure.columns and "{event}" in self.language.raw(key):
            values["event"] = event_name(measure["event"].iloc[0], self.study, self.language, text=self.text)
        if "reference" in values:
            values["reference"] = self.language.reference(measure["reference"].iloc[0])
        frame = self.study.codebook.frames.get(values.get("frame", ""))
        if frame is not None and frame.question:
            values["frame"] = frame.question.rstrip(" \u00a0\u202f?") + self.language.t("question mark")
        return self.language.t(key, **values)

    def _name(self, kind: str, measure: pd.DataFrame) -> str:
        """A name for the figure that is the same in every run: its kind and what it is restricted to."""
        fixed = ("frame", "outlet", "reference", "voice", "event", "actor", "kind")
        single = {c: str(measure[c].iloc[0]) for c in fixed if c in measure.columns and measure[c].nunique() == 1}
        facts = (kind, sorted(single.items()), sorted(map(str, measure.columns)))
        return f"{kind.replace('_', '-')}-{hashlib.sha256(repr(facts).encode()).hexdigest()[:6]}"


def _drawable(kind: str, measure: pd.DataFrame) -> bool:
    # Without a date no day, without three texts no dispersion: an empty figure would show nothing.
    needed = {"calendar": "date", "dispersion": "dp_norm"}.get(kind)
    return needed is None or bool(measure[needed].notna().any())
