"""Chooses between candidates: one attribution per act of reporting, nested ones with their parent."""

from bisect import bisect_left

from cadrage.annotate.attribution.base import Attribution, length, overlap
from cadrage.annotate.attribution.context import Context

# Which rule wins where two explain the same words: the more specific construction first.
ORDER = (
    "incise", "as said", "according-after", "according-before", "according-relative", "colon", "noun colon", "label", "label behind",
    "interview", "signature", "accuse", "qualify", "gapped", "comme", "pour", "name", "self-predicate", "predicate", "que", "colon clause", "question", "infinitive",
    "preposition", "quoted object", "object", "de noun", "quotation", "noun", "adjective", "narrated colon",
    "unlabelled colon", "dialogue turn", "free quotation", "half quoted",
)  # fmt: skip
RANK = {name: rank for rank, name in enumerate(ORDER)}
INFINITIVE = 2.0  # as noted in features["mood"]
# Two contents that share this much of the longer one tell of the same words.
SAME = 0.6


def settle(c: Context, candidates: list[Attribution]) -> list[Attribution]:
    """The candidates that stay, in order of their content, with ``parent`` set; linear but for overlapping ones."""
    kept: list[Attribution] = []
    by_cue: dict[int, Attribution] = {}
    ordered = sorted(candidates, key=lambda a: (RANK.get(a.rule, 99), a.start, -a.end))
    starts: list[int] = []
    index: list[Attribution] = []
    for a in ordered:
        cue = a.cue_tokens[-1] if a.cue_tokens else None
        if (
            cue is not None
            and cue in by_cue
            and not ({a.rule, by_cue[cue].rule} & {"colon", "gapped"} and not overlap(a.content, by_cue[cue].content))
        ):
            continue  # one verb reports once, unless a colon adds the words themselves
        near = _near(a, starts, index)
        if any(_same(a, b) and _rivals(a, b) for b in near):
            continue
        at = bisect_left(starts, a.start)
        starts.insert(at, a.start)
        index.insert(at, a)
        kept.append(a)
        if cue is not None:
            by_cue[cue] = a
    kept.sort(key=lambda a: (a.start, -a.end))
    _nest(kept)
    return [a for a in kept if not _same_breath(a) and not _idle(c, a)]


def _near(a: Attribution, starts: list[int], index: list[Attribution]) -> list[Attribution]:
    # Contents that overlap start at most one long content earlier; a window keeps this linear on odd input.
    at = bisect_left(starts, a.end)
    return [b for b in index[max(0, at - 40) : at] if b.end > a.start]


def _same(a: Attribution, b: Attribution) -> bool:
    shared = overlap(a.content, b.content)
    return shared >= SAME * max(length(a.content), length(b.content))


def _rivals(a: Attribution, b: Attribution) -> bool:
    """Whether two attributions of the same words cannot both be: one without a cue, or a cue for the same act."""
    if not a.cue or not b.cue:
        bare, told = (a, b) if not a.cue else (b, a)
        return not (told.cue and any(s <= told.cue[0] < e for s, e in bare.content))
    inner, outer = (a, b) if length(a.content) <= length(b.content) else (b, a)
    # A cue inside the other's content reports within the report; a cue outside both competes.
    return not any(s <= inner.cue[0] < e for s, e in outer.content)


def _same_breath(a: Attribution) -> bool:
    """« dit redouter une guerre »: the infinitive at the head of a content is the same speaker's same words."""
    parent = a.parent
    if parent is None or a.features.get("mood") != INFINITIVE or a.features.get("narrative"):
        return False
    return parent.rule in ("infinitive", "preposition", "accuse") and a.cue is not None and a.cue[0] - parent.start < 40


# Within a report these pronouns name nobody who could be set against the speaker: « je crois que », « on nous dit que ».
SPEECH_PRONOUNS = frozenset("on l'on je j' nous tu vous -on -t-on -je -nous".split())


def _idle(c: Context, a: Attribution) -> bool:
    """A nested report that adds no voice: no source, a pronoun of the conversation, or an everyday sense of its verb."""
    if a.parent is None or a.cue is None:
        return False
    if a.source_head is None or c.words.lower[a.source_head] in SPEECH_PRONOUNS:
        return True
    own = c.inner[a.position]
    quotes = any(c.inner[k] >= 0 and c.inner[k] != own for s in a.content for k in range(*c.tokens(*s)))
    return bool(a.features.get("polysemous")) and not quotes


def _nest(kept: list[Attribution]) -> None:
    open_: list[Attribution] = []
    for a in kept:
        while open_ and open_[-1].end <= a.start:
            open_.pop()
        a.parent = None
        for b in reversed(open_[-12:]):
            inside = overlap(a.content, b.content) >= 0.9 * length(a.content)
            cue_inside = a.cue is None or any(s <= a.cue[0] < e for s, e in b.content)
            if inside and (cue_inside or a.construction in ("free", "dialogue")) and a is not b:
                a.parent = b
                break
        open_.append(a)
