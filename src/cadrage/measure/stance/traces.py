"""What each outlet does with each actor, occurrence by occurrence: what the profile of outlet × actor counts.

Who gets to speak and how, whose words are kept at a distance, who acts and who is acted upon, how each is named, which
words judge it.  Every number carries the rows it counted; none is a measure of bias, and they are never summed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from cadrage.measure.stance.actors import Actors, forms_of
from cadrage.measure.stance.distances import distances
from cadrage.measure.stance.evaluative import evaluations
from cadrage.measure.stance.mentions import camps, read
from cadrage.measure.stance.naming import named_sets
from cadrage.measure.stance.packing import packed, texts_of, united, unpacked
from cadrage.measure.stance.roles import acts, nationalities_of, roles
from cadrage.measure.stance.speech import with_actor
from cadrage.memory import give_back

# What measures count by.  Where each occurrence stands is on disk: its label is that of its token.
COUNTED = {
    "mentions": ["article_id", "outlet", "actor", "way", "word", "form", "evaluative", "first", "voice"],
    "acts": ["article_id", "outlet", "actor", "role", "filler", "voice"],
    "distances": ["article_id", "outlet", "actor", "mark", "form", "start", "end"],
    "evaluations": ["article_id", "outlet", "actor", "link", "polarity", "form"],
    "attributions": ["actor", "words"],
    "sides": ["actor", "side"],
    "named": ["article_id", "outlet", "event", "frame", "term", "zone", "voice", "distance", "negated", "shared",
              "excluded"],
}  # fmt: skip
SAID = ["article_id", "outlet", "type", "zone", "cue_class", "speaker", "speaker_kind"]


class Traces(NamedTuple):
    """The occurrences behind a profile: mentions, acts, distances, evaluations (indexed by token), attributions by actor.

    Then ``sides`` (actor, side: the state it belongs to, empty where none is known) and ``named`` (uses of the sets of
    :func:`~cadrage.measure.stance.naming.named_sets`).
    """

    mentions: pd.DataFrame
    acts: pd.DataFrame
    distances: pd.DataFrame
    evaluations: pd.DataFrame
    attributions: pd.DataFrame
    sides: pd.DataFrame
    named: pd.DataFrame


def traces(study, *, whole: bool = False) -> Traces:
    """Everything that a study's texts do with actors: the input of :func:`~cadrage.measure.stance.profile.profile`.

    Found a thousand articles at a time and kept with the tables, because it takes a tenth of the time of annotation.
    The tables have the columns that measures count by, text as categories (:data:`COUNTED`); ``whole`` ones have all.
    """
    declared = repr(sorted((name, list(phrases)) for name, phrases in study.codebook.actors.items()))
    found: dict[str, pd.DataFrame] = {}

    def table(name: str) -> pd.DataFrame:
        def make() -> pd.DataFrame:
            if not found:
                found.update(find(study.batches, study.attributions, study.codebook)._asdict())
            # What is on disk is let go.
            return found.pop(name)

        kept = study.derived(f"stance-{name}", sys.modules[__name__], make, declared, None if whole else COUNTED[name])
        if not whole and "article_id" in kept:
            # The names of a hundred thousand articles are in memory once, not once a table.
            kept["article_id"] = kept["article_id"].astype(articles)
        return kept

    articles = pd.CategoricalDtype(study.articles["article_id"])
    every = Traces(*(table(name) for name in Traces._fields))
    # On disk stands only what the attributions do not say themselves.
    said = study.attributions if whole else study.attributions[SAID].astype("category")
    return every._replace(attributions=said.assign(**every.attributions[["actor", "words"]]))


def find(batches: Callable[..., Iterator[pd.DataFrame]], attributions: pd.DataFrame, codebook) -> Traces:
    """The traces of all batches of tokens; ``attributions`` come back with the columns actor and words alone."""
    language = codebook.language
    forms: set[str] = set()
    for tokens in batches(["form"]):
        forms |= forms_of(tokens)
    lexicon = Actors.of(forms, actors=codebook.actors, attributions=attributions, language=language)
    nationalities = nationalities_of(forms, language)
    named, reader = read(_Again(batches), lexicon)
    give_back()
    said = attributions.groupby("article_id", observed=True).indices
    parts: tuple[list[pa.Table], ...] = tuple([] for _ in range(6))
    known = {"language": language, "lexicon": lexicon, "nationalities": nationalities}
    for tokens in batches():
        rows = [said[a] for a in tokens["article_id"].unique() if a in said]
        reported = attributions.iloc[np.concatenate(rows) if rows else []]
        for found, table in zip(parts, _of_batch(tokens, unpacked(named.pop(0)), reported, **known), strict=True):
            found.append(packed(table))
        # Else it is there while the next one is read.
        del tokens
    names = sorted(texts_of(parts[0], "actor") | texts_of(parts[4], "actor"))
    side = camps(reader, names)
    # All that was learned of the corpus goes before the tables are put together.
    del reader, lexicon, known, said
    give_back()
    *occurrences, spoken, sets = map(united, parts)
    spoken = spoken.reindex(attributions.index)
    sides = pd.DataFrame({"actor": names, "side": [side.get(name, "") for name in names]}, dtype="str")
    return Traces(*occurrences, spoken, sides, sets)


def _of_batch(
    tokens: pd.DataFrame,
    mentions: pd.DataFrame,
    reported: pd.DataFrame,
    *,
    language: str,
    lexicon: Actors,
    nationalities: frozenset[str],
) -> tuple[pd.DataFrame, ...]:
    """The first six tables of :class:`Traces` for the articles of a batch."""
    return (
        mentions,
        acts(roles(tokens, language=language, nationalities=nationalities), tokens, mentions),
        distances(tokens, mentions, reported, language=language, lexicon=lexicon),
        evaluations(tokens, mentions, language=language),
        with_actor(reported, tokens, mentions, lexicon=lexicon)[["actor", "words"]],
        named_sets(tokens, reported, mentions, language=language),
    )


class _Again:
    """Batches that can be gone through several times."""

    def __init__(self, batches: Callable[..., Iterator[pd.DataFrame]]):
        self.batches = batches

    def __iter__(self) -> Iterator[pd.DataFrame]:
        return self.batches()


def by_camp(found: Traces) -> Traces:
    """The same traces with each actor replaced by the state it belongs to (:func:`cadrage.measure.stance.mentions.camps`).

    Who belongs to none keeps no actor; « the Kremlin », « Moscow » and « the Russian president » become one side.
    """
    side = dict(zip(found.sides["actor"], found.sides["side"], strict=True))
    joined = {name: getattr(found, name) for name in Traces._fields[:5]}
    return found._replace(**{k: t.assign(actor=_side(t["actor"], side)) for k, t in joined.items()})


def _side(actors: pd.Series, side: dict[str, str]) -> pd.Categorical:
    """The side of each actor, looked up once for each name."""
    numbers, names = pd.factorize(actors)
    # Who is missing has the last number.
    number, sides = pd.factorize(np.array([*(side.get(name, "") for name in names), ""], dtype=object))
    return pd.Categorical.from_codes(number[numbers], sides)


def main_actors(found: Traces, *, declared: Iterable[str] = (), tops: int = 2) -> list[str]:
    """The actors a profile is about: declared ones that occur, then those most often named and made to speak.

    >>> main_actors(Traces(*[pd.DataFrame({"actor": []})] * 7))
    []
    """
    counts = (t["actor"].value_counts() for t in (found.mentions, found.attributions))
    named, heard = ({a: int(n) for a, n in some.items() if a and n} for some in counts)
    # Who never speaks is a place rather than an actor.
    both = {a: named[a] + heard[a] for a in named if a in heard}
    here = [a for a in declared if a in both]
    order = [a for a in sorted(both, key=lambda a: (-both[a], a)) if a not in here]
    return [*here, *order][: max(tops, len(here))]


def two_outlets(study) -> list[str]:
    """The two outlets that a study's first declared contrast names, else the two with most articles."""
    if study.codebook.contrasts:
        return list(study.codebook.contrasts[0].outlets)
    counts = study.articles["outlet"].value_counts()
    return sorted(counts.index, key=lambda o: (-counts[o], o))[:2]
