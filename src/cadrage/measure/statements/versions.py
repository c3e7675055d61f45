"""The versions of one statement side by side, differences from the model wording marked."""

import pandas as pd

from cadrage.errors import MeasureError
from cadrage.measure.statements.word_diff import word_differences
from cadrage.measure.statements.word_scan import scan_words
from cadrage.measure.table import finish, need


def versions(statements: pd.DataFrame, articles: pd.DataFrame, statement_id: str) -> pd.DataFrame:
    """Every row of a statement, the model wording first, then by likeness to it.

    Columns: outlet, article_id, start, end, text, wording, variant, voice, similarity, row (index label of
    ``statements``), pieces: a list of (text, mark) that joined give the text, the mark being empty, substitution, addition or reordering against the model
    wording, omission in the model wording for what no other version has.  Raises
    :class:`~cadrage.errors.MeasureError` for an unknown statement.

    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["Le pont a rouvert.", "Le pont rouvre."]})
    >>> statements = pd.DataFrame({"statement_id": "s1", "article_id": ["a", "b"], "outlet": ["X", "Y"], "start": 0,
    ...     "end": [17, 14], "wording": ["verbatim", "reworded"], "variant": ["A", "B"], "voice": "attributed",
    ...     "similarity": [1.0, 0.6]})
    >>> versions(statements, articles, "s1")["pieces"].tolist()[1]
    [('Le pont ', ''), ('rouvre', 'substitution')]
    """
    need(statements, ["statement_id", "article_id", "outlet", "start", "end", "variant", "similarity"], "statements")
    rows = statements[statements["statement_id"] == statement_id]
    if rows.empty:
        raise MeasureError(f"statement_id was expected to be one of the table, but is {statement_id!r}")
    rows = rows.assign(later=rows["variant"] != "A", row=rows.index)
    rows = rows.sort_values(["later", "similarity", "outlet"], ascending=[True, False, True], kind="stable")
    mine = articles[articles["article_id"].isin(rows["article_id"])]
    text = dict(zip(mine["article_id"], mine["text"], strict=True))
    spans = zip(rows["article_id"], rows["start"], rows["end"], strict=True)
    table = rows.assign(text=[text[a][int(s) : int(e)] for a, s, e in spans])
    model = table["text"].iloc[0]
    marked = [_marked(model, other, "b") for other in table["text"].iloc[1:]]
    table["pieces"] = [_of_model(model, table["text"].iloc[1:].tolist()), *marked]
    columns = ["outlet", "article_id", "start", "end", "text", "wording", "variant", "voice", "similarity"]
    columns += ["row", "pieces"]
    return finish(table[columns], measure="versions", unit="version", reference="model wording")


def _marked(model: str, other: str, side: str) -> list[tuple[str, str]]:
    """The text of one side cut into pieces with the mark of each."""
    a, b = scan_words(model), scan_words(other)
    text, words = (other, b) if side == "b" else (model, a)
    pieces, last = [], 0
    for d in sorted(word_differences(a.keys, b.keys), key=lambda d: (getattr(d, f"{side}_start"), d.kind)):
        first, end = (d.b_start, d.b_end) if side == "b" else (d.a_start, d.a_end)
        if first == end:
            continue
        start, stop = words.starts[first], words.ends[end - 1]
        pieces += [(text[last:start], ""), (text[start:stop], d.kind)]
        last = stop
    pieces.append((text[last:], ""))
    return [piece for piece in pieces if piece[0]]


def _of_model(model: str, others: list[str]) -> list[tuple[str, str]]:
    """The model wording, with what none of the other versions has marked as an omission."""
    words = scan_words(model)
    kept = [False] * len(words)
    for other in others:
        gone = [False] * len(words)
        for d in word_differences(words.keys, scan_words(other).keys):
            if d.kind != "reordering":
                gone[d.a_start : d.a_end] = [True] * (d.a_end - d.a_start)
        kept = [k or not g for k, g in zip(kept, gone, strict=True)]
    if not others or all(kept):
        return [(model, "")]
    pieces, last, k = [], 0, 0
    while k < len(words):
        end = k
        while end < len(words) and kept[end] == kept[k]:
            end += 1
        if not kept[k]:
            pieces += [(model[last : words.starts[k]], ""), (model[words.starts[k] : words.ends[end - 1]], "omission")]
            last = words.ends[end - 1]
        k = end
    pieces.append((model[last:], ""))
    return [piece for piece in pieces if piece[0]]
