"""A measure made ready to be shown: in the study's order, its first rows only, without article text where asked."""

import pandas as pd

# What a figure or table has one line for, by measure; all else has a line per row.
LINES = {"statement_matrix": "statement_id", "robustness": "finding", "section_counts": "section"}
# Columns that hold words of articles, beyond counted words and names.
_TEXT = ("label", "before", "after", "example", "frame_yaml", "slots", "wording", "title", "form", "text")


def ordered(measure: pd.DataFrame, study) -> pd.DataFrame:
    """Frames, outlets and terms in the order in which the study declares them; all else as the measure has it."""
    frames = study.codebook.frames
    outlets = {o: i for i, o in enumerate(study.outlets)}
    line = LINES.get(measure.attrs.get("measure", ""))
    if line is not None:
        ranks = {line: {v: i for i, v in enumerate(dict.fromkeys(measure[line]))}}
        ranks |= {"outlet": outlets} if line != "finding" else {}
    elif measure.attrs.get("measure") == "attribution_shares" and "speaker" in measure.columns:
        # Those who have no name, and those pooled, come last.
        ranks = {"speaker": {s: int(str(s).startswith("(")) for s in set(measure["speaker"])}, "outlet": outlets}
    elif ("article_id" in measure.columns and measure.attrs.get("measure") != "left_out") or measure.attrs.get(
        "measure"
    ) in ("correspondence", "candidates"):
        return measure
    else:
        ranks = {"frame": {f: i for i, f in enumerate(frames)}, "outlet": outlets}
        if "frame" in measure.columns:
            ranks["term"] = {t: i for f in frames.values() for i, t in enumerate(f.terms)}
    if "other" in measure.columns:
        ranks["other"] = outlets
    if "zone" in measure.columns:
        ranks["zone"] = {"headline": 0, "lead": 1, "body": 2}
    keys = [c for c, rank in ranks.items() if rank and c in measure.columns]
    if not keys:
        return measure
    order = pd.DataFrame({c: measure[c].map(ranks[c]).astype(float).fillna(len(ranks[c])) for c in keys})
    return _with_attrs(measure.loc[order.sort_values(keys, kind="stable").index].reset_index(drop=True), measure)


def first(measure: pd.DataFrame, top: int | None) -> tuple[pd.DataFrame, int, int]:
    """The first ``top`` lines of a measure, how many they are, and how many there were."""
    line = LINES.get(measure.attrs.get("measure", ""))
    values = list(dict.fromkeys(measure[line])) if line else list(range(len(measure)))
    if top is None or len(values) <= top:
        return measure, len(values), len(values)
    kept = measure[measure[line].isin(values[:top])] if line else measure.head(top)
    return _with_attrs(kept.reset_index(drop=True), measure), top, len(values)


def largest(parts: list[pd.DataFrame], most: int) -> tuple[list[pd.DataFrame], int]:
    """The parts with most lines, in the order in which they came, and how many parts there were."""
    kept = sorted(sorted(range(len(parts)), key=lambda k: (-len(parts[k]), k))[:most])
    return [parts[k] for k in kept], len(parts)


def event_name(name, study, language, *, text: bool = True) -> str:
    """What an event is called: as it was declared; one that was found, after the title of its first article."""
    articles = study.articles
    first = articles[articles["article_id"] == name]
    if name in set(articles["event"].dropna()) or first.empty:
        return language.label(name)
    title = (first["title"].iloc[0] or name) if text else first["sha256"].iloc[0][:12]
    return language.t("found event", title=language.quote(title))


def without_text(measure: pd.DataFrame) -> pd.DataFrame:
    """The measure without words of articles; a statement is then known by its number."""
    out = measure.drop(columns=[c for c in _TEXT if c in measure.columns])
    if "label" in measure.columns and "statement_id" in measure.columns:
        out = out.assign(label=measure["statement_id"])
    return _with_attrs(out, measure)


def _with_attrs(out: pd.DataFrame, measure: pd.DataFrame) -> pd.DataFrame:
    out.attrs = measure.attrs
    return out
