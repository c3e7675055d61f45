"""What has been said so far, and whom pronouns and bare descriptions take up in it."""

import re
from dataclasses import dataclass, field

from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.speakers.cast import Cast
from cadrage.annotate.speakers.entity import Entity
from cadrage.annotate.speakers.issuers import complement
from cadrage.annotate.speakers.naming import described
from cadrage.annotate.speakers.phrases import read_phrase
from cadrage.annotate.speakers.pronouns import PRONOUNS, RECENT, STRONG
from cadrage.annotate.speakers.recent import last_mentioned
from cadrage.annotate.speakers.reference import Memory

SENTENCE_END = re.compile(r"[.!?»,;:](?:\s|$)|\n")
DOCUMENT = re.compile(
    r"\b(?:un|le|son|leur|ce|une|la|sa|cette|du|au)\s(?:communiqué|rapport|étude|lettre|note|avis|tweet|message|bulletin|"
    r"déclaration|compte[ -]rendu|courrier|courriel|tribune|audit|arrêté)\b"
)
# Turns farther apart belong to two dialogues.
DIALOGUE = 1500
# A turn of a dialogue: a line that opens with a dash.
TURNS = re.compile(r"^[ \t]*[—–-][ \t]*", re.MULTILINE)
TURN = re.compile(r"(?:^|\n)[ \t]*[—–-][ \t]*(?:«\s*)?$")
# What stands before a colon names the topic and not who acts: « Nord-Sud : Brenov juge … ».
LABELLED = re.compile(r"[\w'-]+ ?:")


@dataclass
class Scene:
    """One document being read: its cast, its memory, and who spoke where (content end, entity)."""

    cast: Cast
    memory: Memory
    speakers: list[tuple[int, Entity]] = field(default_factory=list)
    # Entities that have a name of their own.
    named: set[int] = field(default_factory=set)
    # The last place that spoke as « on », and where.
    on: tuple[int, Entity] | None = None


def refer(scene: Scene, start: int, gender: str, number: str, wanted) -> Entity | None:
    """What a description takes up; ``wanted`` is a sort of entity, or sorts of organisation."""
    if wanted == "issuer":
        return issuer_before(scene, start, strict=True)
    if wanted == "named":
        return scene.memory.recall(start, gender, number, kinds=("person",), among=scene.named)
    if wanted == "focus":
        held = lambda entity: _held(scene.cast, entity)  # noqa: E731
        return scene.memory.recall(start, gender, number, kinds=("person",), among=scene.named, near=True, unless=held)
    if wanted == "undescribed":
        return scene.memory.recall(start, gender, number, kinds=("person",), bare=True)
    if wanted == "person":
        return scene.memory.recall(start, gender, number, kinds=("person", "unnamed"))
    if wanted == "author":
        # « Son rapport »: whoever was the subject just before, also within another report.
        return scene.memory.recall(start, gender, number, kinds=("person", "unnamed", "institution"))
    if wanted == "any":
        return scene.memory.recall(start, gender, "")
    return scene.memory.recall(start, gender, number, kinds=("institution",), sorts=wanted)


def _held(cast: Cast, entity: Entity) -> bool:
    """Whether somebody holds an office, so that the name of a calling hardly means him or her."""
    functions = cast.aliases.functions
    known = [functions[noun].noun if noun in functions else noun for noun, _ in entity.functions]
    return bool(known) and all(noun in cast.aliases.offices for noun in known)


