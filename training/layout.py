"""Articles laid out like press pages: title, byline, dateline, paragraphs, intertitles, quotations."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import press_lexicon as lex
from conllu import Sentence, break_after
from fragments import leaf, phrase
from press import charged_object
from quotation import (
    announced,
    framed,
    quotable,
    quoted_alone,
    said_after,
    said_plainly,
    said_within,
    spaced,
    that_clause,
)
from sources import dated, name
from typography import CLOSING, STRAIGHT, drop_full_stop

Article = list[Sentence]
Voice = Callable[[list[Sentence], random.Random], list[Sentence]]

# Each way to report speech with its weight and the greatest number of sentences it takes.
VOICES: tuple[tuple[Voice, int, int], ...] = (
    (said_after, 30, 3),
    (said_plainly, 14, 1),
    (said_within, 10, 1),
    (partial(said_within, marked=False), 6, 1),
    (quoted_alone, 12, 3),
    (announced, 12, 3),
    (that_clause, 10, 1),
    (framed, 14, 1),
)


def articles(sentences: list[Sentence], rng: random.Random, *, voices=VOICES, spoken: float = 0.35) -> list[Article]:
    """Lay the sentences, in their order, out as articles; ``spoken`` is the share that is put in a mouth."""
    queue = list(reversed(sentences))
    result = []
    while queue:
        result.append(_article(queue, rng, voices, spoken))
    return result


def _article(queue: list[Sentence], rng: random.Random, voices, spoken: float) -> Article:
    lines: list[Article] = []
    if rng.random() < 0.7 and len(queue[-1]) <= 16:
        lines.append([drop_full_stop(queue.pop())])
    if rng.random() < 0.2:
        lines.append([byline(rng)])
    for paragraph in range(rng.randint(2, 5)):
        if not queue:
            break
        title = paragraph and rng.random() < 0.12 and len(queue[-1]) <= 10
        if title or not ended(queue[-1]):
            lines.append([drop_full_stop(queue.pop())])
            continue
        lines.append(_paragraph(queue, rng, voices, spoken))
        if not paragraph and rng.random() < 0.15:
            lines[-1][0] = with_dateline(lines[-1][0], rng)
    breaks = rng.choice(("\n\n", "\n\n", "\n"))
    closed = [[*line[:-1], break_after(line[-1], breaks)] for line in lines if line]
    return [s for line in closed[:-1] for s in line] + lines[-1]


def _paragraph(queue: list[Sentence], rng: random.Random, voices, spoken: float) -> Article:
    paragraph: Article = []
    for _ in range(rng.randint(1, 4)):
        if not queue or (paragraph and not ended(queue[-1])):
            break
        made = _spoken(queue, rng, voices) if rng.random() < spoken else []
        paragraph += made or [spaced(queue.pop())]
        if rng.random() < 0.04 and voices is VOICES:
            paragraph.append(charged_object(rng))
    return paragraph


def _spoken(queue: list[Sentence], rng: random.Random, voices) -> list[Sentence]:
    """Take one to three sentences off the queue and report them; none, and nothing taken, where that fails."""
    voice, _, most = rng.choices(voices, weights=[weight for _, weight, _ in voices])[0]
    n = rng.randint(1, most)
    taken = queue[-1 : -n - 1 : -1]
    if len(taken) < n or not all(map(quotable, taken)):
        return []
    made = voice(taken, rng)
    if made:
        del queue[-n:]
    return made


def ended(sentence: Sentence) -> bool:
    """Whether a sentence closes with a stop; a title, caption or item that does not stands on a line of its own."""
    last = next((w for w in reversed(sentence) if w.form not in tuple(CLOSING + STRAIGHT + ")")), sentence[-1])
    return last.form[-1] in ".!?…"


def byline(rng: random.Random) -> Sentence:
    """*Par Prénom Nom*, a line of its own."""
    return phrase((leaf("Par", "par", "ADP"), "case"), (name(rng), "top"))


def with_dateline(sentence: Sentence, rng: random.Random) -> Sentence:
    """*VILLE, 3 mars (Agence) - …*: the place hangs from the sentence as ``parataxis``."""
    city = lex.invented_name(rng)
    form = city.upper() if rng.random() < 0.5 else city
    place = leaf(form, city, "PROPN")
    parts = [(place, "top")]
    if rng.random() < 0.5:
        date = dated(rng)[1:]
        parts += [(leaf(",", ",", "PUNCT"), "punct"), ([replace(w, head=w.head - (w.head > 0)) for w in date], "nmod")]
    if rng.random() < 0.5:
        agency = lex.invented_name(rng)
        parts += [
            (leaf("(", "(", "PUNCT", space=False), "punct"),
            (leaf(agency, agency, "PROPN", space=False), "appos"),
            (leaf(")", ")", "PUNCT"), "punct"),
        ]
    dash = rng.choice(("-", "–", "—"))
    parts.append((leaf(dash, dash, "PUNCT"), "punct"))
    words = phrase((phrase(*parts), "parataxis"), (sentence, "top"))
    return [
        replace(w, space=False) if words[i + 1 : i + 2] and words[i + 1].form == "," and i == 0 else w
        for i, w in enumerate(words)
    ]
