"""Every place where an actor is named, and how: by name, title, function, metonym, or a label that judges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa

from cadrage.lexicon.aliases import key
from cadrage.measure.stance.actors import Actors, Named, forms_of
from cadrage.measure.stance.mention_rules import Reader
from cadrage.measure.stance.packing import packed, unpacked
from cadrage.measure.stance.sentence import Places

COLUMNS = ["article_id", "outlet", "event", "start", "end", "form", "actor", "actor_kind", "way", "word", "evaluative",
           "first", "sentence", "zone", "voice", "distance", "attribution_id"]  # fmt: skip


def mentions(
    tokens: pd.DataFrame,
    *,
    actors: Mapping[str, Iterable[str]] | None = None,
    attributions: pd.DataFrame | None = None,
    language: str = "fr",
) -> pd.DataFrame:
    """Mentions of declared actors, states, institutions and persons, one row each, in the order of the text.

    The index is the label in ``tokens`` of the mention's head word.  Columns: article_id, outlet, event, start, end,
    form (of the head word), actor, actor_kind (declared, person, institution, state, group), way (name, title,
    function, metonym, label; adjective: « frappes russes »), word (the noun used; empty for a name), evaluative (the noun judges), first (first
    mention of that actor in the article), sentence, zone, voice, distance, attribution_id.  Places (« en Syrie ») are
    no mentions; pronouns are not resolved.

    >>> from cadrage.annotate.example import tokens_of                                   # doctest: +SKIP
    >>> mentions(tokens_of("Le régime syrien a protesté."))["way"].tolist()              # doctest: +SKIP
    ['label']
    """
    lexicon = Actors.of(forms_of(tokens), actors=actors, attributions=attributions, language=language)
    return unpacked(read([tokens], lexicon)[0][0])


def read(batches: Iterable[pd.DataFrame], lexicon: Actors) -> tuple[list[pa.Table], Reader]:
    """The mentions of each batch of tokens (see :func:`mentions`), packed, and the reader that knows who holds which office.

    ``batches`` are gone through twice: a list, or something that starts anew each time.  Articles are whole in a batch.
    """
    reader = Reader(lexicon)
    for tokens in batches:
        reader.learn(tokens)
    found = [packed(_table(tokens, reader.find(tokens), lexicon)) for tokens in batches]
    for k, table in enumerate(found):
        found[k] = packed(_settled(unpacked(table), reader))
    return found, reader


def _settled(table: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """The mentions, now that all has been read that tells whom a function without a name stands for."""
    columns = [table[c].tolist() for c in ("article_id", "actor", "actor_kind", "way", "word")]
    named = [reader.settle(article, Named(*what)) for article, *what in zip(*columns, strict=True)]
    for column, value in (("actor", "actor"), ("actor_kind", "kind")):
        table[column] = pd.Series([getattr(n, value) for n in named], index=table.index, dtype="str")
    proper = table["way"] != "adjective"
    table["first"] = proper & ~table[proper].duplicated(["article_id", "actor"]).reindex(table.index, fill_value=False)
    return table[COLUMNS]


def _table(tokens: pd.DataFrame, rows: list[tuple], lexicon: Actors) -> pd.DataFrame:
    """Mentions with all that their tokens say; which actor they name may still be open."""
    found = pd.DataFrame(rows, columns=["row", "last", "start", "end", "named"]).sort_values("row", kind="stable")
    at = tokens.iloc[found["row"].to_numpy(dtype=int)]
    labels = lexicon.naming.labels
    named = {
        column: pd.Series([getattr(n, value) for n in found["named"]], index=at.index, dtype="str")
        for column, value in (("actor", "actor"), ("actor_kind", "kind"), ("way", "way"), ("word", "word"))
    }
    return pd.DataFrame({
        "article_id": at["article_id"].astype("str"), "outlet": at["outlet"].astype("str"), "event": at["event"].astype("str"),
        "start": found["start"].to_numpy(dtype=int), "end": found["end"].to_numpy(dtype=int), "form": at["form"].astype("str"),
        **named,
        "evaluative": np.array([labels.get(key(n.word), ("", ""))[1] == "evaluative" for n in found["named"]], dtype=bool),
        "sentence": at["sentence"].astype(int), "zone": at["zone"].astype("str"), "voice": at["voice"].astype("str"),
        "distance": at["distance"].astype("str"), "attribution_id": at["attribution_id"].astype("str"),
    }, index=at.index)  # fmt: skip


def camps(reader: Reader, names: Iterable[str]) -> dict[str, str]:
    """Actor → the state it belongs to, for those of ``names`` whose state the texts read or the lexicon tell.

    A state belongs to itself, an institution to the state of its adjective (*présidence russe*, hence the Kremlin), a
    person to that of the function (*le président russe X*, in most of the texts that say so).  Others are left out.
    """
    votes: dict[str, Counter] = {}
    lexicon = reader.lexicon
    for article, held in reader.holders.items():
        for (_, state), people in held.items() if article else ():
            for person in people:
                votes.setdefault(lexicon.of_person(person).actor, Counter())[lexicon.state_of(state, {}) or state] += 1
    return {name: state for name in names if (state := lexicon.state_of(name, votes.get(name, Counter())))}


def covering(tokens: pd.DataFrame, mentions: pd.DataFrame) -> dict:
    """Label of a token → label of the mention that covers it."""
    out: dict = {}
    if mentions.empty:
        return out
    places, labels = Places(tokens), tokens.index.to_numpy()
    for label, *where in zip(mentions.index, *(mentions[c] for c in ("article_id", "start", "end")), strict=True):
        for row in places.rows(*where):
            out.setdefault(labels[row], label)
    return out
