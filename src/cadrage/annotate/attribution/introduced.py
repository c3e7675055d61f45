"""Quotations behind a colon: X lâche : « … »; X : « … »; the speaker's name at the head of a line; « … » : X."""

from collections.abc import Iterator

from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.governed import make
from cadrage.annotate.attribution.groups import STOPS
from cadrage.annotate.attribution.host import CONJUNCTIONS, line_start
from cadrage.annotate.attribution.phrase import Mention, phrase
from cadrage.annotate.attribution.source import around, give
from cadrage.annotate.attribution.speaking import animate
from cadrage.annotate.attribution.verbs import Verb

OF = frozenset({"de", "d'", "du", "des"})


def rule(c: Context) -> Iterator[Attribution]:
    """Every outermost quotation that a colon introduces, or that a name follows behind a colon."""
    w = c.words
    for number, q in enumerate(c.quotes):
        if q.level > 0 or q.continues is not None:
            continue
        first, last = c.quote_tokens(number)
        if last <= first:
            continue
        j = first - 1
        while j >= 0 and (w.text[j] in ("—", "–", "-") or w.text[j] == " "):
            j -= 1
        if j >= 0 and (w.text[j] == ":" or (w.text[j].isspace() and j > 0 and w.text[j - 1] == ":")):
            colon = j if w.text[j] == ":" else j - 1
            found = _introduced(c, number, colon, first, last)
        else:
            found = _labelled_behind(c, number, first, last)
        if found is not None:
            found.features["whole"] = float(c.has_finite(first, last))
            yield found


def _content(c: Context, number: int, first: int, last: int) -> list[tuple[int, int]]:
    """The quotation with its later paragraphs, and a second one that a conjunction adds: « … » mais « … »."""
    w = c.words
    chain = c.chain(number)
    spans = [c.quote_tokens(k) for k in chain]
    end = spans[-1][1]
    while end + 1 < len(w) and (w.lower[end] in CONJUNCTIONS or w.text[end] == ","):
        k = end + 1
        while k < len(w) and w.pos[k] in ("ADV", "CCONJ"):
            k += 1
        if k < len(w) and w.text[k] == "«" and c.outer[k] >= 0 and c.unit[k] == c.unit[end - 1]:
            end = max(end + 1, c.quote_tokens(c.outer[k])[1])
            spans[-1] = (spans[-1][0], end)
        else:
            break
    return spans


def _introduced(c: Context, number: int, colon: int, first: int, last: int) -> Attribution | None:
    w = c.words
    start = line_start(c, colon)
    for k in range(colon - 1, start - 1, -1):
        if w.text[k] == ";" or (w.text[k] == "»" and c.outer[k] >= 0 and _ends_sentence(c, k)):
            start = k + 1
            break
    if start >= colon:
        return None
    spans = _content(c, number, first, last)
    verb = _introducing(c, start, colon)
    if verb is not None:
        a = make(c, verb, spans, "colon", "introduced")
        if a is not None:
            a.position = verb.first
            return a
    noun = _noun_of_saying(c, start, colon)
    content = [s for s in (c.span(*t) for t in spans) if s[1] > s[0]]
    if not content:
        return None
    if noun is not None:
        a = Attribution(content, "noun colon", "introduced", position=noun)
        a.cue, a.cue_tokens = (w.start[noun], w.end[noun]), (noun,)
        a.cue_lemma, a.cue_class = w.lemma[noun], c.cues.nouns[_noun_key(c, noun)].cls
        give(c, a, _owner(c, noun, start, colon))
        if a.source is None:
            a.implicit = "previous"
        return a
    if not c.has_finite(start, colon, main=True):
        return _label(c, content, start, colon, spans)
    return _narrated(c, content, start, colon, spans)


def _ends_sentence(c: Context, k: int) -> bool:
    w = c.words
    return k > 0 and w.text[k - 1] in STOPS


def _introducing(c: Context, start: int, colon: int) -> Verb | None:
    """The cue verb that a colon belongs to: the last one before it that can introduce a quotation."""
    best = None
    for k in range(start, colon):
        verb = c.verb_at.get(k)
        if verb is None or verb.mood == "p" or c.outer[k] >= 0:
            continue
        if verb.cue.takes & {"incise", "que", "quoted object", "de noun", "de", "à"}:
            if best is not None and c.in_relative(k, start):
                continue
            best = verb
    return best


