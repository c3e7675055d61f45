"""Speaker and kind of speaker for every attribution of a document, in the order of the text."""

import re

from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.words import Words
from cadrage.annotate.marks import covered, inside
from cadrage.annotate.speakers.cast import Cast
from cadrage.annotate.speakers.entity import Entity
from cadrage.annotate.speakers.mentions import narrated, note
from cadrage.annotate.speakers.naming import ONE_OF, name
from cadrage.annotate.speakers.partly import both, partly
from cadrage.annotate.speakers.phrases import TAIL, read_phrase
from cadrage.annotate.speakers.places import located, place_of_on
from cadrage.annotate.speakers.pronouns import BOTH, PRONOUNS, nobody
from cadrage.annotate.speakers.reference import Memory
from cadrage.annotate.speakers.scene import (
    Scene,
    issuer_before,
    near,
    other_talker,
    previous,
    pronoun,
    refer,
)
from cadrage.lexicon.aliases import Aliases, key

PARTICIPLE = re.compile(r"[A-ZÀ-Þ]\w+(?:é|ée|és|ées|i|ie|is|ies|u|ue|us|ues|ant)")
OPENS = re.compile(
    r" (?:par|pour|à|au|aux|de|d'|du|des|en|dans|sur|depuis|comme|lors|hier|lundi|mardi|mercredi|jeudi|vendredi)\b"
)
# « (pour) sa part », « de son côté », « à voix basse »: asides that a rule took for a source.
ASIDE = re.compile(
    r"(?:(?:sa|leur) part|son (?:tour|côté)|leur côté|voix (?:basse|haute)|à voix|contraire|revanche)\b", re.IGNORECASE
)
PUBLISHED = re.compile(
    r"\b(?:communiqué|tweet|déclaration|message|courriel|courrier|lettre|rapport|note|texte|site|page|compte rendu|"
    r"compte-rendu|étude|avis|bulletin|document|tribune|interview|entretien)s?\b"
)
# « Lui dément. »: a subject that the rules pass over.
STRESSED = re.compile(r"\b(lui|eux|elles?) $", re.IGNORECASE)
PASSIVE = re.compile(r"\b(?:est|sont|était|étaient|été|être|fut|furent|sera|seront|il) |^il ")
# « À l'entendre, … », « à l'en croire »
HEARING = re.compile(r"à l'(?:entendre|en croire|écouter)", re.IGNORECASE)
ON = re.compile(r"\bon\b")
# « a-t-il été annoncé par le ministère »: the agent right behind the cue.
AGENT = re.compile(
    r" (?:(?:mardi|lundi|mercredi|jeudi|vendredi|samedi|dimanche|hier) )?(?:soir |matin )?(?:par|auprès d[eu]) ([^,.;:»()\n]{2,80})"
)
# « Photo : Luc X », « Légende : … »: a label and no name.
CAPTION = re.compile(
    r"(?:photos?|images?|légende|vidéo|illustration|crédit|ci-dessus|ci-contre|dessin) ?(?=[:–—])", re.IGNORECASE
)
# « a-t-il été précisé au parquet »
WHERE = re.compile(
    r"(?:-t-on|-on)? (?:à la |à l'|au |aux |chez |du côté d(?:e la |e l'|u |es )|en )([^,.;:»()\n]{2,60})"
)


def resolve(
    doc,
    view,
    quotes,
    attributions: list[Attribution],
    aliases: Aliases,
    actors: dict[str, list[str]] | None = None,
) -> None:
    """Sets ``speaker`` and ``speaker_kind`` of every attribution, in place.

    ``actors`` (canonical name → phrases) are the study's own names and take precedence over the lexicon. Both stay
    None where the text does not say who speaks.

    >>> from cadrage.annotate.pipeline import load
    >>> from cadrage.annotate.view import View
    >>> from cadrage.lexicon.aliases import load_aliases
    >>> view = View.of("Selon la présidence russe, le dialogue reprend.")
    >>> found = [Attribution([(27, 46)], "selon", "according", source=(6, 25), cue=(0, 5))]
    >>> resolve(load()(view.text), view, view.quotes, found, load_aliases())
    >>> found[0].speaker, found[0].speaker_kind
    ('Kremlin (présidence russe)', 'institution')
    """
    if not attributions:
        return
    text, words = view.text, doc.user_data.get("words") or Words.of(doc)
    declared = {key(phrase): label for label, phrases in (actors or {}).items() for phrase in [label, *phrases]}
    quoted = covered([(q.start, q.end) for q in quotes if q.level == 0])
    hidden = covered([*quoted, *(span for a in attributions if a.parent is None for span in a.content)])
    cast = Cast.of(text, words, aliases, declared, lambda *wanted: refer(scene, *wanted))
    scene = Scene(cast, Memory(text, words, quoted), named={id(e) for e in cast.people.full.values()})
    # Mentions before the report that stands at the same place, and all in the order of the text.
    events = [(place(a), 1, a.start, a) for a in attributions]
    # The rules know better than the parse where the subject of a report ends (« Le patron insiste : … »).
    sources = {a.source[0]: a.source[1] for a in attributions if a.source}
    for start, end, rank, head in narrated(cast, quoted, hidden):
        known = sources.get(start)
        if known is not None and known < end:
            end, head = known, None if head is None or cast.words.start[head] >= known else head
        events.append((start, 0, 0, (end, rank, head)))
    for at, reports, _, item in sorted(events, key=lambda e: e[:3]):
        if reports:
            _report(scene, item)
        else:
            note(cast, scene.memory, at, *item)


