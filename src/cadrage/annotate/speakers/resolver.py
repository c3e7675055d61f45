"""Speaker and kind of speaker for every attribution of a document, in the order of the text."""

import re

from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.words import Words
from cadrage.annotate.speakers.entity import Entity
from cadrage.annotate.speakers.naming import PRONOUNS, RECENT, Namer, collective_gender, nobody
from cadrage.annotate.speakers.phrases import read_phrase
from cadrage.annotate.speakers.reference import Memory
from cadrage.lexicon.aliases import Aliases, key

SUBJECTS = {"nsubj", "nsubj:pass", "nsubj:caus", "obl:agent"}
# « on » says where it speaks: « à l'Élysée, on se dit confiant », « dans l'autre délégation ».
PLACE_OF_ON = re.compile(
    r"(?:\b(?:à|au|aux|chez|dans|auprès d[eu]s?|au sein d[eu]s?|du côté d[eu]s?|côté)\s+|^)"
    r"((?:(?:l'|la |le |les |une? |cette |autre )+)?[\w'-]+(?: [\w'-]+){0,4})",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?»,;:](?:\s|$)|\n")
# Pronouns that stand for people rather than institutions.
STRONG = {"lui", "lui meme"}
PARTICIPLE = re.compile(r"[A-ZÀ-Þ]\w+(?:é|ée|és|ées|i|ie|is|ies|u|ue|us|ues|ant)")
OPENS = re.compile(r" (?:par|pour|à|au|aux|de|d'|du|des|en|dans|sur|depuis|comme|lors|hier|lundi|mardi|mercredi|jeudi|vendredi)\b")
# « …, la Russie »: where a subject stands that follows an opening phrase.
OPENS_CLAUSE = re.compile(r"(?:^|[,.] |\n)(?:[Ll]'|[Ll]a |[Ll]e |[Ll]es )?$")
PLURALS = {"les", "des", "aux", "ses", "leurs", "ces", "deux", "trois", "quatre", "cinq", "six", "plusieurs", "quelques"}
BOTH = {"deux", "les deux", "toutes deux", "tous deux"}
# Turns farther apart belong to two dialogues.
DIALOGUE = 1500
# « (pour) sa part », « de son côté », « à voix basse »: asides that a rule took for a source.
ASIDE = re.compile(r"(?:(?:sa|leur) part|son (?:tour|côté)|leur côté|voix (?:basse|haute)|à voix|contraire|revanche)\b", re.IGNORECASE)
# « il » that stands for nobody.
IMPERSONAL = re.compile(
    r"\s+(?:n'|ne )?(?:s'agi|y a|y av|y aur|faut|fall|faud|sembl|conv(?:ien|en)|import|suffi|rest|exist|arriv|"
    r"s'en|appar|para[iî]|pleu|est (?:\w+ )?(?:que|de|d'|à|clair|vrai|possible|probable|temps|question|\d)|a été|"
    r"avait été|aura été)"
)
STOPS_SUBJECT = {"VERB", "AUX", "PUNCT", "PRON", "SCONJ"}
TOPIC = re.compile(r"\b[Qq]uant (?:à |au[x]? )((?:l'|la |le |les )?[^,.;:\n]{2,60}),")
PREPOSITION = re.compile(r"\b(?:de|du|des|d'|à|au|aux|avec|par|contre|pour|chez|sur|sous|après|avant|en|dans|selon)\b")
# A turn of a dialogue: a line that opens with a dash.
TURN = re.compile(r"(?:^|\n)[ \t]*[—–-][ \t]*(?:«\s*)?$")
PUBLISHED = re.compile(
    r"\b(?:communiqué|tweet|déclaration|message|courriel|courrier|lettre|rapport|note|texte|site|page|compte rendu|"
    r"compte-rendu|étude|avis|bulletin|document|tribune|interview|entretien)s?\b"
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
    """
    if not attributions:
        return
    words = doc.user_data.get("words") or Words.of(doc)
    declared = {key(phrase): name for name, phrases in (actors or {}).items() for phrase in [name, *phrases]}
    Resolver(view.text, words, quotes, attributions, aliases, declared).run()


class Resolver:
    """One document's resolution; made anew for each document."""

    def __init__(self, text: str, words: Words, quotes, attributions, aliases: Aliases, actors: dict[str, str]):
        self.words, self.aliases = words, aliases
        self.text = text
        self.attributions = sorted(attributions, key=lambda a: (self._place(a), a.start))
        quoted = sorted((q.start, q.end) for q in quotes if q.level == 0)
        self.memory = Memory(text, words, quoted)
        self.namer = Namer(text, words, aliases, actors)
        self.namer.refer = self._refer
        self.hidden = _merged([*quoted, *(span for a in attributions if a.parent is None for span in a.content)])
        self.quoted = _merged(quoted)
        self.named = {id(e) for e in self.namer.people.full.values()}
        self.speakers: list[tuple[int, Entity]] = []

    def run(self) -> None:
        events = [(self._place(a), 1, a) for a in self.attributions]
        events += [(start, 0, subject) for start, *subject in self._subjects()]
        events.sort(key=lambda e: (e[0], e[1]))
        for place, sort, item in events:
            if sort:
                self._attribution(item)
            else:
                self._subject(place, *item)

    def _place(self, a: Attribution) -> int:
        """Where the report is read: at its source or cue, whichever comes last; a free quotation at its start."""
        places = [s[0] for s in (a.cue, a.source) if s]
        return max(places) if places and a.implicit != "inherited" else a.cue[0] if a.cue else a.start

    def _subjects(self):
        """The narrator's mentions that pronouns can take up: (start, end, rank, head token or None).

        Names count everywhere, most at the head of a sentence; other phrases count as subjects. What stands in
        quotation marks belongs to another conversation.
        """
        words, seen = self.words, set()
        for name in self.namer.people.names:
            if name.entity is not None and not _inside(self.quoted, name.start):
                hidden = _inside(self.hidden, name.start)
                yield name.start, name.end, 0.6 if hidden else 2 if self._heads_sentence(name.start) else 1, None
        for start, end in self.namer.people.others:
            if not _inside(self.quoted, start):
                yield start, end, 2 if OPENS_CLAUSE.search(self.text, max(0, start - 8), start) else 0.5, None
        for start, end, _ in self.namer.explained:
            if not _inside(self.quoted, start):
                yield start, end, 1.2, None
        people = self.aliases.people_words
        for i, dep in enumerate(words.dep):
            if words.lower[i] in people and words.pos[i] == "NOUN" and dep not in SUBJECTS and i:
                start = words.start[i - 1]
                if words.lower[i - 1] in PLURALS and not _inside(self.hidden, start):
                    yield words.start[i], words.end[i], 0.8, i
            if dep not in SUBJECTS or _inside(self.quoted, words.start[i]):
                continue
            if words.pos[i] == "PRON" and words.lower[i] in ("il", "elle", "ils", "elles"):
                told = not _inside(self.hidden, words.start[i])
                if told and not IMPERSONAL.match(self.text, words.end[i]):
                    yield words.start[i], words.end[i], 2, None
            if words.pos[i] in ("NOUN", "PROPN"):
                start = words.start[words.left[i]]
                seen.add(start)
                hidden = _inside(self.hidden, words.start[i])
                yield start, words.end[words.right[i] - 1], 1.2 if hidden else 2, i
        for first, last in words.sentences:
            start = words.start[first]
            if start in seen or words.pos[first] not in ("DET", "PROPN") or _inside(self.hidden, start):
                continue
            stop = next((j for j in range(first, min(last, first + 12)) if words.pos[j] in STOPS_SUBJECT), None)
            if stop is not None and stop > first:
                yield start, words.end[stop - 1], 2, stop - 1
        for match in TOPIC.finditer(self.text):
            yield match.start(1), match.end(1), 3, None

    def _heads_sentence(self, start: int) -> bool:
        edge = max(0, start - 60)
        at = max(self.text.rfind(". ", edge, start), self.text.rfind("\n", edge, start), start - 60)
        lead = self.text[at + 1 : start].strip(" .")
        return start - at < 60 and "," not in lead and len(lead.split()) < 6 and not PREPOSITION.search(lead)

    def _subject(self, start: int, end: int, rank: float, head: int | None) -> None:
        if head is None:
            if self.text[start:end].lower() in PRONOUNS:
                entity = self.memory.recall(start, *PRONOUNS[self.text[start:end].lower()])
                if entity is not None:
                    self.memory.add(start, end, entity, rank)
                return
            names = self.namer.people.within(start, end)
            if names and names[0].start <= start and names[0].entity is not None:
                self.memory.add(start, end, names[0].entity, rank)
                return
        text = self.text[start : min(end, start + 200)]
        phrase = read_phrase(text, self.aliases)
        a = self.aliases
        if head is None and rank < 1 and a.names.get(key(text), ("", ""))[1] != "institution":
            return
        known = key(text) in a.names or key(phrase.core) in a.names or key(text) in self.namer.acronyms
        if not (
            known or phrase.function or phrase.proper or phrase.noun in a.people or phrase.noun in a.sorts
            or phrase.noun in a.voices or phrase.noun in a.collectives or phrase.noun in a.camps
        ):  # fmt: skip
            return
        if phrase.function and phrase.determiner == "possessive" and phrase.noun == "homologue":
            return
        entity = self.namer.name(start, start + len(text), head)
        if entity is not None and entity.kind != "document":
            self.memory.add(start, end, entity, rank)

    def _attribution(self, a: Attribution) -> None:
        entity = self._entity(a)
        if entity is None:
            a.speaker, a.speaker_kind = None, None
            return
        a.speaker, a.speaker_kind = entity.label, entity.kind
        self.speakers.append((a.start, entity))
        place = self._place(a)
        if a.parent is None and not (a.source and a.implicit == "inherited"):
            start = a.source[0] if a.source else place
            self.memory.add(start, start + 1, entity, 3)
        around = self.text[a.medium[0] : a.medium[1]] if a.medium else self.text[a.source[0] : a.source[1]] if a.source else ""
        if a.medium or PUBLISHED.search(around):
            self.memory.issuers.append((place, entity))

    def _entity(self, a: Attribution) -> Entity | None:
        place = self._place(a)
        if a.source:
            start, end = a.source
            known = key(self.text[start:end])
            if nobody(self.text[start:end]):
                return self._nobody(a, place)
            if known in PRONOUNS:
                return self._pronoun(a, known, start)
            if known in BOTH:
                return self._both(start)
            if not self._plausible(start, end, a.source_head):
                return self._near(a) or self._previous(a, place)
            entity = self.namer.name(start, end, a.source_head)
            if entity is not None:
                return entity
            return self.memory.recall(start, "", "")
        if a.medium:
            entity = self.namer.name(*a.medium, a.medium_head)
            if entity is not None and entity.kind != "document":
                return entity
            return self._issuer(place) or entity
        if a.implicit == "issuer":
            return self._issuer(place)
        if a.implicit == "unknown":
            return None
        if a.implicit == "alternate":
            return self._other(min(place, a.start))
        return self._previous(a, place)

    def _previous(self, a: Attribution, place: int) -> Entity | None:
        """A quotation without cue, « Et d'ajouter que »: who speaks goes on, unless the narration moved on."""
        at = min(place, a.start)
        if a.cue is None and TURN.search(self.text, max(0, at - 8), at) and self.speakers:
            return self._other(at)
        return self.memory.recall(at, "", "") or self.memory.last_speaker(place)

    def _plausible(self, start: int, end: int, head: int | None) -> bool:
        """Whether a source is a noun phrase at all: parsers take « pour sa part », « Outré, » for subjects."""
        text = self.text[start:end]
        if ASIDE.match(text):
            return False
        words = self.words
        first = self.namer.tokens_at.get(start)
        if PARTICIPLE.fullmatch(text) and OPENS.match(self.text, end) and not self.namer.people.within(start, end):
            return False  # « Outré par cette attitude, le pays … »
        if first is None or end - start > 40 or words.pos[first] in ("DET", "PROPN", "PRON", "NUM"):
            return True
        if text[:1].isupper():
            opens = first == words.sentences[words.sent[first]][0]
            verbal = words.pos[first] in ("VERB", "AUX", "ADV", "ADJ") and key(words.text[first]) not in self.aliases.given
            return not (opens and verbal and " " not in text)
        phrase = read_phrase(text, self.aliases)
        known = phrase.noun in self.namer.entities or phrase.noun in self.aliases.names or phrase.function
        return bool(known or phrase.determiner) or words.pos[first if head is None else head] in ("NOUN", "PROPN", "X")

    def _near(self, a: Attribution) -> Entity | None:
        """The subject nearest before the cue in its own sentence."""
        if a.cue is None:
            return None
        place, sentence = a.cue[0], self.memory.sentence(a.cue[0])
        for mention in reversed(self.memory.mentions):
            if mention.start < place and self.memory.sentence(mention.start) != sentence:
                return None
            if mention.start < place and mention.rank >= 1:
                return mention.entity
        return None

    def _other(self, at: int) -> Entity | None:
        """In a dialogue the other one of two answers."""
        talkers: list[Entity] = []
        for start, entity in reversed(self.speakers):
            if start < at and entity.kind in ("person", "unnamed") and entity not in talkers:
                talkers.append(entity)
            if len(talkers) == 2 or at - start > DIALOGUE:
                break
        if len(talkers) == 2:
            return talkers[1]
        kinds = ("person", "unnamed")
        return self.memory.recall(at, "", "", kinds=kinds, besides=talkers) or self.memory.recall(at, "", "", kinds=kinds)

    def _both(self, at: int) -> Entity | None:
        """« tous deux »: the two persons last spoken of."""
        found: list[Entity] = []
        for mention in reversed(self.memory.mentions):
            if mention.start < at and mention.entity.kind == "person" and mention.entity not in found:
                found.append(mention.entity)
            if len(found) == 2:
                return self.namer._entity(f"{found[1].label} et {found[0].label}", "person", "m", "p")
        return None

    def _nobody(self, a: Attribution, place: int) -> Entity | None:
        """« on »: the place it names, else the issuer of the document it reads from."""
        start = self.words.start[self.words.sentences[self.words.sent[a.position]][0]] if len(self.words) else 0
        around = self.text[min(start, a.source[0]) : a.source[1] + 80]
        for match in PLACE_OF_ON.finditer(around):
            entity = self._located(match.group(1))
            if entity is not None:
                return entity
        if a.medium:
            entity = self.namer.name(*a.medium, a.medium_head)
            if entity is not None:
                return entity
        return self._issuer(place) if a.implicit == "issuer" else None

    def _located(self, text: str) -> Entity | None:
        parts = text.split(" ")
        for n in range(len(parts), 0, -1):
            part = " ".join(parts[:n])
            known = self.aliases.names.get(key(part))
            if known and known[1] == "institution" and any(c.isupper() for c in part):
                return self.namer._named(*known, read_phrase(part, self.aliases), None)
        phrase = read_phrase(text, self.aliases)
        if phrase.noun in self.aliases.collectives or phrase.noun in ("gouvernement", "direction", "entourage"):
            gender = phrase.gender or collective_gender(phrase.noun)
            return self.namer._entity(phrase.core, "group", gender, phrase.number)
        return None

    def _pronoun(self, a: Attribution, known: str, start: int) -> Entity | None:
        gender, number = PRONOUNS[known]
        at = min(start, a.start) if a.start < start and _touches(a, start) else start
        if known in ("je", "j", "nous", "y", "leur"):
            return self.memory.recall(at, "", "")
        if known == "qui":
            return self.memory.recall(at, "", "", recent=True)
        strong = ("person", "unnamed", "group") if known in STRONG and number == "s" else ()
        found = self.memory.recall(at, gender, number, kinds=strong, recent=known in RECENT)
        if found is None and number == "p":
            found = self.memory.recall(at, "", "", kinds=("group", "institution"))
        return found

    def _issuer(self, place: int) -> Entity | None:
        """Who issued the document last spoken of: « un rapport de la Cour des comptes … y lit-on »."""
        last = self.memory.issuers[-1][0] if self.memory.issuers else -1
        for match in reversed(list(DOCUMENT.finditer(self.text, max(0, place - 700, last), place))):
            phrase = read_phrase(SENTENCE_END.split(self.text[match.start() : match.start() + 110])[0], self.aliases)
            if phrase.noun in self.aliases.documents:
                found = self.namer._complement(phrase, match.start())
                speaks = found is not None and (found.sorts or any(c.isupper() for c in found.label))
                if speaks and found.kind in ("institution", "state", "person"):
                    return found
        return self.memory.issuer(place)

    def _refer(self, start: int, gender: str, number: str, wanted) -> Entity | None:
        if wanted == "issuer":
            return self._issuer(start)
        if wanted == "named":
            return self.memory.recall(start, gender, number, kinds=("person",), among=self.named)
        if wanted == "undescribed":
            described = [e for e in self.namer.entities.values() if e.functions]
            described += [e for e in self.namer.people.full.values() if e.functions]
            return self.memory.recall(start, gender, number, kinds=("person",), besides=described)
        if wanted == "person":
            return self.memory.recall(start, gender, number, kinds=("person", "unnamed"))
        if wanted == "any":
            return self.memory.recall(start, gender, "")
        return self.memory.recall(start, gender, number, kinds=("institution",), sorts=wanted)


DOCUMENT = re.compile(
    r"\b(?:un|le|son|leur|ce|une|la|sa|cette|du|au)\s(?:communiqué|rapport|étude|lettre|note|avis|tweet|message|bulletin|"
    r"déclaration|compte[ -]rendu|courrier|courriel|tribune|audit|arrêté)\b"
)


def _touches(a: Attribution, start: int) -> bool:
    """Whether a source stands within or right behind its content (« Son client, insiste-t-il, n'a fait que … »)."""
    return a.start <= start <= a.end + 60


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[list[int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return [(a, b) for a, b in merged]


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][1] <= at:
            low = middle + 1
        else:
            high = middle
    return low < len(spans) and spans[low][0] <= at
