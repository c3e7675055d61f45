"""What a figure says, in words, made from its measure: counts first, then the share, its interval, its limits."""

import numpy as np
import pandas as pd

from cadrage.read.coverage import remarks
from cadrage.report.language import Language
from cadrage.report.links import Count, Sentence
from cadrage.report.sentences_choice import detection
from cadrage.report.sentences_choice import says as _of_choice
from cadrage.report.sentences_statements import says as _of_statements
from cadrage.report.sentences_vocabulary import counting
from cadrage.report.sentences_vocabulary import says as _of_vocabulary
from cadrage.report.table import rows_table

_ELSEWHERE = {**_of_vocabulary, **_of_choice, **_of_statements}


def says(draw_name: str, measure: pd.DataFrame, language: Language) -> list[str]:
    """The sentences of a figure; an empty list where the module has none for it."""
    write = _ELSEWHERE.get(draw_name) or globals().get(f"_{draw_name}")
    return [s for s in write(measure, language) if s] if write and len(measure) else []


def how(measure: pd.DataFrame, language: Language) -> str:
    """How a measure was made, in one line: method in plain words, sizes, confidence, correction, seed."""
    attrs, t = measure.attrs, language.t
    try:
        parts = [t(f"how {attrs.get('measure', '')}")]
    except KeyError:
        return ""
    parts += counting(attrs, language)
    if attrs.get("n_tokens"):
        parts.append(t("how words", n=int(attrs["n_tokens"])))
    if attrs.get("n_texts"):
        texts = t("how texts", n=int(attrs["n_texts"]))
        alone = attrs.get("n_clusters") if attrs.get("unit") and attrs.get("profile") else None
        parts.append(texts if not alone else f"{texts}, {t('how clusters', n=int(alone))}")
    for key in ("carried", "compared"):
        n, every = map(int, attrs.get(key) or (0, 0))
        if n < every:
            parts.append(t(f"how {key}", n=n, all=every))
    if attrs.get("found"):
        parts.append(t("how found"))
    if attrs.get("confidence"):
        parts.append(t("how confidence", share=language.percent(attrs["confidence"])))
    if attrs.get("seed") is not None:
        parts.append(t("how seed", seed=str(attrs["seed"])))
    return " · ".join(parts)


def extremes(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series] | None:
    """The two rows of one term whose shares lie furthest apart, the higher first; None where none differ.

    Outlets with fewer than three uses or a single text are left aside as long as two others remain: their shares
    are 0, ½ or 1 by necessity, and have no interval.
    """
    used = rows[rows["total"] > 0]
    enough = used[(used["total"] >= 3) & used["low"].notna()]
    used = enough if enough["outlet"].nunique() >= 2 else used
    best = None
    for _, one in used.groupby("term", sort=False):
        high, low = one.loc[one["estimate"].idxmax()], one.loc[one["estimate"].idxmin()]
        gap = high["estimate"] - low["estimate"]
        if gap > 0 and (best is None or gap > best[0] + 1e-12):
            best = (gap, high, low)
    return best and best[1:]


def contrast(high: pd.Series, low: pd.Series, language: Language, *, table: str = "") -> list[str]:
    """The difference between two outlets' shares of a term, and what the intervals allow to say of it.

    ``table`` is the one that the rows of the measure point into; without it the counts are no links.
    """
    t = language.t
    first, second = (_side(row, language, table) for row in (high, low))
    second = {f"{k}2": v for k, v in second.items()}
    text = Sentence.of(language, "says choice_shares", term=language.quote(high["term"]), **first, **second)
    bounds = [high["low"], high["high"], low["low"], low["high"]]
    if not np.isfinite(np.array(bounds, dtype=float)).all():
        return [text, t("says not compared")]
    return [text, t("says overlap" if high["low"] <= low["high"] else "says apart")]


