"""The versions of one statement side by side: who wrote it how, differences from the model wording marked."""

from html import escape

import pandas as pd

from cadrage.measure.statements.versions import versions
from cadrage.report.arrange import event_name
from cadrage.report.article_view import shown
from cadrage.report.exhibit import Exhibit, paragraphs
from cadrage.report.links import Counted, linked

# A difference is told by the look of its line, not by colour alone.
MARKS = {"substitution": "mark", "addition": "ins", "omission": "del", "reordering": "i"}


def telling(matrix: pd.DataFrame, top: int = 6) -> list[str]:
    """The statements whose versions teach most: carried by many, reworded by some, and from every event in turn.

    >>> matrix = pd.DataFrame({"statement_id": ["s1", "s1", "s2"], "event": "e", "n_outlets": [2, 2, 1],
    ...     "carried": ["verbatim", "reworded", "verbatim"]})
    >>> telling(matrix)
    ['s1']
    """
    if matrix.empty:
        return []
    carried = matrix[matrix["carried"] != "not carried"]
    told = carried.assign(reworded=carried["carried"] == "reworded")
    facts = told.groupby("statement_id", sort=False).agg(
        event=("event", "first"), n_outlets=("n_outlets", "first"), reworded=("reworded", "sum")
    )
    facts = facts[(facts["n_outlets"] > 1) & (facts["reworded"] > 0)]
    facts = facts.sort_values(["n_outlets", "reworded"], ascending=False, kind="stable")
    turn = facts.groupby("event", sort=False, dropna=False).cumcount()
    return facts.assign(turn=turn).sort_values("turn", kind="stable").index[:top].tolist()


def show_versions(page, matrix: pd.DataFrame, *, top: int = 6, names: list[str] | None = None) -> Exhibit:
    """The versions of the ``top`` most telling statements of a statement matrix, or of those in ``names``."""
    t = page.language.t
    if not page.text:
        return page.say("no text versions")
    names = telling(matrix, top) if names is None else names
    if not names:
        return page.say("no versions")
    return sum((_statement(page, matrix, name) for name in names), Exhibit("")) + Exhibit("", plain=t("versions key"))


def _statement(page, matrix: pd.DataFrame, name: str) -> Exhibit:
    language, t = page.language, page.language.t
    told = matrix[matrix["statement_id"] == name].set_index("outlet")
    every = versions(page.study.statements, page.study.articles, name)
    # One version an outlet: its closest, as in the matrix; the model wording first.
    nearest = {int(r) for r in told["nearest"].dropna()}
    every = every[every["row"].isin(nearest)] if len(nearest) else every
    event = told["event"].iloc[0]
    title = (
        t("title versions", event=event_name(event, page.study, language))
        if isinstance(event, str) and event
        else t("title versions alone")
    )
    left = [o for o in page.study.outlets if o in told.index and told.at[o, "carried"] == "not carried"]
    sets: list[Counted] = []
    cells = "".join(_version(row, told, page, sets) for row in every.itertuples(index=False))
    spoken = [t("says versions", n=len(every)), t("says left out", outlets=language.join(left)) if left else ""]
    marks = "".join(f"<li><{tag}>{escape(t(f'mark {mark}'))}</{tag}></li>" for mark, tag in MARKS.items())
    html = (
        f'<section class="exhibit" id="versions-{name}" aria-labelledby="versions-{name}-h">'
        f'<h3 id="versions-{name}-h">{escape(title)}</h3>{paragraphs(spoken)}'
        f'<ol class="versions">{cells}</ol><ul class="versions-key">{marks}</ul>'
        f"{paragraphs([t('limit versions')], 'limit')}</section>"
    )
    return Exhibit(html, sets, "\n".join([title, *spoken]))


def _version(row, told: pd.DataFrame, page, sets: list[Counted]) -> str:
    """One version: who, how it is introduced, the text with its marks."""
    language, t = page.language, page.language.t
    cell = told.loc[row.outlet]
    counted = Counted("statements", (int(row.row),), f"{row.outlet} · {cell['label']}")
    sets.append(counted)
    how = [language.label(cell["carried"])]
    how += [str(cell["speaker"])] if isinstance(cell["speaker"], str) and cell["speaker"] else []
    how += [language.quote(cell["cue"])] if cell["cue"] else []
    how += [language.label("narrator")] if row.voice == "narrator" else []
    text = "".join(
        f"<{MARKS[mark]}>{shown(piece)}</{MARKS[mark]}>" if mark else shown(piece) for piece, mark in row.pieces
    )
    facts = escape(" · ".join(how))
    link = linked(t("one passage"), counted)
    return f"<li><p><b>{escape(row.outlet)}</b> <small>{facts} · {link}</small></p><blockquote>{text}</blockquote></li>"
