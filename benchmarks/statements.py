"""How well statements are clustered: B-cubed against clusters made by hand, attributions taken from the gold.

    python benchmarks/statements.py dev       development events of ../shared/gold (clusters: statement_clusters.json)
    python benchmarks/statements.py heldout   held-out events of data/demo (clusters: data/demo/statements.json)

B-cubed (Bagga and Baldwin 1998): for every attribution, the share of its cluster that belongs with it (precision) and
the share of what belongs with it that its cluster has (recall), averaged over attributions.
"""

import argparse
import json
import os
from pathlib import Path

import pandas as pd

from cadrage import tables
from cadrage.annotate import pipeline
from cadrage.annotate.view import View
from cadrage.measure.statements.clusters import THRESHOLD, statements
from cadrage.measure.statements.passages import shared_passages

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("CADRAGE_SHARED", ROOT.parent / "shared"))


def b_cubed(found: dict, true: dict) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of two labellings of the same items.

    >>> b_cubed({"a": 1, "b": 1, "c": 2}, {"a": 1, "b": 1, "c": 1})[:2]
    (1.0, 0.5555555555555555)
    """
    precision = recall = 0.0
    for item in true:
        same_found = {x for x in true if found[x] == found[item]}
        same_true = {x for x in true if true[x] == true[item]}
        both = len(same_found & same_true)
        precision += both / len(same_found) / len(true)
        recall += both / len(same_true) / len(true)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main_statement(table: pd.DataFrame) -> dict:
    """The statement of every attribution; of several the one that most outlets carry, then the longest."""
    rows = table[table["attribution_id"].notna()].assign(length=lambda t: t["end"] - t["start"])
    rows = rows.sort_values(["n_outlets", "length", "start"], ascending=[False, False, True], kind="stable")
    first = rows.drop_duplicates("attribution_id")
    return dict(zip(first["attribution_id"], first["statement_id"], strict=True))


def gold_attributions(articles: pd.DataFrame, gold: dict) -> pd.DataFrame:
    """Gold annotation (article_id → list of attributions) as an attributions table; ids are article:index."""
    rows = []
    for article in articles.itertuples(index=False):
        for k, a in enumerate(gold[article.article_id]):
            rows.append({
                "article_id": article.article_id, "outlet": article.outlet, "event": article.event,
                "attribution_id": f"{article.article_id}:{k}", "type": a["type"],
                "starts": [s for s, _ in a["content"]], "ends": [e for _, e in a["content"]],
                "cue_start": a["cue"][0] if a["cue"] else None, "cue_end": a["cue"][1] if a["cue"] else None,
                "cue_lemma": None, "cue_class": None,
                "source_start": a["source"][0] if a["source"] else None,
                "source_end": a["source"][1] if a["source"] else None, "speaker": a["speaker"],
                "speaker_kind": None, "parent_id": None, "zone": "body", "rule": "gold", "confidence": 1.0,
            })  # fmt: skip
    return tables.make("attributions", rows)


def annotated_tokens(articles: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """Tokens of the articles; voice as the gold attributions have it."""
    said: dict[str, list] = {}
    for row in attributions.itertuples(index=False):
        said.setdefault(row.article_id, []).extend(zip(row.starts, row.ends, strict=True))
    nlp, rows = pipeline.load("fr"), []
    views = [View.of(text) for text in articles["text"]]
    for article, view, doc in zip(articles["article_id"], views, pipeline.docs(nlp, views), strict=True):
        for number, sentence in enumerate(doc.sents):
            for token in sentence:
                start, end = view.back(token.idx, token.idx + len(token.text))
                inside = any(s <= start and end <= e for s, e in said.get(article, ()))
                voice = "attributed" if inside else "narrator"
                if not token.is_space:
                    rows.append((article, start, end, token.text, token.lemma_, token.pos_, number, voice))
    return pd.DataFrame(rows, columns=["article_id", "start", "end", "form", "lemma", "pos", "sentence", "voice"])


def dev_events():
    """(event, articles, gold, clusters) of the development gold."""
    clusters = json.loads((ROOT / "benchmarks" / "statement_clusters.json").read_text())
    for file in ("seed-attributions.json", "written-1.json", "written-2.json"):
        gold = json.loads((SHARED / "gold" / file).read_text())
        for event, groups in clusters[file].items():
            rows, annotation = [], {}
            for name, entry in gold.items():
                if entry.get("event", event) != event:
                    continue
                text = entry.get("text")
                if text is None:
                    name = name[:3]
                    text = (SHARED / "seed-corpus" / f"{name}.txt").read_bytes().decode()
                rows.append({"article_id": name, "outlet": entry.get("outlet", name), "event": event, "text": text})
                annotation[name] = entry["attributions"]
            yield event, articles_table(rows), annotation, groups


def heldout_events():
    """(event, articles, gold, clusters) of the demo's held-out events."""
    from cadrage import Study

    articles = Study.open(ROOT / "data" / "demo").articles
    gold = json.loads((ROOT / "data" / "demo" / "gold.json").read_text())
    for event, groups in json.loads((ROOT / "data" / "demo" / "statements.json").read_text()).items():
        names = {Path(a).stem if a not in gold else a: a for a in articles["article_id"]}
        annotation = {}
        for file, entry in gold.items():
            if entry["event"] == event:
                article = names.get(file) or names[Path(file).stem]
                annotation[article] = entry["attributions"]
        stem = {Path(a).stem: a for a in annotation}
        members = [[f"{stem[Path(file).stem]}:{k}" for file, k in group["members"]] for group in groups]
        part = articles[articles["article_id"].isin(annotation)].reset_index(drop=True)
        yield event, part, annotation, members