def _side(row: pd.Series, language: Language, table: str) -> dict:
    bounds = language.interval(row["low"], row["high"])
    return {
        "outlet": row["outlet"],
        "share": language.percent(row["estimate"]),
        "n": Count.of(int(row["n"]), table, row.get("rows", ()), f"{row['outlet']} · {row['term']}"),
        "total": int(row["total"]),
        "texts": language.t("says in texts", texts=language.t("n texts", n=int(row["n_articles"]))) if row["n"] else "",
        "interval": language.t("says interval", interval=bounds) if bounds else language.t("says no interval"),
    }


def _choice_shares(measure: pd.DataFrame, language: Language) -> list[str]:
    users = measure.loc[measure["total"] > 0, "outlet"].nunique()
    if users < 2:
        return [language.t("says one outlet uses" if users else "says no own use")]
    pair = extremes(measure)
    said = contrast(*pair, language, table=rows_table(measure)) if pair else [language.t("says same shares")]
    return [*said, *detection(measure, language)]


def _term_uses(measure: pd.DataFrame, language: Language) -> list[str]:
    own, attributed, distanced = (
        _all(measure[measure["voice"] == v], language.t(f"voice {v}")) for v in ("narrator", "attributed", "distanced")
    )
    total = int(own + attributed + distanced)
    uses = Sentence.of(language, "n uses", n=_total(measure, total, language, language.t("every voice")))
    counts = {"own": own, "attributed": attributed, "distanced": distanced}
    first = Sentence.of(language, "says term_uses", uses=uses, **counts)
    parts = []
    for term, rows in measure.groupby("term", sort=False):
        every, mine = (
            _all(rows, str(term)),
            _all(rows[rows["voice"] == "narrator"], f"{term} · {language.t('voice narrator')}"),
        )
        if every:
            parts.append(Sentence.of(language, "says term_uses term", term=language.quote(term), own=mine, n=every))
    return [first, Sentence.joined(parts)]


def _all(rows: pd.DataFrame, words: str) -> Count:
    """The sum of counts, and all rows they counted."""
    found = (r for some in rows["rows"] for r in some) if "rows" in rows.columns else ()
    return Count.of(int(rows["n"].sum()), rows_table(rows), found, words)


def _coverage(measure: pd.DataFrame, language: Language) -> list[str]:
    least, most = (measure.loc[getattr(measure["words_median"], f)()] for f in ("idxmin", "idxmax"))
    if len(measure) < 2:
        return [language.t("says coverage one"), *remarks(measure, lang=language.code)]
    said = remarks(measure, lang=language.code)
    lengths = language.t(
        "says lengths", least=least["outlet"], low=round(least["words_median"]), most=most["outlet"],
        high=round(most["words_median"]),
    )  # fmt: skip
    alike = [language.t("says coverage alike")]
    return [*([language.t("says coverage differ", n=len(said)), *said] if said else alike), lengths]


def _total(measure: pd.DataFrame, total: int, language: Language, words: str = "") -> Count:
    """A total with the rows of all its parts, as long as together they are the total."""
    found = (r for some in measure["rows"] for r in some) if "rows" in measure.columns else ()
    return Count.of(total, rows_table(measure), found, words or language.t("browse attributions"))


def _corpus_sizes(measure: pd.DataFrame, language: Language) -> list[str]:
    total, words = int(measure["n_articles"].sum()), int(measure["n_words"].sum())
    articles = language.t("n articles", n=total)
    if len(measure) == 1:
        return [language.t("says corpus_sizes one", articles=articles, words=words)]
    least, most = (measure.loc[getattr(measure["n_articles"], f)()] for f in ("idxmin", "idxmax"))
    outlets = language.t("n outlets", n=len(measure))
    limits = [measure.attrs.get("said", ""), measure.attrs.get("scope", "")]
    if least["n_articles"] == most["n_articles"]:
        return [language.t("says corpus_sizes even", articles=articles, outlets=outlets, words=words), *limits]
    first = language.t(
        "says corpus_sizes", articles=articles, outlets=outlets, words=words, least=least["outlet"],
        low=int(least["n_articles"]), most=most["outlet"], high=int(most["n_articles"]),
    )  # fmt: skip
    return [first, *limits]


