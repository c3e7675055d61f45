"""The profile of two outlets as a reader sees it: what stands out in sentences, a picture, a table of linked counts."""

from html import escape

import numpy as np
import pandas as pd

from cadrage.report.csv import csv_link, csv_of
from cadrage.report.exhibit import Exhibit, paragraphs
from cadrage.report.figures.stance import profile_summary
from cadrage.report.language import Language
from cadrage.report.links import Count, Counted, Sentence, linked
from cadrage.report.sentences import how

# Sentences about fewer cases than this on either side would tell of single words.
LEAST = 5
SENTENCES = 4


def show_profile(page, measure: pd.DataFrame, *, title: str = "profile_summary", by: str | None = None) -> Exhibit:
    """What stands out, the figure and the table of a summary (:func:`cadrage.measure.stance.profile.summary`).

    The counts open the passages they count.  ``title`` is the key of the title in the report's words; with ``by``
    ("actor") there is one figure and table for each.
    """
    if by is not None and len(measure):
        parts = []
        for _, part in measure.groupby(by, sort=False):
            part.attrs = measure.attrs
            parts.append(show_profile(page, part.reset_index(drop=True), title=title))
        return sum(parts, Exhibit(""))
    if measure.empty:
        return page.say("nothing")
    language, t = page.language, page.language.t
    if not page.text:
        attrs, measure = measure.attrs, measure.assign(words="")
        measure.attrs = attrs
    outlets = list(dict.fromkeys(measure["outlet"]))
    names = {"outlet": outlets[0], "outlet2": outlets[-1], "actor": measure["actor"].iloc[0]}
    name = f"{title.replace('_', '-')}-{Counted('profile', (), '').name[1:5]}-{_slug(measure)}"
    heading = t(f"title {title}", **names)
    spoken = standing_out(measure, language) if len(outlets) == 2 and title == "profile_summary" else []
    # A question nobody gives cause to ask is no row.
    asked = measure.groupby("question")["n"].transform("sum") > 0
    seen = measure[asked].reset_index(drop=True)
    seen.attrs = measure.attrs
    pictures = page._pictures(profile_summary, seen, name, heading, spoken)
    html, sets = profile_table(seen, language)
    sets += [c for sentence in spoken for c in getattr(sentence, "sets", ())]
    csv = csv_link(csv_of(measure), f"{name}.csv", language)
    body = (
        f'<section class="exhibit" id="{name}" aria-labelledby="{name}-h"><h3 id="{name}-h">{escape(heading)}</h3>'
        f'{paragraphs(spoken)}{pictures}<div class="data" role="region" tabindex="0" aria-label="{escape(heading)}">{html}</div>'
        f'<div class="below"><p class="hint">{escape(t("table caption"))}</p>{csv}</div>'
        f"{paragraphs([how(measure, language)], 'method')}</section>"
    )
    return Exhibit(body, sets, "\n".join([heading, *spoken]))


def _slug(measure: pd.DataFrame) -> str:
    return Counted("/".join(sorted(set(measure["outlet"]) | set(measure["actor"]))), (), "").name[1:7]


