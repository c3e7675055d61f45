"""Choice shares: which of the competing terms of a declared frame an outlet uses, with intervals over texts."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from cadrage.measure.choice.uses import VOICES, outlet_names, usable
from cadrage.measure.table import finish, flag_columns, need, one_of
from cadrage.measure.uncertainty.intervals import clustered_share
from cadrage.measure.uncertainty.ladder import said

_METHOD = "share ΣA/Σ(A+B) over texts; Wilson interval at the effective n with t(G−1)"


def choice_shares(
    hits: pd.DataFrame,
    *,
    frame: str | None = None,
    voice: str | tuple[str, ...] = "all",
    by: str | tuple[str, ...] = (),
    shared: bool = True,
    zone: str | Iterable[str] | None = None,
    outlets: Iterable[str] | None = None,
    articles: pd.DataFrame | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
    confidence: float = 0.95,
    lang: str = "fr",
) -> pd.DataFrame:
    """Each outlet's share of every term within its declared frame, for one voice or several.

    ``voice``: all, narrator (the outlet's own: neither negated nor at a distance), attributed, distanced (negated or
    at a distance).  ``by`` adds columns of hits to the outlet (zone, event); of a single one every outlet has all
    values.  With ``articles`` or ``outlets`` the outlets without a use are listed too; equal texts of an outlet count
    once.

    Columns: frame, outlet, (by), voice, term, n, total (uses of the frame in that voice), estimate, low, high (NaN
    with fewer than two texts), n_articles (texts with the counted use), n_texts (texts behind total), n_all, n_own,
    n_attributed, n_distanced (they add up to n_all), n_eff, deff, flags, note, rows (labels of the counted hits),
    rows_all, rows_own, rows_attributed, rows_distanced (those of the four counts).
    Raises :class:`~cadrage.errors.MeasureError` for an unknown frame, voice, zone or column.
    Source: ratio estimator and design effect, Kish (1965); Wilson (1927).

    >>> hits = pd.DataFrame({"article_id": ["a", "a", "b"], "outlet": "Le Phare", "event": "port", "frame": "port",
    ...     "term": ["blocage", "fermeture", "blocage"], "zone": "body", "voice": ["narrator", "attributed", "narrator"],
    ...     "distance": "none", "negated": False, "shared": False, "excluded": False, "reason": ""})
    >>> table = choice_shares(hits, frame="port", voice="narrator")
    >>> table[["term", "n", "total", "estimate", "n_all", "rows"]].values.tolist()
    [['blocage', 2, 2, 1.0, 2, (0, 2)], ['fermeture', 0, 2, 0.0, 1, ()]]
    """
    voices = (voice,) if isinstance(voice, str) else tuple(voice)
    for v in voices:
        one_of(v, VOICES, "voice")
    by = (by,) if isinstance(by, str) else tuple(by)
    need(hits, by, "hits")
    choice = {"frame": frame, "shared": shared, "zone": zone, "outlets": outlets}
    uses = usable(hits, **choice, articles=articles, clusters=clusters)
    terms = declared_terms(hits, frame)
    names = outlet_names(hits, outlets, articles)
    out = _shares(uses, terms, names, by, voices, confidence, lang)
    behind = out.loc[out["total"] > 0, "n_texts"]
    return finish(
        out, measure="_".join(("choice", "by", *by)) if by else "choice_shares", method=_METHOD, unit="hit", reference="none", correction="none",
        confidence=confidence, voice=",".join(voices), shared="counted" if shared else "left out",
        zone="all" if zone is None else ",".join([zone] if isinstance(zone, str) else zone),
        n_texts=int(uses["article_id"].nunique()), n_clusters=_pairs(uses), **said(behind.to_numpy(), lang=lang),
    )  # fmt: skip


def term_voices(
    hits: pd.DataFrame,
    *,
    frame: str | None = None,
    shared: bool = True,
    zone: str | Iterable[str] | None = None,
    outlets: Iterable[str] | None = None,
    articles: pd.DataFrame | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
    confidence: float = 0.95,
    lang: str = "fr",
) -> pd.DataFrame:
    """In whose voice each outlet uses each term: shares of its own, attributed and distanced uses.

    Columns: frame, outlet, term, voice (narrator, attributed, distanced), n, total (all uses of the term), estimate,
    low, high, n_articles, n_texts, n_eff, deff, flags, note, rows.  Keywords as :func:`choice_shares`.

    >>> hits = pd.DataFrame({"article_id": ["a", "a", "b"], "outlet": "Le Phare", "event": "port", "frame": "port",
    ...     "term": "blocage", "zone": "body", "voice": ["narrator", "attributed", "narrator"],
    ...     "distance": "none", "negated": False, "shared": False, "excluded": False, "reason": ""})
    >>> term_voices(hits)[["voice", "n", "total"]].values.tolist()
    [['narrator', 2, 3], ['attributed', 1, 3], ['distanced', 0, 3]]
    """
    choice = {"frame": frame, "shared": shared, "zone": zone, "outlets": outlets}
    uses = usable(hits, **choice, articles=articles, clusters=clusters)
    names = outlet_names(hits, outlets, articles)
    records = []
    for name, term in declared_terms(hits, frame):
        of_term = uses[(uses["frame"] == name) & (uses["term"] == term)]
        for outlet in names:
            cell = Cell.of(of_term[of_term["outlet"] == outlet])
            for voice in VOICES[1:]:
                key = {"frame": name, "outlet": outlet, "term": term, "voice": voice}
                records.append(key | cell.share(cell.use == voice, confidence=confidence))
    columns = ["frame", "outlet", "term", "voice", *_MEASURED]
    out = pd.DataFrame(records, columns=columns)
    out = out.assign(**_flags(out, lang))[[*columns[:-3], "flags", "note", "rows"]]
    behind = out.loc[out["total"] > 0, "n_texts"].to_numpy()
    return finish(
        out, measure="term_voices", method=_METHOD, unit="hit", reference="none", correction="none",
        confidence=confidence, n_texts=int(uses["article_id"].nunique()), n_clusters=_pairs(uses),
        **said(behind, lang=lang),
    )  # fmt: skip


def declared_terms(hits: pd.DataFrame, frame: str | None) -> list[tuple[str, str]]:
    """The frames and their terms that the table of hits holds: sorted pairs (frame, term)."""
    pairs = hits[["frame", "term"]].astype(str).drop_duplicates()
    pairs = pairs if frame is None else pairs[pairs["frame"] == frame]
    return sorted(map(tuple, pairs.to_numpy().tolist()))


_ZONES = ("headline", "lead", "body")
_ROWS = ("rows_all", "rows_own", "rows_attributed", "rows_distanced")
_FOUR = {"n_own": "narrator", "n_attributed": "attributed", "n_distanced": "distanced"}
_MEASURED = [
    "n",
    "total",
    "estimate",
    "low",
    "high",
    "n_articles",
    "n_texts",
    "n_eff",
    "deff",
    "rows",
    "single",
    "half",
]


class Cell(NamedTuple):
    """The uses of one cell of a table as arrays: number of the text, term, use, outlet, event, index label."""

    text: np.ndarray
    term: np.ndarray
    use: np.ndarray
    outlet: np.ndarray
    event: np.ndarray
    row: np.ndarray

    @classmethod
    def of(cls, uses: pd.DataFrame) -> "Cell":
        """The cell of all rows of a table made by :func:`~cadrage.measure.choice.uses.usable`."""
        return cls(*(uses[name].to_numpy() for name in cls._fields))

    def take(self, where: np.ndarray) -> "Cell":
        """The part of the cell at some positions."""
        return Cell(*(values[where] for values in self))

    def share(self, counted: np.ndarray, *, confidence: float = 0.95) -> dict:
        """Share of the counted uses: estimate, interval, texts, labels of the counted rows.

        ``single`` and ``half`` say that the count comes from one text, or more than half of it from one.
        """
        text = np.unique(self.text, return_inverse=True)[1]
        total = np.bincount(text)
        n = np.bincount(text[counted], minlength=len(total))
        share = clustered_share(n, total, confidence=confidence)
        count, most = int(n.sum()), int(n.max(initial=0))
        return {
            "n": count, "total": int(total.sum()), "estimate": share.estimate, "low": share.low, "high": share.high,
            "n_articles": int((n > 0).sum()), "n_texts": share.n_texts, "n_eff": share.n_eff, "deff": share.deff,
            "rows": tuple(self.row[counted].tolist()),
            "single": 0 < count == most and len(total) > 1, "half": most < count < 2 * most,
        }  # fmt: skip


def _shares(uses, terms, names, by, voices, confidence, lang) -> pd.DataFrame:
    records = []
    for name in dict.fromkeys(frame for frame, _ in terms):
        of_frame = [term for frame, term in terms if frame == name]
        block = uses[uses["frame"] == name]
        whole = Cell.of(block)
        groups = block.groupby(["outlet", *by], sort=False, observed=True).indices if len(block) else {}
        places = {key if isinstance(key, tuple) else (key,): where for key, where in groups.items()}
        for key in _keys(places, names, by):
            cell = whole.take(places.get(key, np.array([], dtype=int)))
            head = {"frame": name, "outlet": key[0], **dict(zip(by, key[1:], strict=True))}
            for voice in voices:
                spoken = cell if voice == "all" else cell.take(np.flatnonzero(cell.use == voice))
                for term in of_frame:
                    uses_of_term = cell.use[cell.term == term]
                    counts = {column: int((uses_of_term == use).sum()) for column, use in _FOUR.items()}
                    counts |= _rows_of_four(cell, term)
                    share = spoken.share(spoken.term == term, confidence=confidence)
                    records.append(head | {"voice": voice, "term": term} | share | counts)
    columns = ["frame", "outlet", *by, "voice", "term", "n", "total", "estimate", "low", "high", "n_articles"]
    columns += ["n_texts", "n_all", *_FOUR, "n_eff", "deff"]
    out = pd.DataFrame(records, columns=[c for c in columns if c != "n_all"] + ["rows", "single", "half", *_ROWS])
    out["n_all"] = out[list(_FOUR)].sum(axis=1)
    return out.assign(**_flags(out, lang))[[*columns, "flags", "note", "rows", *_ROWS]]


def _keys(places: dict, names: list[str], by: tuple[str, ...]) -> list[tuple]:
    """The cells of a table in order: outlets, and with one further column each outlet with all its values."""
    if not by:
        cells = {*places, *((o,) for o in names)}
    elif len(by) == 1:
        seen = dict.fromkeys(key[1] for key in places)
        values = [z for z in _ZONES if z in seen] if by == ("zone",) else sorted(seen, key=str)
        return [(o, v) for o in sorted({*names, *(key[0] for key in places)}, key=str) for v in values]
    else:
        cells = set(places)
    return sorted(cells, key=lambda k: tuple(map(str, k)))


def _rows_of_four(cell: Cell, term: str) -> dict:
    """Labels of the uses of a term, all of them and by voice."""
    mine = cell.term == term
    return {"rows_all": tuple(cell.row[mine].tolist())} | {
        f"rows_{column[2:]}": tuple(cell.row[mine & (cell.use == use)].tolist()) for column, use in _FOUR.items()
    }


def _flags(out: pd.DataFrame, lang: str) -> dict:
    total, texts = out["total"].to_numpy(dtype=float), out["n_texts"].to_numpy(dtype=float)
    estimate = out["estimate"].to_numpy(dtype=float)
    smaller = np.fmin(estimate, 1 - estimate) * total
    # A share of 0 or 1 has nothing to expect on one side; what is few then is the total.
    few = np.where((estimate > 0) & (estimate < 1), smaller < 5, total < 5) & (total > 0)
    facts = {"none": total == 0, "one text": texts == 1, "few": few}
    facts |= {"single text": out["single"].to_numpy(dtype=bool), "one text dominates": out["half"].to_numpy(dtype=bool)}
    return flag_columns(facts, lang=lang)


def _pairs(uses: pd.DataFrame) -> int:
    return len(uses[["outlet", "cluster"]].drop_duplicates())
