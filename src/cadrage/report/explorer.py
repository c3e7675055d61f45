"""An explorer for a live notebook: choose frame, terms, voice, outlets and dates; see shares, passages, an article.

Widgets need a running Jupyter.  Where there is none (a report, an export) the same question is answered by the page's
own passages, whose filters recount as well.
"""

import os
from html import escape

import pandas as pd

from cadrage.evidence import concordance
from cadrage.measure import choice_shares
from cadrage.report.article_view import article_bodies, legend, shown
from cadrage.report.exhibit import MEDIA_TYPE
from cadrage.report.language import ASSETS, Language
from cadrage.report.table import html_table

# Passages shown at once: a screenful, so that a change answers at once on any corpus.
PASSAGES = 40


def is_live() -> bool:
    """Whether a person sits before this kernel: servers name the session, batch runs have none."""
    return any(name in os.environ for name in ("JPY_SESSION_NAME", "VSCODE_PID", "COLAB_RELEASE_TAG"))


class Explorer:
    """Shares, passages and one article for a choice of frame, terms, voice, outlets and dates."""

    def __init__(self, study, *, lang: str = "fr", live: bool | None = None):
        self.study, self.language = study, Language(lang)
        self.live = is_live() if live is None else live
        self.clusters = study.clusters
        self.dates = study.articles.set_index("article_id")["date"]

    def chosen(self, *, frame: str, terms=(), voice: str = "all", outlets=(), since=None, until=None) -> pd.DataFrame:
        """The hits of a choice; empty ``terms`` and ``outlets`` mean all."""
        hits = self.study.hits
        keep = (hits["frame"] == frame).to_numpy()
        if len(terms):
            keep = keep & hits["term"].isin(list(terms)).to_numpy()
        if len(outlets):
            keep = keep & hits["outlet"].isin(list(outlets)).to_numpy()
        if voice != "all":
            keep = keep & (hits["voice"] == voice).to_numpy()
        if since is not None or until is not None:
            day = hits["article_id"].map(self.dates)
            keep = keep & ((day >= (since or day.min())) & (day <= (until or day.max()))).to_numpy()
        return hits[keep]

    def shares(self, hits: pd.DataFrame) -> str:
        """The outlets' shares of the terms among the chosen hits, as an HTML table."""
        if hits.empty:
            return f"<p>{escape(self.language.t('nothing'))}</p>"
        measured = choice_shares(hits, clusters=self.clusters, articles=self.study.articles, lang=self.language.code)
        return f'<div class="cadrage">{html_table(measured, self.language)[0]}</div>'

    def passages(self, hits: pd.DataFrame) -> str:
        """The first passages of the choice, in context, as HTML."""
        lines = concordance(self.study, hits[~hits["excluded"]].head(PASSAGES))
        items = (
            f"<tr><td>{shown(r.outlet)}</td><td style='text-align:right'><bdi>{shown(r.left)}</bdi></td>"
            f"<td><b><bdi>{shown(r.keyword)}</bdi></b></td><td><bdi>{shown(r.right)}</bdi></td></tr>"
            for r in lines.itertuples(index=False)
        )
        said = self.language.t("n uses", n=int((~hits["excluded"]).sum()))
        return f"<p>{escape(said)}</p><table>{''.join(items)}</table>"

    def article(self, article_id: str) -> str:
        """One article with its voices marked, as HTML."""
        return f"{legend(self.language)}{article_bodies(self.study, [article_id], self.language)[article_id]}"

    def widget(self):
        """The explorer as an ipywidgets box."""
        import ipywidgets as widgets

        t, frames = self.language.t, self.study.codebook.frames
        label = self.language.label
        days = sorted(self.dates.dropna().unique())
        frame = widgets.Dropdown(options=list(frames), description=label("frame"))
        terms = widgets.SelectMultiple(description=label("term"), rows=4)
        voices = [(t("every voice"), "all"), *((label(v), v) for v in ("narrator", "attributed"))]
        voice = widgets.Dropdown(options=voices, description=label("voice"))
        outlets = widgets.SelectMultiple(options=self.study.outlets, description=label("outlet"), rows=4)
        names = [(self.language.date(d), d) for d in days]
        dates = widgets.SelectionRangeSlider(options=names or [("", None)], index=(0, max(len(names) - 1, 0)), description=label("date"),
                                             layout=widgets.Layout(width="34rem"))  # fmt: skip
        article = widgets.Dropdown(description=label("article"), layout=widgets.Layout(width="34rem"))
        style = f"<style>{_style()}</style>"
        shares, passages, text = widgets.HTML(), widgets.HTML(), widgets.HTML()

        def reread(_=None):
            since, until = dates.value if names else (None, None)
            hits = self.chosen(
                frame=frame.value, terms=terms.value, voice=voice.value, outlets=outlets.value, since=since, until=until
            )
            shares.value, passages.value = style + self.shares(hits), self.passages(hits)
            titles = self.study.articles.set_index("article_id")["title"]
            article.options = [(titles[a] or a, a) for a in dict.fromkeys(hits["article_id"])]

        def reframe(_=None):
            terms.options = list(frames[frame.value].terms)
            reread()

        def open_article(change):
            text.value = style + self.article(change["new"]) if change["new"] else ""

        article.observe(open_article, "value")
        frame.observe(reframe, "value")
        for control in (terms, voice, outlets, dates):
            control.observe(reread, "value")
        reframe()
        choices = widgets.VBox([widgets.HBox([frame, voice]), widgets.HBox([terms, outlets]), dates])
        return widgets.VBox([choices, shares, passages, article, text])

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        words = escape(self.language.t("explore"))
        static = f'<p class="says">{words} <a href="#passages">{escape(self.language.t("passages"))}</a></p>'
        bundle = {
            "text/plain": self.language.t("explore"),
            "text/html": f"<p>{words}</p>",
            MEDIA_TYPE: {"html": static},
        }
        if self.live and self.study.codebook.frames:
            # A live session gets widgets; only what can be exported is promised to exports.
            bundle |= self.widget()._repr_mimebundle_()
        return bundle


def _style() -> str:
    """The marks of the article view, out of the page's style sheet, with the colours of a light ground."""
    sheet = (ASSETS / "report.css").read_text(encoding="utf-8")
    colours = sheet[sheet.index(":root") : sheet.index("}", sheet.index(":root")) + 1].replace(":root", ".text")
    marks = "\n".join(line for line in sheet.splitlines() if line.startswith((".text", "ul.legend")))
    return f"{colours}{marks}.cadrage td,.cadrage th{{padding:.2rem .6rem;text-align:left}}"
