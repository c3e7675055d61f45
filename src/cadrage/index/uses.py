"""Where a word stands: its uses with voice, zone and distance, and the articles that may hold a phrase."""

import unicodedata

import numpy as np
import pandas as pd

from cadrage.annotate.hits import NOMINAL, PIECE, VERBAL, spelled
from cadrage.errors import MeasureError
from cadrage.index.segment import FLAGS, Segment, flag
from cadrage.index.segments import Index
from cadrage.lexicon.inflection import noun_forms, verb_forms
from cadrage.measure.vocabulary.words import plain
from cadrage.tables import VOICES

COLUMNS = ["article_id", "outlet", "event", "start", "end", *FLAGS]


def pieces_of(phrase: str) -> list[str]:
    """The words of a phrase, without apostrophe, hyphen and capitals.

    >>> pieces_of("l’Avant-garde")
    ['l', 'avant', 'garde']
    """
    return [piece.casefold() for piece in PIECE.findall(unicodedata.normalize("NFC", phrase))]


def uses(index: Index, word: str) -> pd.DataFrame:
    """Every use of a word, found as declared terms are: by its lemma, or its inflections with the part of speech.

    Columns: article_id, outlet, event, start, end, voice, zone, distance, shared, boilerplate; in the order of the
    index.  Raises :class:`~cadrage.errors.MeasureError` for a phrase: declare it as a term.
    """
    found = pieces_of(word)
    if len(found) != 1:
        raise MeasureError(f"one word was expected, found « {word} »: declare a phrase as a term of a frame")
    parts = [part for segment in index.segments if len(part := _in_segment(segment, found[0]))]
    if not parts:
        return pd.DataFrame(columns=COLUMNS)
    return pd.concat(parts, ignore_index=True)


def articles_with(index: Index, phrase: str, *, voice: str = "", outlet: str = "") -> list[str]:
    """The articles that have all words of a phrase, perhaps elsewhere: where to look for it.

    With ``voice``, its first word stands there in that voice; with ``outlet``, only that outlet's.
    """
    wanted = [_forms(word) for word in pieces_of(phrase)]
    out: list[str] = []
    for segment in index.segments:
        size = len(segment.articles)
        everywhere = np.full(size, bool(wanted))
        if outlet:
            everywhere &= (segment.articles["outlet"] == outlet).to_numpy(dtype=bool)
        for forms, asked in zip(wanted, [voice] + [""] * len(wanted), strict=False):
            here = np.zeros(size, dtype=bool)
            for pair in segment.pairs_of(forms).tolist():
                rows = segment.rows_of(pair)
                article = segment.postings["article"][rows]
                if asked:
                    article = article[flag(segment.postings["flags"][rows], "voice") == VOICES.index(asked)]
                here[article] = True
            everywhere &= here
        out += segment.articles["article_id"].to_numpy()[everywhere].tolist()
    return out


def _forms(word: str) -> set[str]:
    return {word, plain(word), *noun_forms(word), *verb_forms(word)}


def _in_segment(segment: Segment, word: str) -> pd.DataFrame:
    pairs = segment.pairs_of(_forms(word))
    if not len(pairs):
        return pd.DataFrame()
    lemmas = segment.spelled("lemma", segment.pairs["lemma"][pairs])
    forms = segment.spelled("form", segment.pairs["form"][pairs])
    nominal, verbal = np.isin(segment.meta["pos"], NOMINAL), np.isin(segment.meta["pos"], VERBAL)
    chosen = []
    for pair, lemma, form in zip(pairs.tolist(), lemmas, forms, strict=True):
        pieces = PIECE.findall(form)
        rows = segment.rows_of(pair)
        if len(pieces) == 1 and lemma.casefold() in (word, plain(word)):
            chosen.append(np.arange(rows.start, rows.stop))
            continue
        pos = segment.postings["pos"][rows]
        as_noun = nominal[pos] if spelled(noun_forms(word), pieces) else False
        as_verb = verbal[pos] if spelled(verb_forms(word), pieces) else False
        chosen.append(rows.start + np.flatnonzero(np.broadcast_to(as_noun | as_verb, len(pos))))
    at = np.concatenate(chosen)
    columns = {name: column[at] for name, column in segment.postings.items()}
    order = np.lexsort((columns["start"], columns["article"]))
    columns = {name: column[order] for name, column in columns.items()}
    facts = segment.articles.iloc[columns["article"]]
    out = {name: facts[name].to_numpy() for name in ("article_id", "outlet", "event")}
    start = columns["start"].astype(np.int64)
    out |= {"start": start, "end": start + columns["length"]}
    for name, (*_, values) in FLAGS.items():
        out[name] = np.array(values)[flag(columns["flags"], name)]
    return pd.DataFrame(out)[COLUMNS]
