"""Declared terms in the tokens → the ``hits`` table.

Works on tables alone, so that changing a frame needs no new pass of the model.  A word matches by lemma, or by its
regular inflections where the part of speech agrees (*retenue* the noun, not *la date retenue*); a phrase matches
piece by piece, so that elision, apostrophe, hyphen and capitals make no difference.  The longest match wins.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cadrage import tables
from cadrage.annotate.negation import negated
from cadrage.annotate.store import in_order
from cadrage.codebook import Frame
from cadrage.lexicon.inflection import noun_forms, verb_forms

PIECE = re.compile(r"[^\W_]+")
NOMINAL = ("NOUN", "PROPN", "ADJ", "ADV", "X")
# The columns of ``tokens`` that hits are found by.
TOKEN_COLUMNS = ("article_id", "outlet", "event", "i", "start", "end", "form", "lemma", "pos", "head", "dep", "sentence",
                 "zone", "voice", "attribution_id", "distance", "shared", "boilerplate")  # fmt: skip
VERBAL = ("VERB", "AUX", "ADJ")


@dataclass
class _Pieces:
    """The tokens cut into words without hyphen or apostrophe; arrays of one length, codes into the vocabularies."""

    token: np.ndarray
    article: np.ndarray
    word: np.ndarray
    words: list[str]
    # Words by their letters without case and accents: only those are compared with a form.
    alike: dict[str, list[int]]
    lemma: np.ndarray
    n_lemmas: int
    lemmas: dict[str, list[int]]
    nominal: np.ndarray
    verbal: np.ndarray


def find_hits(tokens: pd.DataFrame, attributions: pd.DataFrame, frames: dict[str, Frame]) -> pd.DataFrame:
    """The ``hits`` of declared frames: one row per occurrence of a term, excluded ones included with their reason.

    ``tokens`` and ``attributions`` are the tables of those names; positions are characters of ``articles.text``.
    """
    if not frames or tokens.empty:
        return tables.empty("hits")
    tokens = tokens.reset_index(drop=True)
    pieces = _cut(tokens)
    spans = [span for name, frame in frames.items() for span in _frame_spans(name, frame, pieces)]
    if not spans:
        return tables.empty("hits")
    return _rows(spans, tokens, attributions)


def all_hits(store, attributions: pd.DataFrame, frames: dict[str, Frame], order: list[str]) -> pd.DataFrame:
    """The ``hits`` of all parts of a store, articles in the given order; ``attributions`` say who speaks."""
    named = attributions.set_index("attribution_id")["speaker"]
    parts = [find_hits(t, a.assign(speaker=a["attribution_id"].map(named)), frames) for t, a in store.each()]
    found = [p for p in parts if len(p)]
    return in_order(pd.concat(found, ignore_index=True) if found else tables.empty("hits"), order)


def _cut(tokens: pd.DataFrame) -> _Pieces:
    forms, lemmas = tokens["form"].astype("category"), tokens["lemma"].astype("category")
    cut = [tuple(PIECE.findall(unicodedata.normalize("NFC", str(f)))) for f in forms.cat.categories]
    vocabulary: dict[str, int] = {}
    codes = [[vocabulary.setdefault(p, len(vocabulary)) for p in pieces] for pieces in cut]
    counts = np.array([len(c) for c in codes], dtype=np.int64)
    offsets = np.concatenate([[0], np.cumsum(counts)])
    flat = np.array([code for c in codes for code in c], dtype=np.int64)
    form_codes = forms.cat.codes.to_numpy()
    per_token = counts[form_codes]
    token = np.repeat(np.arange(len(tokens)), per_token)
    within = np.arange(len(token)) - np.repeat(np.cumsum(per_token) - per_token, per_token)
    article = tokens["article_id"].astype("category").cat.codes.to_numpy()
    pos, by_lemma, alike = tokens["pos"].astype(str), defaultdict(list), defaultdict(list)
    for k, lemma in enumerate(lemmas.cat.categories):
        by_lemma[str(lemma).casefold()].append(k)
    for k, word in enumerate(vocabulary):
        alike[_plain(word.casefold())].append(k)
    return _Pieces(
        token=token,
        article=article[token],
        word=flat[offsets[form_codes[token]] + within] if len(flat) else np.empty(0, dtype=np.int64),
        words=list(vocabulary),
        alike=alike,
        # The lemma of a token cut in several pieces is not the lemma of each.
        lemma=np.where(per_token[token] == 1, lemmas.cat.codes.to_numpy()[token], -1),
        n_lemmas=len(lemmas.cat.categories),
        lemmas=by_lemma,
        nominal=pos.isin(NOMINAL).to_numpy()[token],
        verbal=pos.isin(VERBAL).to_numpy()[token],
    )


def _frame_spans(name: str, frame: Frame, pieces: _Pieces) -> list[tuple]:
    """(frame, term, first token, last token, reason) of every occurrence, in the order of the text."""
    found = []
    for term, forms in frame.terms.items():
        for form in forms:
            found += [(len(PIECE.findall(form)), first, last, term) for first, last in _match(form, pieces)]
    barred = sorted((first, last, form) for form in frame.exclude for first, last in _match(form, pieces))
    # The longest match first, then the earliest: what overlaps a kept one is the same occurrence.
    found.sort(key=lambda f: (-f[0], f[1], f[3]))
    taken: set[int] = set()
    kept = []
    for _, first, last, term in found:
        span = range(first, last + 1)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append((first, last, term))
    kept.sort()
    out = []
    for first, last, term in kept:
        reason = next((form for a, b, form in barred if a <= last and first <= b), "")
        out.append((name, term, first, last, f"excluded use: {reason}" if reason else ""))
    return out


def _match(phrase: str, pieces: _Pieces) -> list[tuple[int, int]]:
    """First and last token of every occurrence of a declared word or phrase."""
    wanted = [w.casefold() for w in PIECE.findall(unicodedata.normalize("NFC", phrase))]
    if not wanted or len(wanted) > len(pieces.word):
        return []
    end = len(pieces.word) - len(wanted) + 1
    hit = np.ones(end, dtype=bool)
    for k, word in enumerate(wanted):
        window = slice(k, k + end)
        hit &= _matches(word, pieces, window, alone=len(wanted) == 1)
        hit &= pieces.article[window] == pieces.article[:end]
    return [(int(pieces.token[i]), int(pieces.token[i + len(wanted) - 1])) for i in np.flatnonzero(hit)]


def _matches(word: str, pieces: _Pieces, window: slice, *, alone: bool) -> np.ndarray:
    out = np.zeros(window.stop - window.start, dtype=bool)
    if lemmas := pieces.lemmas.get(word):
        out |= _codes(lemmas, pieces.n_lemmas)[pieces.lemma[window]] & (pieces.lemma[window] >= 0)
    if nouns := _spelled_here(noun_forms(word), pieces):
        out |= _codes(nouns, len(pieces.words))[pieces.word[window]] & (pieces.nominal[window] if alone else True)
    if verbs := _spelled_here(verb_forms(word), pieces):
        out |= _codes(verbs, len(pieces.words))[pieces.word[window]] & pieces.verbal[window]
    return out


def _spelled_here(forms: frozenset[str], pieces: _Pieces) -> list[int]:
    near = sorted({k for form in forms for k in pieces.alike.get(_plain(form), ())})
    return [near[k] for k in spelled(forms, [pieces.words[k] for k in near])]


def _codes(members: list[int], size: int) -> np.ndarray:
    out = np.zeros(size, dtype=bool)
    out[members] = True
    return out


def spelled(forms: frozenset[str], words: list[str]) -> set[int]:
    """Which words spell one of the forms; a capital may have lost its accent (*Etat*, *REUNIFICATION*)."""
    plain = {_plain(f): f for f in forms}
    out = set()
    for k, word in enumerate(words):
        folded = word.casefold()
        if folded in forms:
            out.add(k)
        elif word[0].isupper() and (full := plain.get(_plain(folded))) is not None and len(full) == len(word):
            same = all(a == b or c.isupper() for a, b, c in zip(full, folded, word, strict=True))
            if same and _plain(folded) == folded:
                out.add(k)
    return out


def _plain(word: str) -> str:
    flat = unicodedata.normalize("NFD", word)
    return "".join(c for c in flat if not unicodedata.combining(c))


def _rows(spans: list[tuple], tokens: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    first = np.array([s[2] for s in spans])
    last = np.array([s[3] for s in spans])
    head = tokens.iloc[first]
    speaker = attributions.set_index("attribution_id")["speaker"] if len(attributions) else pd.Series(dtype="str")
    near = tokens["distance"].astype(str).to_numpy()
    forms = tokens["form"].astype(str).to_numpy()
    starts, ends = tokens["start"].to_numpy(dtype=int), tokens["end"].to_numpy(dtype=int)
    boilerplate = tokens["boilerplate"].to_numpy()
    reasons = [r or ("boilerplate" if boilerplate[f] else "") for (*_, r), f in zip(spans, first, strict=True)]
    sentences = _Sentences(tokens)
    frame = pd.DataFrame({
        "article_id": head["article_id"].astype(str).to_numpy(),
        "outlet": head["outlet"].astype(str).to_numpy(),
        "event": head["event"].astype(object).to_numpy(),
        "frame": [s[0] for s in spans],
        "term": [s[1] for s in spans],
        "start": starts[first],
        "end": ends[last],
        "form": [_form(forms, starts, ends, a, b) for a, b in zip(first, last, strict=True)],
        "zone": head["zone"].astype(str).to_numpy(),
        "voice": head["voice"].astype(str).to_numpy(),
        "speaker": [speaker.get(a) if isinstance(a, str) else None for a in head["attribution_id"]],
        "attribution_id": head["attribution_id"].to_numpy(),
        "distance": [_first_mark(near[a : b + 1]) for a, b in zip(first, last, strict=True)],
        "negated": [sentences.negated(a, b) for a, b in zip(first, last, strict=True)],
        "shared": head["shared"].to_numpy(),
        "excluded": [bool(r) for r in reasons],
        "reason": reasons,
        "_token": first,
    })  # fmt: skip
    return tables.make("hits", frame.sort_values(["_token", "frame"], kind="stable").drop(columns="_token"))


def _form(forms, starts, ends, a: int, b: int) -> str:
    out = forms[a]
    for k in range(a + 1, b + 1):
        out += (" " if starts[k] > ends[k - 1] else "") + forms[k]
    return out


def _first_mark(marks: np.ndarray) -> str:
    return next((m for m in marks if m != "none"), "none")


class _Sentences:
    """The sentence around a token, in the form that the negation rules read."""

    def __init__(self, tokens: pd.DataFrame):
        change = (tokens["sentence"].diff() != 0) | (tokens["article_id"].ne(tokens["article_id"].shift()))
        self.starts = np.append(np.flatnonzero(change.to_numpy(dtype=bool)), len(tokens))
        self.i, self.head = tokens["i"].to_numpy(), tokens["head"].to_numpy()
        self.text = {name: tokens[name].astype(object).to_numpy() for name in ("lemma", "form", "pos", "dep")}

    def negated(self, first: int, last: int) -> bool:
        k = int(np.searchsorted(self.starts, first, side="right")) - 1
        begin, end = self.starts[k], max(self.starts[k + 1], last + 1)
        where = {i: k for k, i in enumerate(self.i[begin:end].tolist())}
        text = {name: column[begin:end].tolist() for name, column in self.text.items()}
        heads = [where.get(h, k) for k, h in enumerate(self.head[begin:end].tolist())]
        return negated(text["lemma"], text["form"], text["pos"], heads, text["dep"], first - begin, last + 1 - begin)
