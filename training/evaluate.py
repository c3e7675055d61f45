"""Scores of a pipeline on seq-test, plain and press-like, on the Wikinews test split, and its size and speed."""

import argparse
import json
import statistics
import time
from pathlib import Path

import spacy
import wikinews
from conllu import read_sentences, to_doc
from corpus import plain
from harmonise import trim_features
from presslike import press_articles, raw_form, sentence_spans, view_form
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from tokenizer import build_tokenizer

KEYS = {
    "token_f": "token_f",
    "pos_acc": "pos",
    "morph_acc": "morph",
    "lemma_acc": "lemma",
    "dep_uas": "uas",
    "dep_las": "las",
    "sents_f": "sentence_f",
}


def score(nlp: Language, references: list[Doc]) -> dict[str, float]:
    """spaCy's own scores in percent: the pipeline gets the text of each reference, tokenisation included."""
    scores = nlp.evaluate([Example(nlp.make_doc(r.text), r) for r in references])
    result = {short: round(100 * scores[long], 2) for long, short in KEYS.items() if scores.get(long) is not None}
    return {**result, **inverted_subjects(nlp, references)}


def inverted_subjects(nlp: Language, references: list[Doc]) -> dict[str, int]:
    """Subjects after the verb of an inserted reporting clause: how many there are, how many get label and head."""
    right = total = 0
    for reference, found in zip(references, nlp.pipe(r.text for r in references), strict=True):
        at = {token.idx: token for token in found}
        for token in reference:
            verb = token.head
            if token.dep_ == "nsubj" and verb.dep_ == "parataxis:insert" and verb.i < token.i:
                guess = at.get(token.idx)
                total += 1
                right += guess is not None and guess.dep_ == "nsubj" and guess.head.idx == verb.idx
    return {"inverted_subjects": total, "inverted_subjects_right": right}


def treebank_documents(treebanks: Path, nlp: Language) -> dict[str, list[Doc]]:
    """The test documents: seq-test as it is, and its press-like version in the view's form and as printed."""
    sentences = read_sentences(treebanks / "seq-test.conllu")
    pressed = press_articles([trim_features(s) for s in sentences])
    return {
        "plain": [to_doc(nlp.vocab, g) for g in plain([trim_features(s) for s in sentences])],
        "press": [to_doc(nlp.vocab, view_form(a)) for a in pressed],
        "press_raw": [to_doc(nlp.vocab, raw_form(a, n)) for n, a in enumerate(pressed)],
    }


def entity_scores(nlp: Language, folder: Path) -> dict:
    """Precision, recall and F of the entities on the test split, over all and by label, in percent."""
    binned = wikinews.build(folder, build_tokenizer(nlp))["test"]
    references = list(binned.get_docs(nlp.vocab))
    scores = nlp.evaluate([Example(nlp.make_doc(r.text), r) for r in references])
    rows = {"all": {k: scores[f"ents_{k}"] for k in "prf"}, **scores["ents_per_type"]}
    return {label: {k: round(100 * v, 2) for k, v in row.items()} for label, row in rows.items()}


def speed(nlp: Language, texts: list[str], *, rounds: int = 3) -> int:
    """Words (tokens) a second of processor time on one core, whole pipeline, the median of some rounds."""
    rates = []
    for _ in range(rounds):
        start = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts))
        rates.append(words / (time.process_time() - start))
    return round(statistics.median(rates))


def size_mb(model: Path) -> float:
    """Megabytes of the model on disk (10^6 bytes)."""
    return round(sum(f.stat().st_size for f in model.rglob("*") if f.is_file()) / 1e6, 2)


def in_use(model: Path, treebanks: Path) -> dict[str, float] | None:
    """Scores on the press-like test as the package runs the model, boundaries preset; None without the package.

    ``sentence_f`` is on the trees' sentences, ``sentence_f_joined`` on the sentences the tables count, where a
    quotation and what introduces it are one.
    """
    try:
        from cadrage.annotate.boundaries import numbers
        from cadrage.annotate.pipeline import load
        from cadrage.annotate.quotes import scan
    except ImportError:
        return None
    nlp = load(model=str(model))
    pressed = press_articles([trim_features(s) for s in read_sentences(treebanks / "seq-test.conllu")])
    pressed = [view_form(a) for a in pressed]
    result = score(nlp, [to_doc(nlp.vocab, a) for a in pressed])
    right = found = wanted = 0
    for article in pressed:
        doc = nlp(to_doc(nlp.vocab, article).text)
        spans: dict[int, tuple[int, int]] = {}
        for token, number in zip(doc, numbers(doc, scan(doc.text)), strict=True):
            if not token.is_space:
                first = spans.get(number, (token.idx, 0))[0]
                spans[number] = (first, token.idx + len(token))
        gold, predicted = set(sentence_spans(article)), set(spans.values())
        right, found, wanted = right + len(gold & predicted), found + len(predicted), wanted + len(gold)
    return {**result, "sentence_f_joined": round(200 * right / (found + wanted), 2)}


def evaluate(model: Path, treebanks: Path, news: Path) -> dict:
    """All measures of one model."""
    start = time.process_time()
    nlp = spacy.load(model)
    seconds = time.process_time() - start
    result: dict = {"size_mb": size_mb(model), "load_seconds": round(seconds, 2)}
    documents = treebank_documents(treebanks, nlp)
    for name, references in documents.items():
        result[name] = score(nlp, references)
    used = in_use(model, treebanks)
    if used:
        result["press_in_use"] = used
    if "ner" in nlp.pipe_names:
        result["entities"] = entity_scores(nlp, news)
    result["words_per_second"] = speed(nlp, [text for _, text in wikinews.read_articles(news)[:300]])
    return result


def main() -> None:
    """Print the measures of a model, and write them where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--wikinews", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    scores = json.dumps(evaluate(args.model, args.treebanks, args.wikinews), indent=2, ensure_ascii=False)
    print(scores)
    if args.out:
        args.out.write_text(scores + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
