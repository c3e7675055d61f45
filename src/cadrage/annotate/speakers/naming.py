"""Whom a source phrase names: one decision list from the most to the least explicit.

Declared actors, coordination, a person's name at the head, lexicon names and acronyms, documents and spokespersons
(who speak for somebody else), unnamed sources, voices of states, organisations, functions, groups.
"""

import re

from cadrage.annotate.attribution.words import Words
from cadrage.annotate.speakers.entity import Entity
from cadrage.annotate.speakers.organisations import acronyms, gender_of, known_name, state_voice
from cadrage.annotate.speakers.people import People, find_people
from cadrage.annotate.speakers.phrases import CUT, TAIL, Phrase, members, read_phrase
from cadrage.lexicon.aliases import Aliases, key

PRONOUNS = {
    "il": ("m", "s"), "elle": ("f", "s"), "lui": ("m", "s"), "ils": ("m", "p"), "elles": ("f", "p"), "eux": ("m", "p"),
    "ce dernier": ("m", "s"), "cette derniere": ("f", "s"), "ces derniers": ("m", "p"), "ces dernieres": ("f", "p"),
    "celui ci": ("m", "s"), "celle ci": ("f", "s"), "ceux ci": ("m", "p"), "celles ci": ("f", "p"), "qui": ("", "s"),
    "dernier": ("m", "s"), "derniere": ("f", "s"), "derniers": ("m", "p"), "dernieres": ("f", "p"),
    "t il": ("m", "s"), "t elle": ("f", "s"), "t ils": ("m", "p"), "t elles": ("f", "p"),
    "lui meme": ("m", "s"), "elle meme": ("f", "s"), "celui": ("m", "s"), "celle": ("f", "s"), "ceux": ("m", "p"),
    "y": ("", "s"), "dont": ("", "s"), "leur": ("", "p"), "le": ("m", "s"), "je": ("", "s"), "j": ("", "s"), "nous": ("", "p"),
}  # fmt: skip
RECENT = {"ce dernier", "cette derniere", "ces derniers", "ces dernieres", "celui ci", "celle ci", "ceux ci",
          "celles ci", "qui", "dernier", "derniere", "derniers", "dernieres"}  # fmt: skip
NOBODY = {"on", "t on", "l on", "certains", "d aucuns", "beaucoup", "d autres", "aucuns", "tout le monde", "personne",
          "chacun", "autres", "plusieurs", "cela", "ca", "ce", "c", "rien", "tous", "toutes"}  # fmt: skip
AGED = re.compile(r"(?:trent|quadrag|quinquag|sexag|septuag|octog|nonag)[eé]naire|(?:jeune )?(?:homme|femme|dame|fille)")
COMPLEMENT = re.compile(r"^(?:de la |de l'|de |du |des |d'|au |aux |à l'|à la |à )\s*", re.IGNORECASE)
# Longer sources are mistakes of a parser on odd text.
LONGEST_SOURCE = 300
NAME = re.compile(r"(?:[Ll]'|[Ll]e |[Ll]a |[Ll]es |The |Der |Die |El )?[A-ZÀ-Þ]\w")
NAME_IS_COMPLEMENT = re.compile(
    r"\b(?:de|du|des|d'|à|au|aux|chez|par|avec|pour|contre|sur|et|que|dans|entre|en)\s*$", re.IGNORECASE
)
DIGIT = re.compile(r"^(?:quelque |plus |près |environ )?\d|^(?:deux|trois|quatre|cinq|six|dix|vingt|cent|mille)\b")


ONE_OF = re.compile(r"(?:l'une?|une?) (?:de |d'|des |du )", re.IGNORECASE)
# « Le président de la Turquie, Erdogan »
APPOSED = re.compile(r"^(?P<function>[^,]{3,80}), (?P<name>[A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)?)$")
# « le joueur de 24 ans »
OF_AGE = re.compile(r"(?:âgée? )?de \d+ ans\b\s*")
# « l'un d'eux », cut short
ONE = {"un", "une", "l un", "l une", "l un d eux", "l une d elles", "un d eux", "un d entre eux", "une d elles"}


