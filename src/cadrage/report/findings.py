"""The five or six sentences that open a report: made from the measures, each number linked, each with its limit."""

from html import escape

import numpy as np
import pandas as pd

from cadrage.measure import attribution_shares, choice_shares, ladder, term_voices
from cadrage.numbers import whole
from cadrage.report.attempt import declared_contrasts
from cadrage.report.language import Language
from cadrage.report.links import Counted, Link, linked, together
from cadrage.report.sentences import extremes

# More would be read by nobody; the chapters hold the rest.
FRAMES = 2
# Uses on each side below which a difference does not open a report, as long as there is another.
USES = 5
# The threshold that readers know; the exact p stands beside it.
ALPHA = 0.05


class Findings:
    """Collects sentences and the sets of rows that their numbers open."""

    def __init__(self, language: Language):
        self.language, self.items, self.sets, self.opening = language, [], [], ""

    def number(self, table: str, rows, words: str) -> str:
        """A count as a link to the rows counted."""
        counted = Counted(table, rows, words)
        self.sets.append(counted)
        return linked(self.language.number(len(counted.rows)), counted)

    def add(self, key: str, limit: str = "", **values) -> None:
        """A finding; values that are links stand as they are, all others are escaped."""
        safe = {k: v if isinstance(v, Link) else escape(str(whole(v, self.language.code))) for k, v in values.items()}
        text = self.language.t(key, **safe)
        if key == "find corpus":
            self.opening = f"<p>{text}</p>"
            return
        self.items.append(f"<li><p>{text}</p>" + (f'<p class="limit">{escape(limit)}</p>' if limit else "") + "</li>")

    def html(self) -> str:
        t = self.language.t
        return (
            f'<section id="findings" aria-labelledby="findings-h"><h2 id="findings-h">{escape(t("findings"))}</h2>'
            f'{self.opening}<ol>{"".join(self.items)}</ol><p class="hint">{escape(t("findings about"))}</p></section>'
        )


def find(study, language: Language, *, clusters=None) -> Findings:
    """The findings of a study: corpus, competing terms, voices, shared copy, and what cannot be shown."""
    out = Findings(language)
    common = {"articles": study.articles, "clusters": clusters, "lang": language.code}
    sizes = ladder(study.articles, clusters=clusters, lang=language.code)
    _corpus(out, study)
    if len(study.hits):
        declared = declared_contrasts(study, **common).head(FRAMES)
        _choices(out, study, choice_shares(study.hits, voice="narrator", **common), declared)
        _attributed(out, term_voices(study.hits, **common))
    if len(study.attributions):
        _speaker(out, attribution_shares(study.attributions, by="speaker", **common))
    _shared(out, study)
    out.add(
        "find limit",
        language.t("find limit all"),
        said=" ".join(filter(None, [sizes.attrs.get("said"), sizes.attrs.get("scope")])),
    )
    return out


def _corpus(out: Findings, study) -> None:
    t, articles = out.language.t, study.articles
    dates, events = articles["date"].dropna(), int(articles["event"].nunique())
    out.add(
        "find corpus",
        articles=_articles(out, study),
        outlets=t("n outlets", n=len(study.outlets)),
        events=t("find events", events=t("n events", n=events)) if events else "",
        dates=t("find dates", first=out.language.date(dates.min()), last=out.language.date(dates.max()))
        if len(dates)
        else "",
    )


def _articles(out: Findings, study) -> Link:
    """How many articles there are, as a link to all of them."""
    every = out.number("articles", study.articles.index, study.title)
    return Link(out.language.t("n articles", n=len(study.articles), shown={"n": every}))


def _choices(out: Findings, study, shares: pd.DataFrame, declared: pd.DataFrame) -> None:
    """Declared contrasts first; then the frames in which two outlets differ most, by the cautious end of the difference."""
    told = 0
    for row in (
        declared[declared["total"].gt(0) & declared["total_reference"].gt(0)].itertuples() if len(declared) else ()
    ):
        here = shares[(shares["frame"] == row.frame) & (shares["term"] == row.term)].set_index("outlet", drop=False)
        high, low = here.loc[row.outlet], here.loc[row.reference]
        _choice(out, shares, *((high, low) if row.estimate >= 0 else (low, high)), tested=row)
        told += 1
    pairs = []
    frames = set(declared["frame"]) if len(declared) else set()
    for frame, rows in shares[~shares["frame"].isin(frames)].groupby("frame", sort=False):
        pair = extremes(rows)
        if pair is not None:
            high, low = pair
            bounds = (high["low"] - low["high"]) if np.isfinite([high["low"], low["high"]]).all() else -2.0
            # A share of three uses would be read as if it were one of thirty.
            few = min(high["total"], low["total"]) < USES
            pairs.append((few, -bounds, -(high["total"] + low["total"]), str(frame), high, low))
    if told or any(not p[0] for p in pairs):
        pairs = [p for p in pairs if not p[0]]
    for *_, high, low in sorted(pairs, key=lambda p: p[:4])[: max(0, FRAMES - told)]:
        _choice(out, shares, high, low)