def articles_table(rows: list[dict]) -> pd.DataFrame:
    """An articles table with the columns that annotation needs."""
    table = pd.DataFrame(rows).assign(date=pd.NaT, title="", headline_end=0, sha256="")
    table["headline_end"] = [max(0, text.find("\n")) for text in table["text"]]
    return table


def found_by_engine(articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Attributions and tokens as cadrage finds them."""
    from cadrage.annotate.annotator import Annotator

    attributions, tokens = [], []
    for rows in Annotator.load().annotate(articles.itertuples(index=False)):
        attributions += rows.attributions
        tokens.append(pd.DataFrame(rows.tokens))
    return tables.make("attributions", attributions), pd.concat(tokens, ignore_index=True)


def matched(gold: pd.DataFrame, attributions: pd.DataFrame) -> dict:
    """Gold attribution → the found attribution whose content is most like it, if they share half of their characters."""
    contents = {}
    for row in attributions.itertuples(index=False):
        spans = zip(row.starts, row.ends, strict=True)
        contents.setdefault(row.article_id, {})[row.attribution_id] = {k for s, e in spans for k in range(s, e)}
    pairs = {}
    for row in gold.itertuples(index=False):
        mine = {k for s, e in zip(row.starts, row.ends, strict=True) for k in range(s, e)}
        likeness = {
            name: len(mine & other) / len(mine | other) for name, other in contents.get(row.article_id, {}).items()
        }
        best = max(likeness, key=lambda name: (likeness[name], name), default=None)
        if best is not None and likeness[best] >= 0.5:
            pairs[row.attribution_id] = best
    return pairs


def scored(events, *, threshold: float = THRESHOLD, only_listed: bool = False, engine: bool = False) -> pd.DataFrame:
    """B-cubed of every event; with ``engine`` what was not found counts as standing alone."""
    rows = []
    for event, articles, gold, groups in events:
        attributions = gold_attributions(articles, gold)
        if engine:
            given, tokens = found_by_engine(articles)
        else:
            given, tokens = attributions, annotated_tokens(articles, attributions)
        passages = shared_passages(articles, attributions=given)
        found = main_statement(statements(given, articles, tokens, passages, threshold=threshold))
        if engine:
            pairs = matched(attributions, given)
            found = {item: found.get(pairs.get(item), item) for item in attributions["attribution_id"]}
        true = {item: k for k, group in enumerate(groups) for item in group}
        items = true if only_listed else attributions["attribution_id"]
        true = {item: true.get(item, item) for item in items}
        alone = {item: item for item in true}
        rows.append((event, len(true), *b_cubed(found, true), b_cubed(alone, true)[2]))
    return pd.DataFrame(rows, columns=["event", "n", "precision", "recall", "f1", "f1_if_all_alone"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["dev", "heldout"])
    parser.add_argument("--engine", action="store_true", help="attributions as found, not from the gold")
    chosen = parser.parse_args()
    # The hand clusters of the demo list required attributions; optional ones are not scored.
    dev = chosen.what == "dev"
    table = scored(dev_events() if dev else heldout_events(), only_listed=not dev, engine=chosen.engine)
    print(table.to_string(index=False, float_format="%.3f"))
    print(f"mean F1 {table['f1'].mean():.3f}")


if __name__ == "__main__":
    main()
