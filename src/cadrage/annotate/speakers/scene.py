"""What has been said so far, and whom pronouns and bare descriptions take up in it."""

import re
from dataclasses import dataclass, field

from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.speakers.bodies import collective_gender
from cadrage.annotate.speakers.cast import Cast
from cadrage.annotate.speakers.entity import Entity
from cadrage.annotate.speakers.issuers import complement
from cadrage.annotate.speakers.naming import described, firm, name
from cadrage.annotate.speakers.phrases import read_phrase
from cadrage.annotate.speakers.pronouns import PRONOUNS, RECENT, STRONG
from cadrage.annotate.speakers.recent import last_mentioned
from cadrage.annotate.speakers.reference import Memory
from cadrage.lexicon.aliases import key

# « on » says where it speaks: « à l'Élysée, on se dit confiant », « dans l'autre délégation ».
PLACE_OF_ON = re.compile(
    r"(?:\b(?:à|au|aux|chez|dans|en|auprès d[eu]s?|au sein d[eu]s?|du côté d[eu]s?|côté)\s+|^)"
    r"((?:(?:l'|la |le |les |une? |cette |autre )+)?[\w'-]+(?: [\w'-]+){0,4})",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?»,;:](?:\s|$)|\n")
DOCUMENT = re.compile(
    r"\b(?:un|le|son|leur|ce|une|la|sa|cette|du|au)\s(?:communiqué|rapport|étude|lettre|note|avis|tweet|message|bulletin|"
    r"déclaration|compte[ -]rendu|courrier|courriel|tribune|audit|arrêté)\b"
)
# Bodies whose people speak as « on »: « au ministère, on admet … ».
SPEAKS_AS_ON = frozenset({"authority", "union", "company", "club", "party"})
# So far (in characters of one paragraph) an « on » keeps the place that the last one named.
ON_GOES_ON = 600
# Turns farther apart belong to two dialogues.
DIALOGUE = 1500
# A turn of a dialogue: a line that opens with a dash.
TURNS = re.compile(r"^[ \t]*[—–-][ \t]*", re.MULTILINE)
TURN = re.compile(r"(?:^|\n)[ \t]*[—–-][ \t]*(?:«\s*)?$")


# « ceux qui lui demandaient … »
CLAUSED = re.compile(r"(?:ceux|celles?|celui) (?:qui|qu'|que|dont)\b", re.IGNORECASE)
ONE_OF_THEM = re.compile(r"(?:l')?un(e?) d(?:'eux|'elles|'entre (?:eux|elles))", re.IGNORECASE)
ONE_AMONG = re.compile(r"(?:l')?une? (?:des|de (?:ses|ces|leurs|nos)) [^,.;:«»\n]{3,60}, (?=[A-ZÀ-Þ])")
SOME = {"autres", "d autres", "certains", "certaines", "d aucuns", "quelques uns", "plusieurs", "beaucoup"}


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
    if known in ("je", "j", "nous", "y", "leur"):
        return scene.memory.recall(at, "", "")
    if known == "qui":
        return scene.memory.recall(at, "", "", recent=True)
    strong = ("person", "unnamed", "group") if known in STRONG and number == "s" else ()
    found = None
    if known in RECENT:
        found = last_mentioned(scene.cast, at, gender, number, scene.memory.quoted)
    found = found or scene.memory.recall(at, gender, number, kinds=strong, recent=known in RECENT)
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


def partly(scene: Scene, start: int, end: int) -> Entity | None:
    """« D'autres », « certains », « l'un d'eux »: unnamed members of the group last spoken of; « ceux qui … »: unnamed."""
    text = scene.cast.text
    said = text[start:end].strip()
    if CLAUSED.match(text, start):
        return scene.cast.entity(
            said, "unnamed", "f" if said.lower().startswith("celle") else "m", "s" if said[-1:] in "ei" else "p"
        )
    apposed = ONE_AMONG.match(text, start)
    people = scene.cast.people.within(apposed.end(), apposed.end() + 1) if apposed else []
    if people:
        return people[0].entity  # « l'une des rares voix discordantes, Anne X »
    one = ONE_OF_THEM.match(text, start)
    if one is None and key(said) not in SOME:
        return None
    group = scene.memory.recall(start, "", "p", kinds=("group", "unnamed"), near=True)
    who = group.label.split(" ")[0] if group is not None else ""
    if one:
        label = one.group() if group is None else f"{one.group()} ({who})"
        return scene.cast.entity(label, "unnamed", "f" if one.group(1) else "m", "s")
    if group is None:
        return scene.cast.entity(said.lower(), "unnamed", "m", "p") if key(said) != "beaucoup" else None
    some = said.lower().removeprefix("d'")
    return scene.cast.entity(f"{some} {who}", "unnamed", group.gender, "p")