def _choice(out: Findings, shares: pd.DataFrame, high: pd.Series, low: pd.Series, *, tested=None) -> None:
    language = out.language
    parts = {}
    for suffix, row in (("", high), ("2", low)):
        same = (shares["frame"] == row["frame"]) & (shares["outlet"] == row["outlet"])
        everything = together(shares.loc[same, "rows"])
        words = f"{row['outlet']} · {language.t('voice narrator')}"
        parts |= {
            f"outlet{suffix}": row["outlet"],
            f"n{suffix}": out.number("hits", row["rows"], f"{words} · {row['term']}") if row["n"] else 0,
            f"total{suffix}": out.number("hits", everything, words),
        }
    out.add("find choice", _limit(language, high, low, tested), term=language.quote(high["term"]), **parts)


def _limit(language: Language, high: pd.Series, low: pd.Series, tested) -> str:
    """What the difference does not show, in words: other articles, chance, or no margin at all."""
    alone = [r["outlet"] for r in (high, low) if not np.isfinite([r["low"], r["high"]]).all()]
    if alone:
        said = language.t("find choice one", outlet=alone[0])
    else:
        bounds = {"i1": language.interval(high["low"], high["high"]), "i2": language.interval(low["low"], low["high"])}
        overlap = (
            "" if tested is not None else language.t("says overlap" if high["low"] <= low["high"] else "says apart")
        )
        said = language.t(
            "find choice limit", outlet=high["outlet"], outlet2=low["outlet"], said=overlap, **bounds
        ).strip()
    if tested is None or not np.isfinite(tested.p):
        return said
    # The test was declared, so it says more than whether two wide intervals overlap.
    if tested.p <= ALPHA:
        often = language.t("often rarely", k=next(k for k in (1000, 100, 20) if tested.p <= 1 / k))
    elif tested.floor > ALPHA:
        often = language.t("often unable", k=int(100 * tested.floor))
    else:
        often = language.t("often commonly", k=round(100 * tested.p))
    return f"{said} {language.t('find chance', often=often, p=language.p(tested.p))}"


def _attributed(out: Findings, uses: pd.DataFrame) -> None:
    """The term that outlets leave most to others, where one is left to them nearly always."""
    best = None
    for (_, term), rows in uses.groupby(["frame", "term"], sort=False):
        every = together(rows["rows"])
        others = together(rows.loc[rows["voice"] != "narrator", "rows"])
        # At least five uses in three texts, four in five of them not the outlets' own.
        if (
            len(every) >= 5
            and rows["n_articles"].sum() >= 3
            and len(others) >= 0.8 * len(every)
            and (best is None or len(others) > len(best[1]))
        ):
            best = (term, others, every)
    if best:
        term, others, every = best
        language = out.language
        n, total = out.number("hits", others, f"{term} · {language.t('not own')}"), out.number("hits", every, str(term))
        out.add("find attributed", language.t("find attributed limit"), term=language.quote(term), n=n, total=total)


def _speaker(out: Findings, shares: pd.DataFrame) -> None:
    language = out.language
    named = shares[~shares["speaker"].astype(str).str.startswith("(") & (shares["n"] > 0)]
    if named.empty:
        return
    totals = named.groupby("speaker", sort=False)["n"].sum()
    speaker = totals.idxmax()
    here = named[named["speaker"] == speaker]
    top = here.loc[here["n"].idxmax()]
    rows = together(here["rows"])
    every = together(shares["rows"])
    out.add(
        "find speaker", language.t("find speaker limit"), speaker=f"{str(speaker)[:1].upper()}{str(speaker)[1:]}", n=out.number("attributions", rows, str(speaker)),
        total=out.number("attributions", every, language.t("browse attributions")), outlet=top["outlet"],
        top=out.number("attributions", top["rows"], f"{top['outlet']} · {speaker}"),
    )  # fmt: skip


def _shared(out: Findings, study) -> None:
    passages = study.passages
    if passages.empty:
        return
    sharing = study.articles.index[study.articles["article_id"].isin(passages["article_id"].unique())]
    n = out.number("articles", sharing, out.language.t("mark copy"))
    every = out.number("articles", study.articles.index, study.title)
    out.add("find shared", out.language.t("find shared limit"), n=n, total=every)