def place(a: Attribution) -> int:
    """Where a report is read: at its source or cue, whichever comes last; a free quotation at its start."""
    places = [s[0] for s in (a.cue, a.source) if s]
    return max(places) if places and a.implicit != "inherited" else a.cue[0] if a.cue else a.start


def _report(scene: Scene, a: Attribution) -> None:
    entity = _speaker(scene, a)
    if entity is None:
        a.speaker, a.speaker_kind = None, None
        return
    a.speaker, a.speaker_kind = _shown(scene, entity), entity.kind
    scene.speakers.append((a.end, entity))
    if a.construction == "according" and cast_text(scene, a).startswith("on "):
        scene.on = (a.start, entity)  # « Du côté de la direction, on récuse … »
    if a.parent is None and not (a.source and a.implicit == "inherited"):
        start = a.source[0] if a.source else place(a)
        scene.memory.add(start, start + 1, entity, 3)
    around = a.medium or a.source
    if a.medium or (around and PUBLISHED.search(scene.cast.text, *around)):
        scene.memory.issuers.append((place(a), entity))


def _shown(scene: Scene, entity: Entity) -> str:
    """The label of an entity: a declared actor's name, or one that this document makes plain."""
    cast = scene.cast
    return cast.actors.get(key(entity.label)) or cast.shown.get(entity.label, entity.label)


def cast_text(scene: Scene, a: Attribution) -> str:
    """The words of a report's content."""
    return scene.cast.text[a.start : a.end]


def _speaker(scene: Scene, a: Attribution) -> Entity | None:
    cast, at = scene.cast, place(a)
    if a.source:
        start, end = a.source
        known = key(TAIL.sub("", cast.text[start:end]))
        caption = CAPTION.match(cast.text, start)
        if caption:
            people = cast.people.within(caption.end(), caption.end() + 80)
            return people[0].entity if people else previous(scene, a, at)
        several = partly(scene, start, end)
        if several is not None:
            return several
        if nobody(cast.text[start:end]):
            return place_of_on(scene, a, at)
        if known in PRONOUNS and not ONE_OF.match(cast.text, start, end):  # « l'un d'eux » is somebody else
            return pronoun(scene, a, known, start)
        if known in BOTH:
            return both(scene, start)
        if (
            a.parent is None
            and inside(scene.memory.quoted, start)
            and not inside(scene.memory.quoted, a.cue[0] if a.cue else start)
        ):
            return near(scene, a) or previous(scene, a, at)
        if not plausible(cast, start, end, a.source_head):
            return near(scene, a) or previous(scene, a, at)
        found = name(cast, start, end, a.source_head)
        if found is not None and found.thing and a.implicit == "inherited":
            # « La ministre répond qu'aucun poste ne disparaît, l'accusant de … »: things do not accuse.
            return near(scene, a) or found
        return found or scene.memory.recall(start, "", "")
    where = WHERE.match(cast.text, a.cue[1]) if a.cue and a.implicit in ("issuer", "unknown") else None
    if where:
        entity = located(scene, where.group(1), at, strict=True)
        if entity is not None:
            return entity
    agent = AGENT.match(cast.text, a.cue[1]) if a.cue and a.implicit in ("issuer", "unknown") else None
    if agent:
        entity = name(cast, agent.start(1), agent.end(1))
        if entity is not None:
            return entity
    if a.medium:
        entity = name(cast, *a.medium, a.medium_head)
        if entity is not None and entity.kind != "document":
            return entity
        return issuer_before(scene, at) or entity
    if a.implicit in ("unknown", "issuer"):
        cue = a.cue[0] if a.cue else at
        passive = a.cue is None or PASSIVE.search(cast.text, max(0, cue - 14), a.cue[1])
        stressed = not passive and STRESSED.search(cast.text, max(0, cue - 8), cue)
        if stressed:
            return pronoun(scene, a, key(stressed.group(1)), stressed.start(1))
        if a.cue and ON.search(cast.text, max(0, a.cue[0] - 12), a.cue[1] + 8):
            return place_of_on(scene, a, at)
        if a.implicit == "issuer":
            return issuer_before(scene, at)
        # An active verb whose subject a rule did not find; the subject of a passive (« X est accusé de ») does not speak.
        return None if passive else near(scene, a)
    if a.cue and HEARING.match(cast.text, a.cue[0]):
        found = scene.memory.recall(at, "", "s", kinds=("person", "unnamed"))
        if found is not None:
            return found
    if a.implicit == "alternate":
        return other_talker(scene, min(at, a.start))
    return previous(scene, a, at)


def plausible(cast: Cast, start: int, end: int, head: int | None) -> bool:
    """Whether a source is a noun phrase at all: parsers take « pour sa part », « Outré, » for subjects."""
    text = cast.text[start:end]
    if ASIDE.match(text):
        return False
    words = cast.words
    first = cast.tokens_at.get(start)
    if PARTICIPLE.fullmatch(text) and OPENS.match(cast.text, end) and not cast.people.within(start, end):
        return False  # « Outré par cette attitude, le pays … »
    if first is None or end - start > 40 or words.pos[first] in ("DET", "PROPN", "PRON", "NUM"):
        return True
    if text[:1].isupper():
        opens = first == words.sentences[words.sent[first]][0]
        verbal = words.pos[first] in ("VERB", "AUX", "ADV", "ADJ") and key(words.text[first]) not in cast.aliases.given
        return not (opens and verbal and " " not in text)
    phrase = read_phrase(text, cast.aliases)
    known = phrase.noun in cast.entities or phrase.noun in cast.aliases.names or phrase.function
    return bool(known or phrase.determiner) or words.pos[first if head is None else head] in ("NOUN", "PROPN", "X")
