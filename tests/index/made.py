"""A small corpus of every kind of token, on disk in parts as annotate leaves it."""

import numpy as np
import pandas as pd
import pyarrow as pa

from cadrage import tables
from cadrage.annotate.store import Store
from cadrage.measure.vocabulary.counts import Counts

WORDS = [("Le", "le", "DET"), ("port", "port", "NOUN"), ("ports", "port", "NOUN"), ("Port", "Port", "PROPN"),
         ("l’accord", "accord", "NOUN"), ("l'accord", "accord", "NOUN"), ("annexe", "annexer", "VERB"),
         ("annexion", "annexion", "NOUN"), ("Coeur", "coeur", "NOUN"), ("cœur", "cœur", "NOUN"), ("12", "12", "NUM"),
         (",", ",", "PUNCT"), ("État", "état", "NOUN"), ("ETAT", "état", "NOUN")]  # fmt: skip


def random_tokens(n: int = 11, seed: int = 0) -> pd.DataFrame:
    """Tokens of ``n`` articles of three outlets; the second text is that of the first, in the same outlet."""
    rng = np.random.default_rng(seed)
    frames = []
    for k in range(n):
        size = int(rng.integers(20, 60))
        pick = rng.integers(0, len(WORDS), size)
        form, lemma, pos = zip(*(WORDS[j] for j in pick), strict=True)
        frame = pd.DataFrame({
            # The order of the ids is not the order of the articles.
            "article_id": f"a{(7 * k) % n:02d}", "outlet": f"Outlet {k % 3}", "event": None if k % 2 else "e",
            "i": range(size), "start": np.arange(size) * 9, "end": np.arange(size) * 9 + [len(f) for f in form],
            "form": form, "lemma": lemma, "pos": pos, "morph": "", "head": range(size), "dep": "dep", "entity": "",
            "sentence": np.arange(size) // 8, "zone": rng.choice(["headline", "lead", "body"], size),
            "voice": rng.choice(["narrator", "attributed"], size), "attribution_id": None,
            "distance": rng.choice(["none", "scare-quoted", "hedged"], size), "shared": rng.random(size) < 0.3,
            "boilerplate": rng.random(size) < 0.1,
        })  # fmt: skip
        frames.append(frame)
    copy = frames[0].assign(article_id=frames[1]["article_id"].iloc[0])
    frames[1] = copy
    return tables.make("tokens", pd.concat(frames, ignore_index=True))


def store_of(tokens: pd.DataFrame, folder, *, size: int = 2) -> Store:
    """The tokens in parts of ``size`` articles, their keys being their ids."""
    store = Store(folder)
    ids = tokens["article_id"].astype(str)
    articles = list(dict.fromkeys(ids))
    for number, start in enumerate(range(0, len(articles), size)):
        put(store, number, tokens[ids.isin(articles[start : start + size])])
    return store


def put(store: Store, number: int, tokens: pd.DataFrame) -> None:
    """One part more."""
    ids = list(dict.fromkeys(tokens["article_id"].astype(str)))
    name = f"part-{number:06d}-{ids[0]}.parquet"
    both = {
        table: pa.Table.from_pandas(frame, schema=tables.arrow_schema(table), preserve_index=False)
        for table, frame in (("attributions", tables.empty("attributions")), ("tokens", tokens))
    }
    store.write_part(name, both, ids, {})
    store.home.update(dict.fromkeys(ids, name))


def same_counts(a: Counts, b: Counts) -> None:
    """Asserts that two counts are equal in every part."""
    assert a.terms.tolist() == b.terms.tolist()
    assert a.matrix.toarray().tolist() == b.matrix.toarray().tolist()
    pd.testing.assert_frame_equal(a.texts, b.texts)
    assert (a.profile, a.n_articles) == (b.profile, b.n_articles)
