"""Who carries which statement, how, and what each outlet leaves out: statement × outlet.

An outlet can only leave out what is said on an event that it covers: it counts as present where it has an article of
the event, the declared one or, where none is declared, the one found (:mod:`~cadrage.measure.statements.events`).
"""

from collections import Counter, defaultdict

import pandas as pd

from cadrage.errors import MeasureError
from cadrage.measure.statements.events import grouped
from cadrage.measure.statements.texts import Texts
from cadrage.measure.table import finish, need

CARRIED = ("verbatim", "reworded", "not carried")
_LABEL = 160
_MATRIX = [
    "statement_id", "event", "outlet", "carried", "n", "voice", "cue", "cue_lemma", "cue_class", "speaker", "variant",
    "similarity", "article_id", "start", "end", "label", "n_outlets", "nearest", "rows",
]  # fmt: skip


def statement_labels(statements: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The model wording of every statement: statement_id, event, label, n_outlets, n, article_id, start, end.

    ``label`` is the text of the model wording's first row, at most 160 characters; ``n`` counts rows.

    >>> statements = pd.DataFrame({"statement_id": ["s1"], "article_id": ["a"], "outlet": ["X"], "event": ["e"],
    ...     "start": [0], "end": [4], "variant": ["A"], "voice": ["attributed"]})
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Rien ne va."]})
    >>> statement_labels(statements, articles)["label"].tolist()
    ['Rien']
    """
    need(statements, ["statement_id", "article_id", "outlet", "event", "start", "end", "variant"], "statements")
    need(articles, ["article_id", "text"], "articles")
    grouped = statements.groupby("statement_id", sort=False)
    # Variant A is the wording that most outlets carry.
    model = statements[statements["variant"] == "A"].drop_duplicates("statement_id").set_index("statement_id")
    text = Texts(articles)
    spans = zip(model["article_id"], model["start"], model["end"], strict=True)
    table = model[["event", "article_id", "start", "end"]].copy()
    table.insert(1, "label", [_cut(text[a][int(s) : int(e)]) for a, s, e in spans])
    table.insert(2, "n_outlets", grouped["outlet"].nunique().reindex(table.index))
    table.insert(3, "n", grouped.size().reindex(table.index))
    return table.reset_index()


def statement_matrix(
    statements: pd.DataFrame,
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    event: str | None = None,
    events: pd.Series | None = None,
    min_outlets: int = 1,
    outlets: list[str] | None = None,
    most: int | None = None,
) -> pd.DataFrame:
    """Statement × outlet, one row for each outlet that has an article on the statement's event.

    ``events`` (article_id → name) are those that the statements were grouped by (``study.events``; default: found
    anew); ``attrs["found"]`` tells how many of those shown nobody declared.

    Columns: statement_id, event (where none is declared, the id of its first article), outlet, carried (verbatim, reworded, not carried), n (rows of the outlet), voice,
    cue, cue_lemma, cue_class and speaker as that outlet gives them, variant, similarity, article_id, start, end (of its
    closest row), label and n_outlets of the statement, nearest and rows (index labels of ``statements``: of that row, and
    of all).  Most carried first;
    ``min_outlets`` drops what fewer outlets carry; with ``most``, that many statements are taken, the most carried
    ones, and ``attrs["carried"]`` says how many of how many.  ``pivot(index="statement_id", columns="outlet",
    values="carried")`` gives the matrix.  Raises :class:`~cadrage.errors.MeasureError` for an unknown event.

    >>> statements = pd.DataFrame({"statement_id": ["s1"], "article_id": ["a"], "outlet": ["X"], "event": ["e"],
    ...     "attribution_id": [None], "start": [0], "end": [4], "similarity": [1.0], "wording": ["verbatim"],
    ...     "variant": ["A"], "voice": ["narrator"]})
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "Y"], "event": "e", "text": "Rien."})
    >>> from cadrage.tables import empty
    >>> statement_matrix(statements, empty("attributions"), articles)[["outlet", "carried"]].values.tolist()
    [['X', 'verbatim'], ['Y', 'not carried']]
    """
    need(statements, ["statement_id", "attribution_id", "similarity", "wording", "voice"], "statements")
    events = grouped(articles) if events is None else events
    statements = statements.assign(event=events.reindex(statements["article_id"].astype(str)).to_numpy(dtype=object))
    if event is not None and event not in set(events):
        known = ", ".join(sorted({name for name in events if name})) or "none"
        raise MeasureError(f"event was expected to be one of {known}, but is {event!r}")
    statements, carried = _most_carried(statements, event, min_outlets, most)
    labels = statement_labels(statements, articles)
    labels = labels.sort_values("n_outlets", ascending=False, kind="stable")
    told = _told(statements, attributions, articles)
    best = _closest(told)
    present: dict[str, dict[str, None]] = defaultdict(dict)
    for e, o in zip(events.reindex(articles["article_id"].astype(str)), articles["outlet"], strict=True):
        present[e].setdefault(o)
    rows = []
    for label in labels.itertuples(index=False):
        everyone = list(present[label.event])
        for outlet in everyone if outlets is None else [o for o in outlets if o in everyone]:
            rows.append(_cell(label, outlet, best.get((label.statement_id, outlet))))
    table = pd.DataFrame(rows, columns=_MATRIX).astype({"n": "int64", "n_outlets": "int64"})
    return finish(table, measure="statement_matrix", method="average linkage of likeness", unit="statement",
                  carried=carried, found=_found(table["event"], articles))  # fmt: skip


def left_out(
    statements: pd.DataFrame,
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    outlet: str | None = None,
    events: pd.Series | None = None,
    min_outlets: int = 2,
    most: int | None = None,
) -> pd.DataFrame:
    """What each outlet does not carry although it has an article of the event and at least ``min_outlets`` others do.

    Columns: outlet, statement_id, event, label, n_outlets (that carry it), carried_by (names), speaker (as most
    outlets give it), article_id, start, end (of the model wording), rows (index labels of ``statements``: one of each
    outlet that carries it).  Most carried first; ``events`` and ``most`` as in :func:`statement_matrix`.

    >>> from cadrage.tables import empty
    >>> columns = ["statement_id", "article_id", "outlet", "event", "attribution_id", "start", "end", "similarity"]
    >>> rows = [("s1", k, k, "e", None, 0, 4, 1.0) for k in "ab"]
    >>> statements = pd.DataFrame(rows, columns=columns).assign(wording="verbatim", variant="A", voice="narrator")
    >>> articles = pd.DataFrame({"article_id": list("abc"), "outlet": list("abc"), "event": "e", "text": "Rien."})
    >>> left_out(statements, empty("attributions"), articles)[["outlet", "carried_by"]].values.tolist()
    [['c', 'a, b']]
    """
    matrix = statement_matrix(statements, attributions, articles, events=events, min_outlets=min_outlets, most=most)
    carried = matrix.attrs.get("carried")
    carriers = matrix[matrix["carried"] != "not carried"].groupby("statement_id", sort=False)
    names = carriers["outlet"].agg(", ".join)
    speakers = carriers["speaker"].agg(lambda values: _most(values))
    table = matrix[matrix["carried"] == "not carried"]
    if outlet is not None:
        table = table[table["outlet"] == outlet]
    # The first row of each carrier in the matrix is its closest one.
    places = carriers["nearest"].agg(lambda values: tuple(map(int, values)))
    told = table["statement_id"]
    table = table[["outlet", "statement_id", "event", "label", "n_outlets"]].assign(
        carried_by=told.map(names), speaker=told.map(speakers), rows=told.map(places)
    )
    mine = statements[statements["statement_id"].isin(told)]
    model = statement_labels(mine, articles)[["statement_id", "article_id", "start", "end"]]
    table = table.merge(model, on="statement_id", how="left")
    table = table.sort_values(["n_outlets", "outlet"], ascending=[False, True], kind="stable")
    found = _found(table["event"], articles)
    return finish(table, measure="left_out", unit="statement", carried=carried, found=found)


def _most_carried(statements, event, min_outlets: int, most: int | None) -> tuple[pd.DataFrame, list[int] | None]:
    """The rows of the statements that are shown; how many these are of how many, where some are left aside."""
    several = statements if event is None else statements[statements["event"] == event]
    outlets = several.groupby("statement_id", sort=False)["outlet"].nunique()
    outlets = outlets[outlets >= min_outlets]
    kept = outlets.sort_values(ascending=False, kind="stable").index[:most]
    carried = [len(kept), len(outlets)] if len(kept) < len(outlets) else None
    return several[several["statement_id"].isin(kept)], carried


def _found(events: pd.Series, articles: pd.DataFrame) -> int | None:
    """How many of some events nobody declared; None where all were."""
    declared = set(articles["event"].dropna().astype(str)) if "event" in articles else set()
    return len(set(events) - declared) or None


def _told(statements, attributions, articles) -> pd.DataFrame:
    """Statement rows with cue and speaker of their attribution, and the words of the cue."""
    need(attributions, ["attribution_id", "cue_start", "cue_end", "cue_lemma", "cue_class", "speaker"], "attributions")
    columns = ["attribution_id", "cue_start", "cue_end", "cue_lemma", "cue_class", "speaker"]
    rows = statements.assign(row=statements.index)
    rows["attribution_id"] = rows["attribution_id"].astype(object)
    given = attributions.loc[attributions["attribution_id"].isin(rows["attribution_id"].dropna()), columns]
    given = given.astype({"attribution_id": object}).drop_duplicates("attribution_id")
    told = rows.merge(given, on="attribution_id", how="left")
    text = Texts(articles)
    told["cue"] = [
        "" if pd.isna(s) else text[a][int(s) : int(e)]
        for a, s, e in zip(told["article_id"], told["cue_start"], told["cue_end"], strict=True)
    ]
    return told


def _closest(told: pd.DataFrame) -> dict[tuple[str, str], dict]:
    """The row that stands for an outlet in a statement, with the outlet's number of rows and their labels.

    The closest one, an attribution before the outlet's own sentence.
    """
    keys = ["statement_id", "outlet"]
    grouped = told.groupby(keys, sort=False)["row"].agg(tuple)
    verbatim = set(map(tuple, told.loc[told["wording"] == "verbatim", keys].to_numpy()))
    ordered = told.assign(own=told["attribution_id"].isna())
    ordered = ordered.sort_values(["own", "similarity", "start"], ascending=[True, False, True], kind="stable")
    found = {}
    for row in ordered.drop_duplicates(keys).to_dict("records"):
        key = (row["statement_id"], row["outlet"])
        found[key] = {**row, "rows": grouped[key], "carried": "verbatim" if key in verbatim else "reworded"}
    return found


def _cell(label, outlet: str, best: dict | None) -> tuple:
    head, tail = (label.statement_id, label.event, outlet), (label.label, label.n_outlets)
    if best is None:
        return (*head, "not carried", 0, "", "", None, None, None, "", float("nan"), None, None, None, *tail, None, ())
    given = [best[c] if isinstance(best[c], str) else None for c in ("cue_lemma", "cue_class", "speaker")]
    place = (best["variant"], best["similarity"], best["article_id"], int(best["start"]), int(best["end"]))
    told = (best["carried"], len(best["rows"]), best["voice"], best["cue"])
    return (*head, *told, *given, *place, *tail, best["row"], best["rows"])


def _most(values: pd.Series) -> str | None:
    """What is given most often; equally often: the first by the alphabet."""
    often = Counter(value for value in values.tolist() if isinstance(value, str))
    return min(often, key=lambda value: (-often[value], value)) if often else None


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LABEL else text[: _LABEL - 1].rstrip() + "…"