def pronoun(scene: Scene, a: Attribution, known: str, start: int) -> Entity | None:
    """The entity that a pronoun (its key) at a place takes up."""
    gender, number = PRONOUNS[known]
    at = min(start, a.start) if a.start < start and touches(a, start) else start
    if known in ("nous", "y", "leur") and a.cue is not None:
        # A clitic right before its verb, which a rule took for the subject (« le médecin … et nous prie de »).
        subject = near(scene, a)
        if subject is not None:
            return subject
    if known in ("je", "j"):
        return scene.memory.recall(at, "", "", kinds=("person", "unnamed")) or scene.memory.recall(at, "", "")
    if known in ("nous", "y", "leur"):
        return scene.memory.recall(at, "", "")
    if known == "qui":
        return scene.memory.recall(at, "", "", recent=True)
    strong = ("person", "unnamed", "group") if known in STRONG and number == "s" else ()
    found = None
    if known in RECENT:
        found = last_mentioned(scene.cast, at, gender, number, scene.memory.quoted)
    found = found or scene.memory.recall(at, gender, number, kinds=strong, recent=known in RECENT)
    if found is None and strong:
        found = scene.memory.recall(at, gender, number)
    if found is None and number == "p":
        found = scene.memory.recall(at, "", "", kinds=("group", "institution"))
    if found is not None and found.kind == "person" and number == "s" and not found.gender and gender:
        found.leaning = gender
    return found


def previous(scene: Scene, a: Attribution, place: int) -> Entity | None:
    """A quotation without cue, « Et d'ajouter que »: who speaks goes on, unless the narration moved on."""
    at = min(place, a.start)
    if a.cue is None and TURN.search(scene.cast.text, max(0, at - 8), at) and scene.speakers:
        return other_talker(scene, at)
    return scene.memory.recall(at, "", "") or scene.memory.last_speaker(place)


def other_talker(scene: Scene, at: int) -> Entity | None:
    """In a dialogue the other one of two answers; after a turn that nobody was found for, the one before it."""
    persons = ("person", "unnamed")
    talkers: list[tuple[int, Entity]] = []
    for end, entity in reversed(scene.speakers):
        if at - end > DIALOGUE:
            break
        if end <= at and entity.kind in persons and all(entity is not e for _, e in talkers):
            talkers.append((end, entity))
    if talkers:
        # The turn that starts here has its own dash in front.
        between = len(TURNS.findall(scene.cast.text, talkers[0][0], at)) - 1
        if between % 2:
            return talkers[0][1]
        if len(talkers) > 1:
            return talkers[1][1]
    besides = [e for _, e in talkers]
    found = scene.memory.recall(at, "", "", kinds=persons, besides=besides)
    return found or scene.memory.recall(at, "", "", kinds=persons)


def near(scene: Scene, a: Attribution) -> Entity | None:
    """The subject nearest before the cue in its own sentence."""
    if a.cue is None:
        return None
    place, sentence = a.cue[0], scene.memory.sentence(a.cue[0])
    for mention in reversed(scene.memory.mentions):
        if mention.start < place and scene.memory.sentence(mention.start) != sentence:
            return None
        labels = LABELLED.match(scene.cast.text, mention.start)  # « Nord-Sud : Brenov juge … »
        if mention.start < place and mention.rank >= 1 and not labels:
            return mention.entity
    return None


def issuer_before(scene: Scene, place: int, *, strict: bool = False) -> Entity | None:
    """Who issued the document last spoken of: « un rapport de la Cour des comptes … y lit-on »."""
    last = scene.memory.issuers[-1][0] if scene.memory.issuers else -1
    for match in reversed(list(DOCUMENT.finditer(scene.cast.text, max(0, place - 700, last), place))):
        phrase = read_phrase(
            SENTENCE_END.split(scene.cast.text[match.start() : match.start() + 110])[0], scene.cast.aliases
        )
        if phrase.noun in scene.cast.aliases.documents:
            found = complement(scene.cast, phrase, match.start(), described)
            speaks = found is not None and (found.sorts or any(c.isupper() for c in found.label))
            if speaks and found.kind in ("institution", "state", "person"):
                return found
    return scene.memory.issuer(place, strict=strict)


def touches(a: Attribution, start: int) -> bool:
    """Whether a source stands within or right behind its content (« Son client, insiste-t-il, n'a fait que … »)."""
    return a.start <= start <= a.end + 60