def both(scene: Scene, at: int) -> Entity | None:
    """« tous deux »: the two persons last spoken of."""
    found: list[Entity] = []
    for mention in reversed(scene.memory.mentions):
        if mention.start < at and mention.entity.kind == "person" and mention.entity not in found:
            found.append(mention.entity)
        if len(found) == 2:
            return scene.cast.entity(f"{found[1].label} et {found[0].label}", "person", "m", "p")
    return None


def near(scene: Scene, a: Attribution) -> Entity | None:
    """The subject nearest before the cue in its own sentence."""
    if a.cue is None:
        return None
    place, sentence = a.cue[0], scene.memory.sentence(a.cue[0])
    for mention in reversed(scene.memory.mentions):
        if mention.start < place and scene.memory.sentence(mention.start) != sentence:
            return None
        if mention.start < place and mention.rank >= 1:
            return mention.entity
    return None


def place_of_on(scene: Scene, a: Attribution, place: int) -> Entity | None:
    """« on »: the place it names, else the issuer of the document it reads from."""
    start = (
        scene.cast.words.start[scene.cast.words.sentences[scene.cast.words.sent[a.position]][0]]
        if len(scene.cast.words)
        else 0
    )
    edge = a.source or a.cue or (place, place)
    tail = re.split(r"[.!?»\n]", scene.cast.text[edge[1] : edge[1] + 80])[0]
    around = scene.cast.text[min(start, edge[0]) : edge[1]] + tail
    behind = edge[1] - min(start, edge[0])
    matches = list(PLACE_OF_ON.finditer(around))
    # « …, dit-on au parquet » before a place further off.
    for match in sorted(matches, key=lambda m: m.start() < behind):
        close = match.start() - behind in range(12)
        entity = located(scene, match.group(1), place, strict=close)
        if entity is None and match.group().lower().startswith("chez ") and match.group(1)[:1].isupper():
            at = around.index(match.group(1), match.start()) + min(start, edge[0])
            entity = name(scene.cast, at, at + len(match.group(1).split(" ")[0]))
        if entity is not None:
            scene.on = (place, entity)
            return entity
    if a.medium:
        entity = name(scene.cast, *a.medium, a.medium_head)
        if entity is not None:
            return entity
    if scene.on and place - scene.on[0] < ON_GOES_ON and "\n" not in scene.cast.text[scene.on[0] : place]:
        return scene.on[1]
    return issuer_before(scene, place) if a.implicit == "issuer" else None


def located(scene: Scene, text: str, at: int, *, strict: bool = False) -> Entity | None:
    """The institution or group that a place for « on » names; ``strict`` where the place stands right at the cue."""
    parts = text.split(" ")
    for n in range(len(parts), 0, -1):
        part = " ".join(parts[:n])
        known = scene.cast.aliases.names.get(key(part))
        if known and known[1] == "institution" and any(c.isupper() for c in part):
            return scene.cast.named(*known, read_phrase(part, scene.cast.aliases), None)
    phrase = read_phrase(text, scene.cast.aliases)
    aliases = scene.cast.aliases
    if phrase.noun in aliases.collectives or phrase.noun in ("gouvernement", "direction", "entourage"):
        gender = phrase.gender or collective_gender(phrase.noun)
        return scene.cast.entity(phrase.core, "group", gender, phrase.number)
    speaks = phrase.noun in aliases.voices or bool(aliases.sorts.get(phrase.noun, frozenset()) & SPEAKS_AS_ON)
    if speaks and (strict or phrase.determiner or phrase.complement or " " in phrase.noun):
        return described(scene.cast, phrase, text, at, None)
    first = text.split(" ")[0]
    if scene.cast.capitals.firm(first) and first[:1].isupper():
        return firm(scene.cast, first, phrase)
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