def nobody(text: str) -> bool:
    """Whether a source stands for nobody in particular (« on », « certains »).

    >>> nobody("tout le monde"), nobody("Le Monde")
    (True, False)
    """
    return key(text) in NOBODY or text.strip().lower() == "tout le monde"


class Namer:
    """Names the speaker behind phrases of one document.

    ``view`` positions are characters; ``refer`` is asked for what only the context can tell: it is called with
    (start, gender, number, wanted) and returns an entity or None (see reference.py).
    """

    def __init__(self, text: str, words: Words, aliases: Aliases, actors: dict[str, str]):
        self.words, self.aliases, self.actors = words, aliases, actors
        self.text = text
        self.tokens_at = {s: i for i, s in enumerate(words.start)}
        self.people: People = find_people(text, words, aliases, self.tokens_at)
        self.explained: list[tuple[int, int, str]] = []
        self.acronyms = acronyms(self.text, aliases, self.explained) if "(" in self.text else {}
        self.entities: dict[str, Entity] = {}
        self.refer = None

    def name(self, start: int, end: int, head: int | None = None) -> Entity | None:
        """The entity that ``text[start:end]`` names, or None where only the context knows (pronouns included)."""
        end = min(end, start + LONGEST_SOURCE)
        phrase_text = self.text[start:end]
        actor = self.actors.get(key(phrase_text))
        if actor:
            return self._institution(actor, sorts=frozenset())
        parts = members(phrase_text)
        if len(parts) > 1 and known_name(phrase_text, self.aliases) is None:
            listed = self._listed(parts, start, end)
            if listed:
                return listed
        return self._one(start, end, head)

    def _listed(self, parts: list[str], start: int, end: int) -> Entity | None:
        found, at = [], start
        for part in parts:
            at = self.text.index(part, at)
            if key(part) in PRONOUNS:
                return None
            one = self._one(at, at + len(part), None)
            if one is None:
                return None
            found.append(one)
            at += len(part)
        if len({id(e) for e in found}) < 2:
            return None
        kinds = {e.kind for e in found}
        label = " et ".join(e.label for e in found)
        kind = kinds.pop() if len(kinds) == 1 else "group"
        gender = "f" if all(e.gender == "f" for e in found) else "m"
        return self._entity(label, kind, gender, "p")

    def _one(self, start: int, end: int, head: int | None) -> Entity | None:
        raw = self.text[start:end]
        person = self._person(start, end)
        if person:
            return person
        if key(raw) in ONE or ONE_OF.match(raw):
            return self._entity(raw, "unnamed", "f" if key(raw).endswith("une") else "m", "s")
        phrase = read_phrase(raw, self.aliases)
        shown = TAIL.sub("", CUT.sub("", raw).strip()) or raw.strip()
        actor = self.actors.get(key(shown))
        if actor:
            return self._institution(actor, sorts=frozenset())
        if not phrase.noun or key(raw) in PRONOUNS or nobody(raw):
            return None
        named = APPOSED.match(raw.strip()) if phrase.function and phrase.determiner == "definite" else None
        if named and key(named["name"]) not in self.aliases.names:
            entity = self._entity(named["name"], "person", phrase.gender, "s")
            entity.functions.append((phrase.noun, frozenset(key(named["function"]).split())))
            return entity
        if phrase.determiner == "" and phrase.core[:1].isupper() and " " not in phrase.core:
            person = self.people.called([phrase.core], "", start)
            if person:
                return person
        for candidate in dict.fromkeys((raw, shown, phrase.core)):
            known = known_name(candidate, self.aliases)
            if known:
                return self._known(known, phrase, head)
            label = self.acronyms.get(key(candidate))
            if label:
                return self._named(label, "institution", phrase, head)
        return self._described(phrase, shown, start, head)

    def _person(self, start: int, end: int) -> Entity | None:
        """The person whose name heads the phrase, not one in its complements (« un conseiller de M. Vasc »)."""
        names = self.people.within(start, end)
        for name in names:
            if name.entity is None or name.end > end + 1:
                continue
            lead = self.text[start : name.start]
            if NAME_IS_COMPLEMENT.search(lead):
                continue
            if "(" in lead and ")" not in lead:
                continue
            if len(names) > 1 and name.title.startswith(("MM", "Mmes")) or self._pair(name, names):
                return self._pair(name, names) or name.entity
            return name.entity
        return None

    def _pair(self, name, names) -> Entity | None:
        """« Thierry et Véronique Roy », « MM. Poutine et Trump »: two names that share title or surname."""
        k = names.index(name)
        if k + 1 >= len(names) or names[k + 1].entity is None or names[k + 1].entity is name.entity:
            return None
        between = self.text[name.end : names[k + 1].start]
        if between.strip() != "et":
            return None
        other = names[k + 1].entity
        return self._entity(f"{name.entity.label} et {other.label}", "person", "m", "p")

    def _known(self, known: tuple[str, str], phrase: Phrase, head: int | None) -> Entity:
        label, kind = known
        return self._named(label, kind, phrase, head)

    def _named(self, label: str, kind: str, phrase: Phrase, head: int | None) -> Entity:
        label, kind = self.canonical(label, kind)
        entity = self._entity(label, kind, phrase.gender, phrase.number)
        if not entity.gender and head is not None:
            entity.gender = gender_of(entity, phrase, self.words.morph[head])
        return entity

    def canonical(self, label: str, kind: str) -> tuple[str, str]:
        """One label for a state and its capital where the document speaks through both."""
        state = self.aliases.states.get(label)
        if state and state in self.entities:
            return state, self.entities[state].kind
        return label, kind

    def _described(self, p: Phrase, shown: str, start: int, head: int | None) -> Entity | None:
        a = self.aliases
        if p.determiner == "possessive" and shown.lower().startswith(("nos ", "notre ")):
            return self._entity(shown, "unnamed", p.gender, p.number)
        if p.noun in a.documents and p.determiner:
            if not NAME.match(p.rest):
                return self._document(p, start, head)
            if a.documents[p.noun] != "carrier":  # « un sondage Opinia »
                return self._entity(p.core, "document", p.gender, p.number)
        if p.noun.startswith("porte parole") or p.noun in ("attache de presse", "service de presse"):
            return self._spokesperson(p, start, head)
        if p.noun in a.sources:
            return self._entity(p.core or shown, "unnamed", "f" if "source" in p.noun else p.gender, p.number)
        voice = state_voice(p, a)
        if voice:
            return self._voice(voice, p, head)
        if p.noun in a.sorts or (p.noun in a.voices and not p.function):
            return self._organisation(p, shown, start, head)
        if p.function or p.noun in a.people or AGED.fullmatch(p.noun):
            return self._function(p, shown, start)
        if (p.noun in a.collectives and not p.proper) or p.noun in a.camps:
            return self._entity(p.core, "group", p.gender or collective_gender(p.noun), p.number)
        if p.noun in ("partie", "camp", "cote") and p.adjectives and p.adjectives[0] in a.adjectives:
            return self._entity(a.adjectives[p.adjectives[0]], "state", "f", "s")
        return self._other(p, shown, start, head)

    def _document(self, p: Phrase, start: int, head: int | None) -> Entity | None:
        issuer = self._complement(p, start)
        if issuer is not None:
            return issuer
        sort = self.aliases.documents[p.noun]
        if p.determiner == "possessive" and self.refer:
            found = self.refer(start, "", "s", "any")
            if found is not None:
                return found
        if sort == "carrier" and p.number == "s" and self.refer:
            found = self.refer(start, "", "", "issuer")
            if found is not None:
                return found
        return self._entity(p.core, "document", p.gender, p.number)

    def _complement(self, p: Phrase, start: int) -> Entity | None:
        """The speaker behind « communiqué de X », « porte-parole du Y »; None where the complement is no speaker."""
        text = p.complement or p.rest
        match = COMPLEMENT.match(text)
        if not match or match.group().lower().startswith(("à", "au")):
            return None
        inner = text[match.end() :]
        bare = match.group().strip().lower() in ("de", "d'")
        if not inner or DIGIT.match(inner) or (bare and inner[:1].islower() and inner.split()[0] not in (
            "un", "une", "son", "sa", "ses", "leur", "leurs", "l'", "plusieurs",
        ) and key(inner.split()[0]) not in self.aliases.sorts):  # fmt: skip
            return None
        at = self.text.find(inner, start)
        if at < 0:
            return None
        article = {"du": "le ", "des": "les ", "de la": "la ", "de l'": "l'", "au": "le ", "aux": "les "}
        inner_start = at
        person = self._person(inner_start, inner_start + len(inner))
        if person:
            return person
        phrase = read_phrase(article.get(match.group().strip().lower(), "") + inner, self.aliases)
        known = known_name(inner, self.aliases) or known_name(phrase.core, self.aliases)
        if known:
            return self._named(*known, phrase, None)
        label = self.acronyms.get(key(phrase.core))
        if label:
            return self._named(label, "institution", phrase, None)
        if not phrase.noun:
            return None
        if phrase.determiner == "possessive":
            return self.refer(start, "", "s", "any") if self.refer else None
        found = self._described(phrase, inner, at, None)
        return found if found is not None and found.kind != "document" else None

    def _spokesperson(self, p: Phrase, start: int, head: int | None) -> Entity | None:
        if p.anaphoric and not p.rest:
            known = self._by_function(p, start)
            if known:
                return known
        issuer = self._complement(p, start)
        if issuer is not None:
            if p.determiner == "definite" and p.number == "s":
                known = self._by_function(p, start)
                if known:
                    return known
            return issuer
        if p.determiner == "possessive" and self.refer:
            return self.refer(start, "", "s", "any")
        return self._entity(p.core, "unnamed" if p.determiner == "indefinite" else "person", p.gender, p.number)

    def _voice(self, voice: tuple[str, str], p: Phrase, head: int | None) -> Entity:
        # The first wording of a voice is its label for the whole document; across documents see corpus.py.
        known = self.entities.get(f"voice:{voice[0]}:{voice[1]}")
        if known is None:
            known = self._named(p.core, "institution", p, head)
            self.entities[f"voice:{voice[0]}:{voice[1]}"] = known
        return known

    def _organisation(self, p: Phrase, shown: str, start: int, head: int | None) -> Entity | None:
        sorts = self.aliases.sorts.get(p.noun, frozenset())
        capital = re.search(r"(?<![.!?] )\b[A-ZÀ-Þ]\w", p.rest)
        if capital:
            behind = p.rest[capital.start() :] if not p.complement else ""
            for candidate in (p.rest, behind):
                known = known_name(candidate, self.aliases) if candidate else None
                if known:
                    entity = self._named(*known, p, head)
                    entity.sorts |= sorts
                    return entity
                label = self.acronyms.get(key(candidate)) if candidate else None
                if label:
                    return self._institution(label, sorts, p)
                if candidate and key(candidate) in self.entities:
                    return self.entities[key(candidate)]
        elif p.anaphoric and p.number == "s" and not p.complement:
            # « L'Union », « l'Ordre »: a name, unless it shortens one (« le Conseil » for le Conseil constitutionnel)
            sorts = frozenset() if p.proper and p.core[:1].isupper() else sorts
            found = self._organisation_before(p, start, sorts)
            if found is not None:
                return found
        entity = self._institution(p.core or shown, sorts, p)
        if p.determiner == "indefinite" and not capital:
            entity.kind = "unnamed" if p.number == "s" else "group"
        elif p.number == "p" and not capital:
            entity.kind = "group"
        return entity

    def _organisation_before(self, p: Phrase, start: int, sorts: frozenset[str]) -> Entity | None:
        """« le groupe aéronautique », « le ministère »: an organisation already named."""
        same = [e for e in self.entities.values() if e.kind == "institution" and e.number == "s"
                and p.noun in key(e.label).split() and key(e.label) != key(p.core)]  # fmt: skip
        same = [e for e in same if any(c.isupper() for c in e.label) or " de " not in f"{e.label} ".replace("'", " ")]
        if same and not p.adjectives:
            return same[-1]
        # « la police cantonale », « la présidence moldave » name an authority afresh; « le syndicat » takes one up.
        if not sorts or sorts <= {"authority"} or len(p.adjectives) > 1 or any(w in self.aliases.adjectives for w in p.adjectives):
            return None
        return self.refer(start, p.gender, "s", sorts) if self.refer else None

    def _function(self, p: Phrase, shown: str, start: int) -> Entity | None:
        if p.number == "p":
            kind = "unnamed" if p.determiner == "indefinite" else "group"
            return self._entity(p.core, kind, p.gender or "m", "p")
        if p.determiner == "indefinite":
            return self._entity(p.core, "unnamed", p.gender, "s")
        if p.anaphoric:
            known = self._by_function(p, start) if p.function else None
            if known:
                return known
            if p.function and not OF_AGE.sub("", p.rest) and p.function.noun in self.aliases.classes and self.refer:
                # « l'élu » for somebody whose function the article takes as known.
                found = self.refer(start, p.gender, "s", "undescribed")
                if found is not None:
                    return found
            if p.noun in self.aliases.anybody or AGED.fullmatch(p.noun) or p.noun in self.aliases.people:
                wanted = "named" if p.noun in self.aliases.anybody else "person"
                found = self.refer(start, p.gender, "s", wanted) if self.refer else None
                if found is not None and not p.complement:
                    return found
            known = self._role_before(p)
            if known is not None:
                return known
        role = self._entity(p.core, "person", p.gender, "s")
        if p.function and p.determiner == "definite" and not role.functions:
            role.functions.append((p.noun, frozenset(key(p.core).split())))
        return role

    def _role_before(self, p: Phrase) -> Entity | None:
        """A speaker known by function only: « le procureur de Vernon … le procureur », « le chef du gouvernement »."""
        if not p.function or p.rest or p.determiner == "possessive":
            return None
        for entity in reversed(list(self.entities.values())):
            if entity.kind != "person" or len(entity.functions) != 1 or not entity.agrees(p.gender, "s"):
                continue
            noun, _ = entity.functions[0]
            known = self.aliases.functions.get(noun)
            if known is None or not key(entity.label).startswith(noun):
                continue
            if known.noun == p.function.noun or (len(p.noun.split()) > 1 and p.function.noun in known.also):
                return entity
        return None

    def _by_function(self, p: Phrase, start: int) -> Entity | None:
        """The person whom « la procureure », « le patron du SAC » takes up."""
        wanted = {w for w in key(OF_AGE.sub("", p.rest)).split() if len(w) > 2 and w not in ("des", "les", "aux")}
        if p.determiner == "possessive":
            wanted = set()
        best, best_score = None, 0.0
        for name in self.people.names:
            entity = name.entity
            if entity is None or not entity.functions or not entity.agrees(p.gender, "s"):
                continue
            later = name.start >= start
            fit = 0.0
            for noun, phrase_words in entity.functions:
                known = self.aliases.functions.get(noun)
                if known is None:
                    continue
                same = known.noun == (p.function.noun if p.function else "")
                # « la magistrate » for a procureure; « le président » for nobody who is a magistrate.
                # Two positions of one player (« le capitaine », « le défenseur »).
                plays = p.function is not None and "joueur" in known.also and "joueur" in p.function.also
                if not same and (later or p.function is None or not (plays or p.function.noun in known.also)):
                    continue
                shared = len(wanted & phrase_words)
                if wanted and not shared:
                    if same and not (phrase_words - set(noun.split())):
                        shared = 0
                    else:
                        continue
                fit = max(fit, (3.0 if same else 2.0) + shared)
            if not fit:
                continue
            # Named before rather than after, and lately rather than long ago.
            near = 0.9 if name.end <= start else 0.0
            near -= min(0.8, abs(start - name.end) / 5000)
            if fit + near > best_score:
                best, best_score = entity, fit + near
        return best

    def _other(self, p: Phrase, shown: str, start: int, head: int | None) -> Entity | None:
        proper = p.proper or re.match(r"(?:l'|d'|le |la |les )*[A-ZÀ-Þ]", p.core or shown)
        core = p.core or shown
        if proper:
            if " " not in core and "'" not in core:
                person = self.people.called([core], p.gender, start)
                if person:
                    return person
            token = head if head is not None else self.tokens_at.get(start)
            kind = self.words.entity[token] if token is not None else ""
            initials = self._initials(core)
            if initials:
                return initials
            if kind == "LOC" and p.number == "s":
                return self._entity(core, "state", p.gender, "s")
            if kind == "PER" or (p.determiner == "" and p.complement == "" and len(core.split()) in (2, 3)
                                 and all(w[:1].isupper() for w in core.split()) and kind != "ORG"):  # fmt: skip
                return self._entity(core, "person", p.gender, "s")
            if p.number == "p" and " " not in core:
                return self._entity(core, "group", p.gender or "m", "p")
            return self._named(core, "institution", p, head)
        if p.number == "p":
            return self._entity(core, "group", p.gender or "m", "p")
        if p.determiner == "indefinite":
            return self._entity(core, "unnamed", p.gender, "s")
        if not p.complement and re.fullmatch(r"[A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)*", p.rest):
            core = p.rest  # « son concurrent Boeing »
        entity = self._entity(core, "institution", p.gender, "s")
        if not entity.gender and head is not None:
            entity.gender = gender_of(entity, p, self.words.morph[head])
        return entity

    def _initials(self, core: str) -> Entity | None:
        letters = re.fullmatch(r"([A-ZÀ-Þ])\.[ -]?([A-ZÀ-Þ])\.?(?: ?([A-ZÀ-Þ])\.?)?", core)
        if not letters:
            return None
        wanted = [key(c) for c in letters.groups() if c]
        for entity in self.people.full.values():
            parts = re.split(r"[ -]", key(entity.label))
            if [p[:1] for p in parts] == wanted:
                return entity
        return None

    def _institution(self, label: str, sorts: frozenset[str], p: Phrase | None = None) -> Entity:
        entity = self._entity(label, "institution", p.gender if p else "", p.number if p else "s")
        entity.sorts |= sorts
        return entity

    def _entity(self, label: str, kind: str, gender: str, number: str) -> Entity:
        label = " ".join(label.split())
        known = key(label)
        actor = self.actors.get(known)
        if actor:
            label, kind, known = actor, "institution" if kind not in ("person", "state") else kind, key(actor)
        entity = self.entities.get(known)
        if entity is None:
            # Words such as « Syndicat autonome » tell the sort of an organisation.
            first = known.split()[0] if known else ""
            entity = Entity(label, kind, gender, number, sorts=self.aliases.sorts.get(first, frozenset()))
            entity.sorts |= self.aliases.institutional.get(label, frozenset())
            self.entities[known] = entity
            self.entities.setdefault(label, entity)
        elif gender and not entity.gender:
            entity.gender = gender
        return entity


def collective_gender(noun: str) -> str:
    """Gender of a collective noun by its ending: « opposition », « majorité », « gauche » against « camp », « clan ».

    >>> collective_gender("opposition"), collective_gender("clan")
    ('f', 'm')
    """
    last = noun.split()[-1 if noun.startswith("extreme") else 0]
    return "f" if last.endswith(("e", "ion", "ite")) and last not in ("entourage", "peuple", "couple", "monde") else "m"
