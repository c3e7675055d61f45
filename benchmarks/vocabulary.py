"""Speed of the measures of vocabulary against scikit-learn's CountVectorizer on the same texts, as ratios of one run.

    python benchmarks/vocabulary.py [--articles 4000] [--words 625] [--outlets 10] [--json FILE]

An invented corpus of 10 outlets, 4,000 articles and 2.5 million tokens is drawn (seeded) with word frequencies that
fall as Zipf's law and repeat inside a text, as real words do.  The bound: all measures of vocabulary together take at
most three times what CountVectorizer takes to count the texts; a change of frame or of voice answers in a second.
"""

import argparse
import json
import platform
import time

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer

from cadrage import measure

# At most this many times CountVectorizer, and at most this many seconds for an answer to a click.
BOUND, CLICK = 3.0, 1.0
ONSETS = ("b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "ch", "pr", "tr")
SYLLABLES = [onset + rime for onset in ONSETS for rime in ("a", "e", "i", "o", "u", "é", "ou", "an", "on", "in")]
POS = np.array(["NOUN", "VERB", "ADJ", "ADP", "DET", "PUNCT"], dtype=object)


def words(n: int, rng: np.random.Generator) -> np.ndarray:
    """n different invented words; the frequent ones are short."""
    found: dict[str, None] = {}
    while len(found) < n:
        length = 1 + int(len(found) > 100) + int(rng.integers(0, 3))
        found.setdefault("".join(rng.choice(SYLLABLES, length)), None)
    return np.array(list(found), dtype=object)


def corpus(n_articles: int, n_words: int, n_outlets: int, seed: int = 0) -> tuple[pd.DataFrame, list[str]]:
    """The tokens table of the invented corpus, and its texts."""
    rng = np.random.default_rng(seed)
    vocabulary = words(60_000, rng)
    lemmas = vocabulary[: len(vocabulary) * 2 // 3]
    rank = np.arange(1, len(vocabulary) + 1)
    chance = 1 / (rank + 2.7)
    size = n_articles * n_words
    code = rng.choice(len(vocabulary), size=size, p=chance / chance.sum())
    article = np.repeat(np.arange(n_articles), n_words)
    # A fifth of the words repeats an earlier one of the same article.
    earlier = article * n_words + (rng.random(size) * (np.arange(size) % n_words)).astype(int)
    code = np.where((rng.random(size) < 0.2) & (np.arange(size) % n_words > 0), code[earlier], code)
    # Each outlet has its own liking for a few hundred words.
    outlet = article % n_outlets
    liked = rng.integers(200, 20_000, size=(n_outlets, 300))
    swap = rng.random(size) < 0.02
    code = np.where(swap, liked[outlet, rng.integers(0, 300, size)], code)
    ids = [f"a{k:05d}" for k in range(n_articles)]
    names = [f"Gazette {k}" for k in range(n_outlets)]
    inside = (np.arange(size) % n_words).astype(np.int32)
    tokens = pd.DataFrame(
        {
            "article_id": pd.Categorical.from_codes(article, ids),
            "outlet": pd.Categorical.from_codes(outlet, names),
            "event": pd.Categorical.from_codes(article // n_outlets % 50, [f"e{k}" for k in range(50)]),
            "i": inside,
            "form": pd.Categorical.from_codes(code, vocabulary),
            "lemma": pd.Categorical.from_codes(code % len(lemmas), lemmas),
            "pos": pd.Categorical.from_codes(code % 12 // 2, POS),
            "sentence": inside // 20,
            "zone": pd.Categorical.from_codes((inside > 12).astype(int) * 2, ["headline", "lead", "body"]),
            "voice": pd.Categorical.from_codes((rng.random(size) < 0.3).astype(int), ["narrator", "attributed"]),
            "shared": rng.random(size) < 0.1,
            "boilerplate": np.zeros(size, dtype=bool),
        }
    )
    forms = vocabulary[code].reshape(n_articles, n_words)
    return tokens, [" ".join(line) for line in forms]


def frame_hits(tokens: pd.DataFrame, terms: list[str]) -> pd.DataFrame:
    """A table of hits for some lemmas, as a changed frame gives it."""
    place = np.flatnonzero(tokens["lemma"].isin(terms).to_numpy())
    part = tokens.iloc[place][["article_id", "outlet", "event", "lemma", "zone", "voice", "shared"]].astype(str)
    facts = {"frame": "frame", "distance": "none", "negated": False, "excluded": False, "reason": ""}
    return part.rename(columns={"lemma": "term"}).assign(**facts, shared=part["shared"] == "True")


def timed(what, *args, **keywords):
    """Seconds of one call (of processor time, which other programs do not stretch; on the clock), and its result."""
    start = time.process_time(), time.perf_counter()
    result = what(*args, **keywords)
    return np.array([time.process_time() - start[0], time.perf_counter() - start[1]]), result


def main() -> None:
    """Run once and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=4_000)
    parser.add_argument("--words", type=int, default=625)
    parser.add_argument("--outlets", type=int, default=10)
    parser.add_argument("--json", help="write the figures to this file")
    options = parser.parse_args()
    tokens, texts = corpus(options.articles, options.words, options.outlets)
    base, _ = timed(CountVectorizer().fit_transform, texts)
    seconds = {}
    seconds["count"], counts = timed(measure.count, tokens)
    one = counts.outlets()[0]
    for name in ("tfidf", "keyness", "omnibus", "dispersion", "correspondence"):
        seconds[name], _ = timed(getattr(measure, name), counts)
    seconds["word_shift"], _ = timed(measure.word_shift, counts, outlet=one)
    seconds["separation"], _ = timed(measure.separation, counts, reference="rest")
    seconds["term_tests (BH)"], _ = timed(measure.term_tests, counts, outlet=one, correction="BH")
    total = sum(seconds.values())
    terms = list(counts.terms[np.argsort(-np.asarray(counts.matrix.sum(axis=0)).ravel())[100:104]])
    clicks = {}
    clicks["hits of a changed frame"], hits = timed(frame_hits, tokens, terms)
    voices = ("all", "narrator", "attributed", "distanced")
    clicks["choice_shares"], _ = timed(measure.choice_shares, hits, voice=voices)
    clicks["choice_contrasts (one pair)"], _ = timed(
        measure.choice_contrasts, hits, term=terms[0], pairs=[tuple(counts.outlets()[:2])], n_permutations=1_999
    )
    clicks["count (own voice)"], _ = timed(measure.count, tokens, voice="narrator")
    ratio = total / base
    print(f"{platform.python_implementation()} {platform.python_version()}, numpy {np.__version__}")
    print(f"{options.outlets} outlets, {len(texts):,} articles, {len(tokens):,} tokens, {len(counts.terms):,} lemmas")
    print(f"{'':28} processor   clock   times CountVectorizer")
    for name, value in {"CountVectorizer": base, **seconds, "all measures together": total}.items():
        print(f"{name:28}{value[0]:8.2f} s {value[1]:6.2f} s   {value[0] / base[0]:5.2f}")
    print(f"bound: {BOUND:g} times; here {ratio[0]:.2f} by processor time, {ratio[1]:.2f} by the clock")
    print(f"Answers to a click (bound {CLICK:g} s)")
    for name, value in clicks.items():
        print(f"{name:28}{value[0]:8.2f} s {value[1]:6.2f} s")
    if options.json:
        facts = {"count_vectorizer_s": base.tolist(), "ratio": ratio.tolist()}
        facts |= {
            "seconds": {k: v.tolist() for k, v in seconds.items()},
            "clicks": {k: v.tolist() for k, v in clicks.items()},
        }
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(facts, file, indent=1)


if __name__ == "__main__":
    main()