def _calendar(measure: pd.DataFrame, language: Language) -> list[str]:
    dates = measure["date"].dropna()
    if dates.empty:
        return [language.t("says no date")]
    first, last = language.date(dates.min()), language.date(dates.max())
    return [language.t("says calendar", first=first, last=last, dated=len(dates), all=len(measure))]


def _speech_shares(measure: pd.DataFrame, language: Language) -> list[str]:
    known = measure.dropna(subset=["estimate"])
    if len(known) < 2:
        return []
    least, most = known.loc[known["estimate"].idxmin()], known.loc[known["estimate"].idxmax()]
    return [
        language.t(
            "says speech_shares",
            low=language.percent(least["estimate"]),
            least=least["outlet"],
            high=language.percent(most["estimate"]),
            most=most["outlet"],
        )  # fmt: skip
    ]


def _speakers(measure: pd.DataFrame, language: Language) -> list[str]:
    named = measure[~measure["speaker"].str.startswith("(")]
    if named["n"].sum() == 0:
        return []
    speaker = named.groupby("speaker", sort=False)["n"].sum().idxmax()
    here = named[named["speaker"] == speaker]
    most = here.loc[here["n"].idxmax()]
    total = int(measure.groupby("outlet")["total"].first().sum())
    return [
        Sentence.of(
            language,
            "says speakers",
            speaker=speaker,
            n=_all(here, str(speaker)),
            total=_total(measure, total, language),
            top=_all(here[here.index == most.name], f"{most['outlet']} · {speaker}"),
            outlet=most["outlet"],
        )
    ]


def _parts(measure: pd.DataFrame, language: Language) -> list[str]:
    by = next(c for c in ("speaker_kind", "cue_class", "type", "zone") if c in measure.columns)
    counts = measure.groupby(by, sort=False)["n"].sum()
    total = int(measure.groupby("outlet")["total"].first().sum())
    if not total:
        return []
    value = counts.idxmax()
    n = _all(measure[measure[by] == value], language.label(value))
    return [
        Sentence.of(language, "says parts", value=language.label(value), n=n, total=_total(measure, total, language))
    ]


def _statement_matrix(measure: pd.DataFrame, language: Language) -> list[str]:
    best = measure.sort_values(["n_outlets"], ascending=False, kind="stable").iloc[0]
    rows = measure[measure["statement_id"] == best["statement_id"]]
    carried, left = rows[rows["carried"] != "not carried"], rows[rows["carried"] == "not carried"]
    verbatim = int((rows["carried"] == "verbatim").sum())
    first = language.t("says statements", n=int(measure["statement_id"].nunique()))
    alike = verbatim == len(carried) > 1
    second = language.t(
        "says statement alike" if alike else "says statement", statement=language.quote(best["label"]),
        carried=len(carried), verbatim=verbatim,
        left=language.t("says left", n=len(left), left=language.join(list(left["outlet"]))) if len(left) else "",
    )  # fmt: skip
    return [first, second]


def _robustness(measure: pd.DataFrame, language: Language) -> list[str]:
    worst = measure.groupby("finding", sort=False)["verdict"].agg(set)
    stands = [f for f, v in worst.items() if not v & {"flips", "weaker"}]
    flips = [f for f, v in worst.items() if "flips" in v]
    standing = language.t("stand", n=len(stands)) if stands else language.t("none stands")
    turning = language.t("reverse", n=len(flips)) if flips else language.t("none reverses")
    first = language.t("says robustness", n=len(worst), stands=standing, flips=turning)
    return [first, language.t("says flipping", findings=language.join(flips)) if flips else ""]


def _correspondence(measure: pd.DataFrame, language: Language) -> list[str]:
    return [language.t("says plane"), str(measure.attrs.get("said") or "")]


def _reliability(measure: pd.DataFrame, language: Language) -> list[str]:
    n, total = int(measure["n"].sum()), int(measure["total"].sum())
    return [language.t("says reliability", n=n, total=total, share=language.percent(n / total))]
