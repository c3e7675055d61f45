"""The rules that find who is named in a sentence: known phrases, names of persons, functions, powers, adjectives."""

from __future__ import annotations

from sys import intern

import pandas as pd

from cadrage.lexicon.aliases import key
from cadrage.measure.stance.actors import Actors, Named, is_capital
from cadrage.measure.stance.name_runs import head_of, name_runs, written
from cadrage.measure.stance.sentence import Sentence, sentences, spelled

_LINKED = ("nmod", "appos", "flat:name", "flat:foreign", "flat")
# « en Syrie », « à Moscou » say where, not who; « imputer à Moscou » says who.
_PLACES = frozenset(["en", "dans", "depuis", "vers", "sur", "hors", "près", "jusque", "via"])
_GIVING = frozenset(["accorder", "adresser", "appartenir", "attribuer", "céder", "demander", "donner", "envoyer", "imposer",
                     "imputer", "interdire", "livrer", "offrir", "prendre", "promettre", "proposer", "rendre", "reprocher",
                     "répliquer", "répondre", "vendre", "verser"])  # fmt: skip
LONGEST = 7


class _Keys(dict):
    """Form → its key, made when first asked for."""

    def __missing__(self, form: str) -> str:
        return self.setdefault(form, key(form))


class Reader:
    """Reads a corpus batch by batch (articles whole): :meth:`learn` from all of it, then :meth:`find` in all of it.

    A function without a name is known only when all has been read: :meth:`settle` says whom it stands for.
    """

    def __init__(self, lexicon: Actors):
        self.lexicon, self.keys = lexicon, _Keys()
        self.firsts = {k.split()[0] for k in lexicon.phrases if k}
        # article → full names of persons in it.
        self.here: dict[str, set[str]] = {}
        # article, or "" for the corpus → (function, state) → persons who are called so.
        self.holders: dict[str, dict[tuple[str, str], set[str]]] = {}
        self._in_corpus: dict[tuple[str, str], set[str]] = {}

    def find(self, tokens: pd.DataFrame) -> list[tuple]:
        """The mentions in some articles: (row of the head, last row, start, end, :class:`Named`)."""
        self.starts, self.ends = tokens["start"].to_numpy(dtype=int), tokens["end"].to_numpy(dtype=int)
        self.article = spelled(tokens["article_id"])
        out: list[tuple] = []
        for s in sentences(tokens):
            out += self._sentence(s, self.here.get(self.article[s.rows[0]], frozenset()))
        return out

    def learn(self, tokens: pd.DataFrame) -> None:
        """Learns full names of persons from given names, functions and civilities."""
        given, surnames = self.lexicon.aliases.given, self.lexicon.surnames
        self.article = spelled(tokens["article_id"])
        for s in sentences(tokens):
            for first, last in name_runs(s):
                words = [s.form[k] for k in range(first, last + 1)]
                full = intern(" ".join(words))
                known = self.lexicon.phrases.get(key(full))
                vouched = self.keys[words[0]] in given or known is not None and known.kind == "person"
                vouched |= full in surnames.get(self.keys[words[-1]], ())
                # « la maire Josette R »: a function in front tells a person.
                head = head_of(s, first, last)
                introduced = s.dep[head] in _LINKED and not s.case(head) and s.head[head] < first
                vouched |= introduced and bool(self._function_at(s, s.head[head]))
                if len(words) > 1 and vouched and (known is None or known.kind in ("person", "declared")):
                    surnames.setdefault(self.keys[words[-1]], set()).add(full)
                    self.here.setdefault(self.article[s.rows[0]], set()).add(full)

    def _sentence(self, s: Sentence, here: set[str]) -> list[tuple]:
        found: dict[int, tuple] = {}
        used: set[int] = set()
        for k in range(len(s.form)):
            if k in used:
                continue
            last, named = self._phrase(s, k)
            if named is not None:
                used.update(range(k, last + 1))
                head = head_of(s, k, last)
                if named.way in ("function", "label"):
                    named = named._replace(word=s.form[k].lower())
                found[head] = (head, k, last, named)
        for first, last in name_runs(s):
            if used.isdisjoint(range(first, last + 1)) and (named := self._person(s, first, last, here)):
                found[head_of(s, first, last)] = (head_of(s, first, last), first, last, named)
        # Civilities and functions before a name belong to it.
        for head, (_, first, last, named) in list(found.items()):
            if named.kind in ("person", "declared") and named.way == "name" and is_capital(s.form[first]):
                found[head] = (head, *self._titled(s, first, last, named, found))
        self._functions(s, found)
        taken = {j for _, first, last, _ in found.values() for j in range(first, last + 1)} | set(found)
        for k, form in enumerate(s.form):
            known = None if k in taken or is_capital(form) else self.lexicon.adjectives.get(self.keys[form])
            if known and s.pos[k] in ("ADJ", "NOUN"):
                actor = self.lexicon.owner.get(known[0], known[0])
                kind = "declared" if self.lexicon.declares(actor) else "state"
                found[k] = (k, k, k, Named(actor, kind, "adjective", form.lower()))
        return [self._row(s, *f) for f in found.values() if f[3] is not None]

    def _phrase(self, s: Sentence, k: int) -> tuple[int, Named | None]:
        """The longest known phrase that starts at a word."""
        pieces = self.keys[s.form[k]].split()
        if not pieces or pieces[0] not in self.firsts:
            return k, None
        ends, words, j = {}, [], k
        while j < len(s.form) and len(words) < LONGEST:
            pieces = self.keys[s.form[j]].split()
            # Punctuation ends a phrase; hyphens and apostrophes stand inside words.
            if not pieces and s.form[j] not in ("-", "'"):
                break
            words += pieces
            ends.setdefault(len(words), j)
            j += 1
        for n in sorted(ends, reverse=True):
            named = self.lexicon.phrases.get(" ".join(words[:n]))
            if named is None:
                continue
            last = ends[n]
            forms = [s.form[i] for i in range(k, last + 1)]
            capital = any(map(is_capital, forms))
            if not capital and (n == 1 or not any(self.keys[f] in self.lexicon.adjectives for f in forms)):
                continue
            # A single capital at the start of a sentence may be an ordinary word (« Maison »).
            if n == 1 and s.pos[k] not in ("PROPN", "NOUN", "X") and not forms[0].isupper():
                continue
            if self._is_place(s, head_of(s, k, last), named):
                return last, None
            return last, named
        return k, None

    def _is_place(self, s: Sentence, head: int, named: Named) -> bool:
        if named.kind not in ("state", "declared", "institution") or named.way == "function":
            return False
        case = s.case(head)
        if case in _PLACES:
            return True
        if case != "à":
            return False
        # One is « en Russie »; « à la Russie » something is done.
        if named.way == "name" and any(s.form[c].lower() in ("la", "l'", "l’") for c in s.of(head, "det")):
            return False
        return s.lemma[s.head[head]] not in _GIVING

    def _person(self, s: Sentence, first: int, last: int, here: set[str]) -> Named | None:
        words = [s.form[k] for k in range(first, last + 1)]
        full = " ".join(words)
        surname = self.lexicon.surnames.get(self.keys[words[-1]], set())
        if full in surname:
            return self.lexicon.of_person(full)
        if len(words) == 1 and (name := self.lexicon.person(words[0], here)):
            return self.lexicon.of_person(name)
        if first and key(s.form[first - 1]) in self.lexicon.naming.civilities:
            return self.lexicon.of_person(self.lexicon.person(words[-1], here) or full)
        return None

    def _titled(self, s: Sentence, first: int, last: int, named: Named, found: dict) -> tuple:
        """A name with the civility or function in front of it, taken together."""
        k = first - 1
        while k >= 0 and s.form[k] in (".", ","):
            k -= 1
        before = s.form[k] if k >= 0 else ""
        if key(before) in self.lexicon.naming.civilities and first - k <= 2:
            return k, last, named._replace(way="title", word=before.rstrip("."))
        head = head_of(s, first, last)
        noun = s.head[head]
        # « l'émissaire de l'Union » is not the Union.
        if s.dep[head] in _LINKED and not s.case(head) and noun < first and noun not in found and first - noun <= 12:
            # The nearest function before the name: parsers hang the second name of « le président X et la ministre Y »
            # on the first function.
            noun = next((j for j in range(first - 1, noun, -1) if s.pos[j] == "NOUN" and self._function_at(s, j)), noun)
            function = self._function_at(s, noun)
            if function:
                state = self._state_of(s, noun) or self._whose(s, noun, found)
                if state:
                    full = written(s, first, last)
                    full = self.lexicon.person(full) or full if " " not in full else full
                    for article in (self.article[s.rows[0]], ""):
                        held = self.holders.setdefault(article, {})
                        held.setdefault((key(function), state[0]), set()).add(full)
                return noun, last, named._replace(way="title", word=function)
        return first, last, named

    def _whose(self, s: Sentence, noun: int, found: dict) -> tuple[str, str, int] | None:
        """The actor a function belongs to: « porte-parole de la présidence kersanienne »."""
        for c in s.of(noun, "nmod"):
            if s.case(c) == "de" and c in found and found[c][3].kind != "person":
                return found[c][3].actor, "", c
        return None

    def _function_at(self, s: Sentence, k: int) -> str:
        """The function named at a noun, as written: « chef d'État » and « Premier ministre » included."""
        functions = self.lexicon.aliases.functions
        words = [self.keys[f] for f in s.form[k : k + 4]]
        for n in range(4, 0, -1):
            if " ".join(words[:n]) in functions:
                return written(s, k, min(k + n, len(s.form)) - 1).lower()
        if k and f"{self.keys[s.form[k - 1]]} {words[0]}" in functions:
            return written(s, k - 1, k).lower()
        return ""

    def _state_of(self, s: Sentence, k: int) -> tuple[str, str, int] | None:
        """The actor and adjective behind a noun's adjective of nationality or complement, and where it ends."""
        for c in s.of(k, "amod"):
            if (known := self.lexicon.adjectives.get(self.keys[s.form[c]])) and not is_capital(s.form[c]):
                return (*known, c)
        for c in s.of(k, "nmod"):
            if s.case(c) != "de":
                continue
            named = self.lexicon.phrases.get(self.keys[s.form[c]])
            if named and is_capital(s.form[c]) and named.kind in ("state", "declared"):
                masculine = next((m for a, m in self.lexicon.adjectives.values() if a == named.actor), "")
                return named.actor, masculine or f"({named.actor})", c
            if self._function_at(s, c) and (inner := self._state_of(s, c)):
                return inner[0], inner[1], k
        return None

    def _functions(self, s: Sentence, found: dict[int, tuple]) -> None:
        """Functions and powers without a name: « le président russe », « le régime d'Ostervel »."""
        lexicon = self.lexicon
        for k in range(len(s.form)):
            if s.pos[k] not in ("NOUN", "PROPN") or k in found or any(f[1] <= k <= f[2] for f in found.values()):
                continue
            noun = self.keys[s.form[k]]
            singular = lexicon.aliases.plurals.get(noun, noun)
            label = lexicon.naming.labels.get(noun)
            power = lexicon.aliases.voices.get(noun) == "gouvernement" or label and label[0] == "power"
            function = self._function_at(s, k) or (noun if label and label[0] == "rulers" else "")
            if not power and not function or noun != singular and not power:
                continue
            state = self._state_of(s, k)
            if state is None:
                continue
            last = max(k, state[2])
            if power:
                way = "label" if label and label[1] == "evaluative" else "function"
                named = Named(lexicon.power(state[0], state[1]), "institution", way, s.form[k].lower())
                inner = [h for h, f in found.items() if h == state[2]]
                for h in inner:
                    del found[h]
            else:
                named = Named("", "person", "label" if label and label[1] == "evaluative" else "function", function)
                named = named._replace(
                    actor=f"?{function}|{state[0]}|{s.form[state[2]].lower() if state[2] != k else state[1]}"
                )
            found[k] = (k, k, last, named)

    def _row(self, s: Sentence, head: int, first: int, last: int, named: Named) -> tuple:
        low, high = min(first, head), max(last, head)
        return int(s.rows[head]), int(s.rows[last]), int(self.starts[s.rows[low]]), int(self.ends[s.rows[high]]), named

    def settle(self, article: str, named: Named) -> Named:
        """A function without a name stands for the one person who is called so in the article, else in the corpus."""
        if not named.actor.startswith("?"):
            return named
        as_written, state, adjective = named.actor[1:].split("|")
        asked = (key(as_written), state)
        if asked not in self._in_corpus:
            self._in_corpus[asked] = self._called("", *asked)
        for called in (self._called(article, *asked), self._in_corpus[asked]):
            people = {self.lexicon.of_person(p) for p in called}
            if len(people) == 1:
                person = next(iter(people))
                return named._replace(actor=person.actor, kind=person.kind)
        return named._replace(actor=f"{as_written} {adjective}")

    def _called(self, article: str, function: str, state: str) -> set[str]:
        """The persons of a function and state, or of a function that is as good as it."""
        held = self.holders.get(article, {})
        if (function, state) in held:
            return held[function, state]
        alike = _same(function, self.lexicon)
        return {p for (f, st), who in held.items() if st == state and f in alike for p in who}


def _same(function: str, lexicon: Actors) -> frozenset[str]:
    known = lexicon.aliases.functions.get(function)
    heads = frozenset(["president", "presidente", "chef d etat", "chef de l etat", "dirigeant", "dirigeante"])
    return (known.also if known else frozenset()) | (heads if function in heads else frozenset())
