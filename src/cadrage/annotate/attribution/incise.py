"""Inserted reporting clauses: « … », a déclaré la maire; le plan, dit-on, est prêt.

Found by surface: a mark, the verb group, and a subject to its right.  The content is the whole host clause around the
insertion, not only what it quotes.
"""

from collections.abc import Iterator

from cadrage.annotate.attribution.asides import infinitive_at, skip_aside
from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.groups import CLITIC_FORM
from cadrage.annotate.attribution.host import complete, host_left, host_right
from cadrage.annotate.attribution.inserted import has_left_subject, is_question, parts_subject, plausible, region_end
from cadrage.annotate.attribution.medium import find_medium, on_place, on_source
from cadrage.annotate.attribution.phrase import Mention, right
from cadrage.annotate.attribution.source import give
from cadrage.annotate.attribution.verbs import Verb

# What may stand between the mark and the verb: « , y lit-on », « , nous glisse une source », « , comme l'a dit ».
BEFORE_VERB = frozenset(
    "y en se s' leur lui nous m' me t' l' le la les vous ne n' comme ainsi alors puis a aussi encore donc".split()
)
MARKS = frozenset({",", "»", "!", "?", "…", "...", "—", "–", "-", ")"})


def rule(c: Context) -> Iterator[Attribution]:
    """Every inserted reporting clause of the document."""
    for verb in c.verbs:
        if verb.mood == "f" and (verb.clitic is not None or "incise" in verb.cue.takes or verb.passive):
            found = _incise(c, verb)
            if found is not None:
                yield found


def _incise(c: Context, verb: Verb) -> Attribution | None:
    w = c.words
    sep = verb.first
    while sep > 0 and w.lower[sep - 1] in BEFORE_VERB and verb.first - sep < 3:
        sep -= 1
    clitic = verb.clitic
    also = sep >= 2 and w.lower[sep - 2] in ("ainsi", "tel") and w.lower[sep - 1] in ("que", "qu'")
    if also and _opens(c, sep - 2):
        sep -= 2  # « Ainsi que l'a souligné la rapporteure, … »
    opening = w.lower[sep] in ("comme", "ainsi", "tel") and (also or w.lower[sep] == "comme") and _opens(c, sep)
    if not opening and (sep == 0 or w.text[sep - 1] not in MARKS):
        return None
    mark = w.text[sep - 1] if not opening else ","
    if mark in ("!", "?", "…", "...") and not (w.text[sep][:1].islower() or w.text[sep].startswith("-")):
        return None
    if mark in ("-", ")") and clitic is None:
        return None
    begin = sep
    while begin > 0 and w.text[begin - 1] in (",", "—", "–"):
        begin -= 1
    _, end = c.units[c.unit[verb.i]]
    inside = c.inner[verb.i]
    if inside >= 0:
        end = min(end, c.quote_tokens(inside)[1])
    last = verb.last + 1
    if clitic is not None:
        last = max(last, clitic + 1)
    following = w.lower[last] if last < end else ""
    if following in ("que", "qu'") or (following == "si" and clitic is None):
        return None
    past = skip_aside(c, last, end)
    if (
        clitic is None
        and past < end
        and (w.lower[past] in ("que", "qu'", "si") or infinitive_at(c, past, end) and not w.text[past][:1].isupper())
    ):
        return None
    if clitic is None:
        if w.lower[verb.first] in ("ayant", "étant"):
            return None
        mention = right(c, last, end)
        if mention is None or CLITIC_FORM.match(w.lower[mention.first]):
            return None
        if has_left_subject(c, verb, begin, mention, end):
            return None
        parts = not verb.cue.polysemous and parts_subject(c, begin, mention, end) and c.outer[begin - 1] < 0
        if not parts and not plausible(c, verb, begin, mention):
            return None
    else:
        if w.lower[clitic].endswith(("je", "nous", "ce")):
            return None
        mention = Mention(clitic, clitic + 1, clitic)
        if is_question(c, verb, begin, end):
            return None
    if opening:
        return _as_said(c, verb, sep, mention, max(mention.last, last), end)
    spans, number = host_left(c, begin)
    if not spans or spans[-1][0] >= spans[-1][1]:
        return None
    stands_in = number if inside >= 0 and number >= 0 and c.inner[begin] == number else -1
    stop = region_end(c, max(mention.last, last), end)
    whole = complete(c, spans, number)
    spans = spans + host_right(c, stop, stands_in, complete=whole, pronoun=clitic is not None)
    content = [s for s in (c.span(*tokens) for tokens in spans) if s[1] > s[0]]
    if not content:
        return None
    a = Attribution(content, "incise", "incise", position=verb.first)
    a.cue, a.cue_tokens = _cue_span(c, verb), tuple(range(verb.first, verb.last + 1))
    a.cue_lemma, a.cue_class = verb.cue.lemma, verb.cue.cls
    a.negated = verb.negated
    a.features["quoted"] = float(number >= 0)
    a.features["clitic"] = float(clitic is not None)
    a.features["region"] = float(begin)
    a.features["region_end"] = float(stop)
    find_medium(c, a, verb.first, stop)
    _source(c, a, verb, mention, stop)
    return a


def _opens(c: Context, i: int) -> bool:
    first, _ = c.units[c.unit[i]]
    return i == first or i == first + 1 and not c.words.text[first][:1].isalnum()


def _as_said(c: Context, verb: Verb, sep: int, mention: Mention, last: int, end: int) -> Attribution | None:
    """« Comme l'a expliqué la maire, le pont est sûr »: the clause follows."""
    w = c.words
    k = next((m for m in range(last, end) if w.text[m] == ","), end)
    if k + 1 >= end:
        return None
    content = c.span(k + 1, end)
    if content[1] <= content[0]:
        return None
    a = Attribution([content], "as said", "incise", position=verb.first, negated=verb.negated)
    a.cue, a.cue_tokens = _cue_span(c, verb), tuple(range(verb.first, verb.last + 1))
    a.cue_lemma, a.cue_class = verb.cue.lemma, verb.cue.cls
    a.features["region"], a.features["region_end"] = float(sep), float(k)
    _source(c, a, verb, mention, k)
    return a


def last_token(verb: Verb) -> int:
    """The token behind the verb group."""
    return max(verb.last, verb.clitic or 0) + 1


def _cue_span(c: Context, verb: Verb) -> tuple[int, int]:
    w = c.words
    return w.start[verb.first], w.end[max(verb.last, verb.i)]


def _source(c: Context, a: Attribution, verb: Verb, mention: Mention, stop: int) -> None:
    w = c.words
    form = w.lower[mention.head]
    if verb.clitic is not None and form.endswith("on"):
        # « a-t-on appris auprès du greffe », « lit-on dans le communiqué »
        origin = on_source(c, max(verb.last + 1, mention.last), stop)
        if origin is not None:
            give(c, a, origin)
        elif a.medium:
            a.implicit = "issuer"
            give(c, a, Mention(*c.tokens(*a.medium), a.medium_head))
        elif verb.cue.lemma == "lire" and (place := on_place(c, last_token(verb), stop)) is not None:
            a.implicit = "issuer"
            give(c, a, place)
        else:
            give(c, a, mention)
            a.implicit = "unknown" if verb.cue.lemma not in ("lire", "noter", "apprendre") else "issuer"
        return
    if (
        verb.clitic is not None
        and form.endswith("il")
        and (verb.passive or w.lower[verb.first] in ("est", "était", "fut"))
    ) and not verb.reflexive:
        a.implicit = "issuer"  # « est-il indiqué »
        return
    give(c, a, mention)
