"""« On » and where it speaks: « au ministère, on admet … », « chez X, dit-on »."""

import re

from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.speakers.bodies import collective_gender, firm
from cadrage.annotate.speakers.entity import Entity
from cadrage.annotate.speakers.naming import described, name
from cadrage.annotate.speakers.phrases import read_phrase
from cadrage.annotate.speakers.scene import Scene, issuer_before
from cadrage.lexicon.aliases import key

# « on » says where it speaks: « à l'Élysée, on se dit confiant », « dans l'autre délégation ».
PLACE_OF_ON = re.compile(
    r"(?:\b(?:à|au|aux|chez|dans|en|auprès d[eu]s?|au sein d[eu]s?|du côté d[eu]s?|côté)\s+|^)"
    r"((?:(?:l'|la |le |les |une? |cette |autre )+)?[\w'-]+(?: [\w'-]+){0,4})",
    re.IGNORECASE,
)
# Bodies whose people speak as « on »: « au ministère, on admet … ».
SPEAKS_AS_ON = frozenset({"authority", "union", "company", "club", "party"})
AMONG = re.compile(r"^(?:chez les|auprès des|du côté des|parmi les) ", re.IGNORECASE)
PLURAL = re.compile(r"^(?:aux|auprès des|du côté des|au sein des) ", re.IGNORECASE)
THERE = re.compile(r"(?:^|[\s»,])y \w+(?: \w+)?\W*$")
# Where such people sit: « au guichet », « au bureau de la ministre ».
ROOMS = frozenset(
    {
        "bureau",
        "cabinet",
        "caserne",
        "etude",
        "guichet",
        "qg",
        "rectorat",
        "service",
        "siege",
        "standard",
        "quartier general",
    }
)
# So far (in characters of one paragraph) an « on » keeps the place that the last one named.
ON_GOES_ON = 600


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
        among = AMONG.search(match.group())
        group = PLURAL.search(match.group()) or among
        entity = located(
            scene,
            ("les " if group else "") + match.group(1).removeprefix("les "),
            place,
            strict=close,
            among=bool(among),
        )
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
    if THERE.search(scene.cast.text, max(0, edge[0] - 30), edge[0] + 2):
        # « Le ministère a … ; c'est faux, y assure-t-on. »
        there = scene.memory.recall(place, "", "s", kinds=("institution",), near=True)
        if there is not None:
            return there
    if scene.on and place - scene.on[0] < ON_GOES_ON and "\n" not in scene.cast.text[scene.on[0] : place]:
        return scene.on[1]
    return issuer_before(scene, place) if a.implicit == "issuer" else None


def located(scene: Scene, text: str, at: int, *, strict: bool = False, among: bool = False) -> Entity | None:
    """The institution or group that a place for « on » names; ``strict`` where the place stands right at the cue, ``among``
    where any plural will do."""
    parts = text.split(" ")
    for n in range(len(parts), 0, -1):
        part = " ".join(parts[:n])
        known = scene.cast.aliases.names.get(key(part))
        if known and known[1] == "institution" and any(c.isupper() for c in part):
            return scene.cast.named(*known, read_phrase(part, scene.cast.aliases), None)
    phrase = read_phrase(text, scene.cast.aliases)
    aliases = scene.cast.aliases
    if phrase.number == "p" and (among or phrase.noun in aliases.camps or phrase.function):
        return scene.cast.entity(phrase.core, "group", phrase.gender or "m", "p")  # « chez les planteurs »
    if phrase.noun in ROOMS and (strict or phrase.complement):
        return scene.cast.entity(phrase.core, "institution", phrase.gender or "m", "s")
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
