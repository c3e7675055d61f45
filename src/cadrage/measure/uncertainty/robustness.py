"""Each headline finding again under other defensible choices: what stands, what weakens, what flips.

A finding is a difference between two outlets: of the choice share of a term, or of the rate of a word.  Every choice
is the same computation on other rows, so that a reader sees what the result hangs on.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from cadrage.errors import MeasureError
from cadrage.measure.choice.contrast import by_outlet, contrast, contrasted_terms
from cadrage.measure.choice.shares import Cell, declared_terms
from cadrage.measure.choice.uses import VOICES, usable
from cadrage.measure.table import finish, need, one_of
from cadrage.measure.uncertainty.detector import Detector, corrected_share
from cadrage.measure.uncertainty.robustness_words import NOTHING, least, verdict, word_findings
from cadrage.measure.wording import say

# Names of sections that hold opinion rather than news, as French papers call them.
OPINION = r"opinion|tribune|édito|chronique|débat|idées|point de vue|courrier|carte blanche|billet|humeur"
_NUMBERS = ["estimate", "low", "high", "n", "total", "n_reference", "total_reference", "n_texts", "n_texts_reference"]


def headline_findings(
    hits: pd.DataFrame,
    *,
    frame: str | None = None,
    voice: str = "narrator",
    top: int = 8,
    outlets: Iterable[str] | None = None,
    articles: pd.DataFrame | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
) -> pd.DataFrame:
    """The contrasts of choice shares furthest from zero: first those whose interval leaves zero out.

    Columns: frame, term, outlet, reference, voice; the keywords are those of
    :func:`~cadrage.measure.choice.contrast.choice_contrasts`.
    """
    one_of(voice, VOICES, "voice")
    uses = usable(hits, frame=frame, outlets=outlets, articles=articles, clusters=clusters)
    uses = uses if voice == "all" else uses[uses["use"] == voice]
    found = []
    for name, term in contrasted_terms(declared_terms(hits, frame)):
        cells = by_outlet(uses[uses["frame"] == name])
        for pair in combinations(sorted(cells), 2):
            result = contrast(cells, term, pair, test=False)
            if result["estimate"] == 0:
                continue
            clear = result["low"] > 0 or result["high"] < 0
            texts = min(2, result["n_texts"], result["n_texts_reference"])
            finding = {"frame": name, "term": term, "outlet": pair[0], "reference": pair[1], "voice": voice}
            found.append(((not clear, -texts, -abs(result["estimate"])), finding))
    found.sort(key=lambda pair: pair[0])
    columns = ["frame", "term", "outlet", "reference", "voice"]
    return pd.DataFrame([finding for _, finding in found[:top]], columns=columns)


def robustness(
    hits: pd.DataFrame,
    *,
    findings: pd.DataFrame | list[dict] | None = None,
    articles: pd.DataFrame | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
    tokens=None,
    words: list[dict] | None = None,
    opinion: str = OPINION,
    detector: Detector | None = None,
    top: int = 8,
    lang: str = "fr",
) -> pd.DataFrame:
    """Findings on choice shares (and, with ``tokens``, on words) under other defensible choices.

    ``findings``: rows with frame, term, outlet, reference and voice (default :func:`headline_findings`); ``words``:
    dicts with term, outlet and reference for rates of lemmas in ``tokens``: a table of them, or what looks words up
    without it (``study.lookup``).  Choices: base, every voice, own voice,
    no headline, no opinion (sections that match ``opinion``; needs ``articles``), one per event (first article of an
    outlet), no shared (copy), form (only uses in the term's own form; words: its commonest form), leave one out (the
    least favourable), other prior (words: log-odds with ten times the default prior), detector (the outlet's own or
    attributed uses, where ``detector`` is given: its measured error taken out of the shares and into the intervals).

    Columns: kind (share, word), finding, frame, term, outlet, reference, voice, choice, choice_label, estimate (difference of shares;
    words: log ratio), low, high, n, total, n_reference, total_reference, n_texts, n_texts_reference, verdict, note,
    rows, rows_reference.  Verdict: flips (sign turned), weaker (less than half, or its interval now holds 0 and did
    not), stands, cannot say (a side has nothing left, or
    the articles have no section or no event: the note says so).  Raises :class:`~cadrage.errors.MeasureError` for a finding on
    a term or outlet that is not there.

    >>> hits = pd.DataFrame({"article_id": list("abcd"), "outlet": ["Phare"] * 2 + ["Ancre"] * 2, "event": "port",
    ...     "frame": "port", "term": ["blocage", "blocage", "fermeture", "fermeture"], "form": "blocage", "zone": "body",
    ...     "voice": "narrator", "distance": "none", "negated": False, "shared": [False, True, False, False],
    ...     "excluded": False})
    >>> table = robustness(hits, findings=[dict(frame="port", term="blocage", outlet="Phare", reference="Ancre",
    ...                                         voice="narrator")])
    >>> table[["choice", "estimate", "verdict"]].values.tolist()[-2:]
    [['form', nan, 'cannot say'], ['leave one out', 1.0, 'stands']]
    """
    if findings is None:
        findings = headline_findings(hits, top=top, articles=articles, clusters=clusters)
    rows = findings.to_dict("records") if isinstance(findings, pd.DataFrame) else list(findings)
    records: list[dict] = []
    uses = usable(hits, articles=articles, clusters=clusters) if rows else None
    for finding in rows:
        records += _of_shares(hits, uses, finding, articles, opinion, detector)
    if words and tokens is None:
        raise MeasureError("findings on words were expected to come with tokens=, but there are none")
    if words:
        # Imported here: what looks words up is made of measures.
        from cadrage.lookup import InTokens

        places = InTokens(tokens) if isinstance(tokens, pd.DataFrame) else tokens
        kept = kept_articles(places.words, articles, opinion)
        records += word_findings(words, places, kept, lang=lang, clusters=clusters, articles=articles)
    columns = [
        "kind",
        "finding",
        "frame",
        "term",
        "outlet",
        "reference",
        "voice",
        "choice",
        *_NUMBERS,
        "verdict",
        "rows",
    ]
    out = pd.DataFrame(records, columns=[*columns, "rows_reference", "lacking"])
    out.insert(8, "choice_label", [say(f"choice {choice}", lang) for choice in out["choice"]])
    small = out[["n_texts", "n_texts_reference"]].min(axis=1)
    lacking = [say(f"lacking {key}", lang) if isinstance(key, str) else "" for key in out.pop("lacking")]
    gone = [say("nothing left", lang) if v == "cannot say" else "" for v in out["verdict"]]
    single = [say("one text", lang) if n == 1 else "" for n in small]
    notes = [why or empty or few for why, empty, few in zip(lacking, gone, single, strict=True)]
    out.insert(out.columns.get_loc("rows"), "note", notes)
    return finish(
        out, measure="robustness", method="the finding recomputed under each choice", reference="pairwise",
        correction="none", n_findings=int(out["finding"].nunique()),
    )  # fmt: skip


def board(table: pd.DataFrame) -> pd.DataFrame:
    """A robustness table as a board: one row per finding, one column per choice, the verdict in each cell.

    >>> board(pd.DataFrame({"finding": ["X"] * 2, "choice": ["base", "form"], "verdict": ["stands", "flips"]}))
      finding    base   form
    0       X  stands  flips
    """
    need(table, ["finding", "choice", "verdict"], "the table")
    order = list(dict.fromkeys(table["choice"]))
    wide = table.pivot(index="finding", columns="choice", values="verdict")[order]
    wide = wide.reindex(list(dict.fromkeys(table["finding"]))).reset_index()
    wide.columns.name = None
    return finish(wide, measure="board", method="verdicts of robustness")


def _of_shares(hits, uses: pd.DataFrame, finding: dict, articles, opinion, detector) -> list[dict]:
    pair, term = (str(finding["outlet"]), str(finding["reference"])), str(finding["term"])
    voice = finding.get("voice", "narrator")
    known = hits.loc[(hits["frame"] == str(finding["frame"])).to_numpy(), ["term", "outlet"]]
    for column, wanted in (("term", [term]), ("outlet", pair)):
        missing = next((w for w in wanted if w not in set(known[column].unique())), None)
        if missing is not None:
            raise MeasureError(f"a finding was expected to name a {column} with uses in its frame, but has {missing!r}")
    uses = uses[uses["frame"] == str(finding["frame"])]
    # Texts are numbered as they come in the frame.
    uses = uses.assign(text=pd.factorize(uses["cluster"])[0])
    uses = uses[uses["outlet"].isin(pair)]
    variants = _variants(uses, voice, articles, opinion)
    results = {
        name: NOTHING | {"lacking": name} if part is None else contrast(by_outlet(part), term, pair, test=False)
        for name, part in variants.items()
    }
    results["leave one out"] = _worst(variants["base"], term, pair, results["base"]["estimate"])
    if voice in ("narrator", "attributed") and detector is not None:
        results["detector"] = _with_detector(uses, term, pair, voice, results["base"], detector)
    head = {"finding": f"{term} : {pair[0]} / {pair[1]}", "frame": finding["frame"], "term": term}
    head |= {"outlet": pair[0], "reference": pair[1], "voice": voice, "kind": "share"}
    return [head | {"choice": name} | result | verdict(results["base"], result) for name, result in results.items()]


def _variants(uses: pd.DataFrame, voice: str, articles, opinion: str) -> dict[str, pd.DataFrame | None]:
    """The uses that each choice keeps; None for a choice that the tables cannot make."""
    spoken = uses if voice == "all" else uses[uses["use"] == voice]
    out = {"base": spoken}
    if voice != "all":
        out["every voice"] = uses
    if voice != "narrator":
        out["own voice"] = uses[uses["use"] == "narrator"]
    out["no headline"] = spoken[spoken["zone"] != "headline"]
    for name, kept in kept_articles(spoken, articles, opinion).items():
        out[name] = None if kept is None else spoken[spoken["article_id"].isin(kept)]
    out["no shared"] = spoken[~spoken["shared"].to_numpy(dtype=bool)]
    if "form" in spoken:
        # Every term of the frame in its own form only, or the terms would no longer compete on equal footing.
        out["form"] = spoken[spoken["form"].astype(str).str.casefold() == spoken["term"].str.casefold()]
    return out


def kept_articles(rows: pd.DataFrame, articles: pd.DataFrame | None, opinion: str) -> dict[str, set[str] | None]:
    """Articles kept without the opinion section, and with one article per outlet and event (the first by date).

    None where the articles have no section, or no event.
    """
    ids = rows["article_id"].astype(str)
    out: dict[str, set[str] | None] = {"no opinion": None, "one per event": None}
    if articles is not None and "section" in articles and articles["section"].notna().any():
        column = articles["section"].astype(object).where(articles["section"].notna(), "").astype(str)
        # Sections are few, articles many.
        names = pd.Series(column.unique())
        names = names[names.str.contains(opinion, case=False, regex=True)]
        of_opinion = column.isin(names).to_numpy()
        out["no opinion"] = set(ids) - set(articles.loc[of_opinion, "article_id"].astype(str))
    if "event" in rows and rows["event"].notna().any():
        first = pd.DataFrame(
            {"article": ids, "outlet": rows["outlet"].astype(str), "event": rows["event"].astype(object)}
        )
        first = first.drop_duplicates("article").sort_values("article")
        if articles is not None and "date" in articles:
            dates = articles.set_index(articles["article_id"].astype(str))["date"]
            first["date"] = pd.to_datetime(dates).reindex(first["article"]).to_numpy()
            first = first.sort_values(["date", "article"])
        alone = first["event"].isna()
        out["one per event"] = set(first.loc[alone, "article"]) | set(
            first[~alone].drop_duplicates(["outlet", "event"])["article"]
        )
    return out


def _worst(spoken: pd.DataFrame, term: str, pair, base: float) -> dict:
    """The contrast without the text whose absence hurts it most; NaN where a side would be left without a text."""
    whole = Cell.of(spoken)
    texts, text = np.unique(whole.text, return_inverse=True)
    own, first = whole.term == term, whole.outlet == pair[0]
    shares = []
    for side in (first, ~first):
        uses, n = (np.bincount(text[mine], minlength=len(texts)) for mine in (side & own, side))
        with np.errstate(divide="ignore", invalid="ignore"):
            shares.append((uses.sum() - uses) / (n.sum() - n))
    score = (shares[0] - shares[1]) * np.sign(base)
    worst = least(np.where(np.isnan(shares[0] - shares[1]), -np.inf, score))
    rest = spoken if worst is None else spoken[text != worst]
    return contrast(by_outlet(rest), term, pair, test=False)


def _with_detector(uses, term: str, pair, voice: str, base: dict, detector: Detector) -> dict:
    """The contrast of shares that the detector's measured error was taken out of (:func:`corrected_share`)."""
    sides = []
    for outlet in pair:
        whole = Cell.of(uses[(uses["outlet"] == outlet).to_numpy()])
        terms = sorted(set(whole.term) | {term})
        counts = [[int(((whole.term == t) & (whole.use == use)).sum()) for t in terms] for use in VOICES[1:3]]
        spoken = whole.take(np.flatnonzero(whole.use == voice))
        share = spoken.share(spoken.term == term)
        known = {"voice": voice, "n_eff": share["n_eff"], "n_texts": share["n_texts"]}
        sides.append(corrected_share(*counts, terms.index(term), detector, **known))
    (first, low, high), (second, low_2, high_2) = sides
    difference = first - second
    down, up = np.hypot(first - low, high_2 - second), np.hypot(high - first, second - low_2)
    return base | {"estimate": difference, "low": difference - down, "high": difference + up}