def standing_out(measure: pd.DataFrame, language: Language) -> list[str]:
    """The widest differences of share between the two outlets, one sentence for each question, and what they are not."""
    t = language.t
    first, second = dict.fromkeys(measure["outlet"])
    sides = [measure[measure["outlet"] == o].set_index(["actor", "question"]) for o in (first, second)]
    gaps = []
    for where, row in sides[0].iterrows():
        other = sides[1].loc[where]
        actor, question = where
        if not language.has(f"says {question}") or min(row["total"], other["total"]) < LEAST:
            continue
        gap = abs(row["estimate"] - other["estimate"])
        # In standard errors of the pooled share: a wide gap over few cases does not come first.
        pooled = (row["n"] + other["n"]) / (row["total"] + other["total"])
        error = np.sqrt(pooled * (1 - pooled) * (1 / row["total"] + 1 / other["total"]))
        if gap > 0 and error > 0:
            gaps.append((-gap / error, question, actor, row, other))
    out, told = [], set()
    for _, question, actor, row, other in sorted(gaps, key=lambda g: g[:3]):
        if question in told or len(out) == SENTENCES:
            continue
        told.add(question)
        outlets = (first, second)
        # The outlet that does it more comes first.
        if other["estimate"] > row["estimate"]:
            row, other, outlets = other, row, outlets[::-1]
        n, n2 = (_count(side, o, actor, question, language) for side, o in zip((row, other), outlets, strict=True))
        of, of2 = (_total(side, o, actor, question, language) for side, o in zip((row, other), outlets, strict=True))
        counts = {"n": n, "total": of, "n2": n2, "total2": of2}
        names = [language.quote(w.split(" (")[0]) for w in row["words"].split(", ") if w]
        words = language.join(names) if names else t("a word")
        never = (
            Sentence.of(language, "never", n=0, total=of2)
            if question == "labelled" and not counts["n2"]
            else Sentence.of(language, "times", n=counts["n2"], total=counts["total2"])
        )
        out.append(
            Sentence.of(
                language,
                f"says {question}",
                actor=actor,
                outlet=outlets[0],
                outlet2=outlets[1],
                words=words,
                second=never,
                **counts,
            )
        )
    close = [t("says profile few")] if out else [t("says profile none")]
    # Above five texts an outlet the ladder only speaks of intervals, which this table has not.
    said = measure.attrs.get("said") if measure.attrs.get("rung") in ("0", "1", "2-3", "4-5") else ""
    return [*out, " ".join(filter(None, [*close, said, measure.attrs.get("scope")]))]


def _count(row: pd.Series, outlet: str, actor: str, question: str, language: Language) -> Count:
    """A count of the summary, with its passages."""
    return Count.of(int(row["n"]), row["rows_of"], row["rows"], f"{outlet} · {actor} · {language.t(f'q {question}')}")


def _total(row: pd.Series, outlet: str, actor: str, question: str, language: Language) -> Count:
    """What a count of the summary is out of, with its passages."""
    what = f"unit {question}"
    named = [outlet] if question == "speaks" else [outlet, actor]
    words = " · ".join([*named, language.t(what) if language.has(what) else ""]).strip(" ·")
    return Count.of(int(row["total"]), row["rows_of"], row["rows_total"], words)


def profile_table(measure: pd.DataFrame, language: Language) -> tuple[str, list[Counted]]:
    """Questions as rows, outlets and actors as columns; each count opens its passages, judging words are spelled out."""
    t = language.t
    outlets, actors = list(dict.fromkeys(measure["outlet"])), list(dict.fromkeys(measure["actor"]))
    cells = measure.set_index(["outlet", "actor", "question"])
    alone = len(actors) == 1
    over = "".join(f'<th scope="colgroup" colspan="{len(actors)}" class="over">{escape(o)}</th>' for o in outlets)
    under = "".join(f'<th scope="col" class="num">{escape(a)}</th>' for _ in outlets for a in actors)
    sets, body = [], []
    for question in dict.fromkeys(measure["question"]):
        line = []
        for outlet in outlets:
            for actor in actors:
                row = cells.loc[(outlet, actor, question)]
                counted = Counted(row["rows_of"], row["rows"], f"{outlet} · {actor} · {t(f'q {question}')}")
                number = "–"
                if row["n"]:
                    sets.append(counted)
                    number = linked(language.number(row["n"]), counted)
                elif row["total"]:
                    number = "0"
                unit = t(f"unit {question}")
                if unit and row["total"]:
                    of = _total(row, outlet, actor, question, language)
                    sets += [of.counted] if of.counted else []
                    number = t("n of total", n=number, total=linked(language.number(of), of.counted))
                if row["words"]:
                    number += f" <small>{escape(row['words'])}</small>"
                line.append(f'<td class="num">{number}</td>')
        unit = t(f"unit {question}")
        head = escape(t(f"q {question}")) + (f" <small>{escape(unit)}</small>" if unit else "")
        body.append(f'<tr><th scope="row">{head}</th>{"".join(line)}</tr>')
    corner = f'<th scope="col" rowspan="2">{escape(t("question head"))}</th>'
    if alone:
        corner, under = (
            corner.replace(' rowspan="2"', ""),
            "".join(f'<th scope="col" class="num">{escape(o)}</th>' for o in outlets),
        )
        return f"<table><thead><tr>{corner}{under}</tr></thead><tbody>{''.join(body)}</tbody></table>", sets
    return f"<table><thead><tr>{corner}{over}</tr><tr>{under}</tr></thead><tbody>{''.join(body)}</tbody></table>", sets