def _noun_key(c: Context, k: int) -> str:
    return c.words.lemma[k] if c.words.lemma[k] in c.cues.nouns else c.words.lower[k]


def _noun_of_saying(c: Context, start: int, colon: int) -> int | None:
    w = c.words
    for k in range(start, colon):
        if (
            w.pos[k] in ("NOUN", "PROPN", "ADV")
            and (w.lemma[k] in c.cues.nouns or w.lower[k] in c.cues.nouns)
            and c.outer[k] < 0
        ) and (w.pos[k] == "NOUN" or k == start):
            return k
    return None


def _owner(c: Context, noun: int, start: int, colon: int) -> Mention | None:
    """« Réponse d'un internaute : », « son avis : », « L'élu a une explication : »: whose words they are."""
    w = c.words
    for k in range(noun + 1, colon):
        if w.lower[k] in OF and k == noun + 1:
            return phrase(c, k + 1 if w.lower[k] in ("de", "d'") else k, colon)
        if w.lower[k] in ("chez", "côté", "par"):
            return phrase(c, k + 1, colon)
    return _subject_before(c, start, colon)


def _subject_before(c: Context, start: int, colon: int) -> Mention | None:
    w = c.words
    for k in range(start, colon):
        if (
            w.dep[k].startswith("nsubj")
            and w.pos[k] in ("NOUN", "PROPN", "PRON")
            and not w.dep[k].startswith("nsubj:expl")
        ):
            if w.lower[k] in ("qui", "que", "qu'", "ce", "c'", "il") and w.lower[k] != "il":
                continue
            found = around(c, k, colon)
            if animate(c, found):
                return found
    return None


def _label(c: Context, content, start: int, colon: int, spans) -> Attribution | None:
    """« Me Aubrac, avocat du maire : « … » »: a noun phrase and no verb."""
    w = c.words
    begin = start
    while begin < colon and (w.text[begin] in ("—", "–", "-", "(", "»") or w.pos[begin] == "CCONJ" or w.lower[begin] in ("parmi", "eux")
                             or w.text[begin] == ","):  # fmt: skip
        begin += 1
    if colon - begin > 30 or begin >= colon:
        return None
    mention = phrase(c, begin, colon)
    if mention is None or not animate(c, mention):
        # « Même son de cloche chez Ferrobel : », « Verdict du patron : »
        for k in range(begin, colon):
            if w.lower[k] in ("chez", "pour", "côté", "selon", "du", "de", "d'", "pour"):
                other = phrase(c, k + 1, colon)
                if other is not None and animate(c, other):
                    mention = other
                    break
        else:
            mention = None
    whole = any(c.has_finite(*t) for t in spans) or sum(e - s for s, e in spans) > 7
    if mention is None and not whole:
        return None
    a = Attribution(content, "label" if mention else "unlabelled colon", "introduced", position=spans[0][0])
    if mention is None:
        a.implicit = "previous"
    give(c, a, mention)
    return a


def _narrated(c: Context, content, start: int, colon: int, spans) -> Attribution | None:
    """« L'élu hausse les épaules : « … » »: the subject of what is told speaks."""
    whole = any(c.has_finite(*t) for t in spans) or sum(e - s for s, e in spans) > 5
    if not whole:
        return None
    mention = _subject_before(c, start, colon)
    a = Attribution(content, "narrated colon", "introduced", position=spans[0][0])
    if mention is None:
        a.implicit = "previous"
    give(c, a, mention)
    return a


def _labelled_behind(c: Context, number: int, first: int, last: int) -> Attribution | None:
    """« … » : X, and « … » (X), at the end of a line."""
    w = c.words
    start, end = c.units[c.unit[first]]
    j = last
    while j < len(w) and w.text[j] in ("?", "!", "…", "."):
        j += 1
    if j >= len(w) or w.text[j] not in (":", "(", "—", "–") or first > start + 2:
        return None
    limit = c.line_end(j)
    if w.text[j] == "(":
        limit = next((k for k in range(j, min(limit, j + 12)) if w.text[k] == ")"), j)
    if limit - j < 2 or limit - j > 14 or c.has_finite(j + 1, limit) or last - first < 4:
        return None
    mention = phrase(c, j + 1, limit)
    if mention is None or not animate(c, mention):
        return None
    content = [s for s in (c.span(*t) for t in _content(c, number, first, last)) if s[1] > s[0]]
    if not content:
        return None
    a = Attribution(content, "label behind", "introduced", position=first)
    give(c, a, mention)
    return a
