"""Who acts and who is acted upon: the places around verbs and nouns of action, read off the dependency trees.

The same deed can be told with or without the one who did it: *l'armée a bombardé le port*, *le port a été bombardé*,
*le bombardement du port*.  One row per deed and role, empty where the text leaves the role open; the report counts
which actors fill which role, and how often the doer is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from cadrage.lexicon.actions import Actions, load_actions
from cadrage.lexicon.aliases import key, load_aliases
from cadrage.lexicon.inflection import noun_forms

COLUMNS = ["article_id", "outlet", "event", "start", "end", "lemma", "construction", "role", "filler",
           "filler_start", "filler_end", "sentence", "zone", "voice", "attribution_id"]  # fmt: skip
CONSTRUCTIONS = ("active", "passive", "agentless passive", "nominal")
# Words that stand for a noun said elsewhere.
_RELATIVES = frozenset(["qui", "que", "qu'", "dont", "lequel", "laquelle", "lesquels", "lesquelles"])

# Endings of adjectives made from names of places.
_DEMONYM = re.compile(r"^[a-zà-ÿ-]{4,}(?:ien|ienne|éen|éenne|ain|aine|ais|aise|ois|oise|ite)s?$")


@dataclass
class _Sentence:
    """The tokens of one sentence as lists, with the dependents of each."""

    rows: np.ndarray
    form: list[str]
    lemma: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    children: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def of(self, k: int, *relations: str) -> list[int]:
        """Dependents of a token in one of the relations (subtypes included: ``nsubj`` is not ``nsubj:pass``)."""
        return [c for c in self.children[k] if self.dep[c] in relations]

    def case(self, k: int) -> str:
        """The preposition of a noun, contractions resolved (*du* → *de*, *aux* → *à*)."""
        for c in self.children[k]:
            if self.dep[c] == "case" and c < k:
                return {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à"}.get(
                    self.form[c].lower(), self.lemma[c]
                )
        # Contracted forms are one token and may be parsed as the determiner of the noun.
        first = min([c for c in self.children[k] if self.dep[c] == "det"], default=None)
        if first is not None and self.form[first].lower() in ("du", "des", "au", "aux"):
            return "de" if self.form[first].lower() in ("du", "des") else "à"
        return ""


def roles(tokens: pd.DataFrame, *, actions: Actions | None = None, language: str = "fr") -> pd.DataFrame:
    """Agents and patients of declared actions, one row per action and role.

    Columns: article_id, outlet, event, start, end (the verb or noun), lemma, construction (active, passive, agentless
    passive, nominal), role (agent, patient), filler (head noun or name as written; empty where the text leaves the
    role open), filler_start, filler_end, sentence, zone, voice, attribution_id.

    >>> roles(pd.DataFrame(columns=["article_id", "outlet", "event", "i", "start", "end", "form", "lemma", "pos", "morph",
    ...     "head", "dep", "sentence", "zone", "voice", "attribution_id"])).columns[5:8].tolist()
    ['lemma', 'construction', 'role']
    """
    actions = actions or load_actions(language)
    nationalities = _nationalities(tokens, language)
    nouns = {form: noun for noun in actions.nouns for form in noun_forms(noun)}
    out = []
    for sentence in _sentences(tokens, set(actions.verbs) | set(actions.nouns), set(nouns)):
        for k, lemma in enumerate(sentence.lemma):
            if sentence.pos[k] == "VERB" and lemma in actions.verbs:
                out += _verb(sentence, k, actions.verbs[lemma])
            elif (noun := _noun_lemma(sentence, k, nouns)) in actions.nouns:
                out += _noun(sentence, k, *actions.nouns[noun], nationalities)
    if not out:
        return pd.DataFrame(columns=COLUMNS)
    return _table(tokens.reset_index(drop=True), out)


def _noun_lemma(s: _Sentence, k: int, nouns: dict[str, str]) -> str | None:
    """The noun of action at a token; a determiner makes a noun of what the model took for a verb (*l'attaque*)."""
    noun = nouns.get(s.form[k].lower())
    return noun if s.pos[k] == "NOUN" or s.of(k, "det") else None


def _sentences(tokens: pd.DataFrame, lemmas: set[str], forms: set[str]):
    """Only the sentences that hold one of the lemmas: the others cannot hold an action."""
    if tokens.empty:
        return
    tokens = tokens.reset_index(drop=True)
    key = tokens["article_id"].astype("category").cat.codes.to_numpy(dtype=np.int64) * (1 << 32)
    key = key + tokens["sentence"].to_numpy(dtype=np.int64)
    starts = np.concatenate([[0], np.flatnonzero(np.diff(key)) + 1, [len(key)]])
    held = (tokens["lemma"].isin(lemmas) | tokens["form"].astype(str).str.lower().isin(forms)).to_numpy()
    for begin, end in zip(starts[:-1], starts[1:], strict=True):
        if held[begin:end].any():
            part = tokens.iloc[begin:end]
            where = {int(i): k for k, i in enumerate(part["i"])}
            sentence = _Sentence(
                np.arange(begin, end),
                *(part[name].astype(str).tolist() for name in ("form", "lemma", "pos", "dep")),
                [where.get(int(h), k) for k, h in enumerate(part["head"])],
            )
            for k, h in enumerate(sentence.head):
                if h != k:
                    sentence.children[h].append(k)
            yield sentence


def _verb(s: _Sentence, k: int, prepositions: tuple[str, ...]) -> list[tuple]:
    passive = bool(s.of(k, "aux:pass", "nsubj:pass"))
    participle = s.dep[k] == "acl" and not s.of(k, "nsubj", "obj", "aux:tense") and _is_past(s, k)
    if passive or participle:
        patient = s.of(k, "nsubj:pass", "nsubj") or _subject_of_governor(s, k)
        if participle and not passive:
            patient = [s.head[k]]
        agent = s.of(k, "obl:agent") or [c for c in s.of(k, "obl:mod", "obl:arg", "obl") if s.case(c) == "par"]
        kind = "passive" if agent else "agentless passive"
    else:
        agent = s.of(k, "nsubj", "nsubj:caus") or _subject_of_governor(s, k)
        if prepositions:
            patient = [c for c in s.of(k, "obl:arg", "obl:mod", "obl", "iobj") if s.case(c) in prepositions]
        else:
            patient = s.of(k, "obj", "obj:agent")
        kind = "active"
    return [(s, k, kind, "agent", _fillers(s, k, agent)), (s, k, kind, "patient", _fillers(s, k, patient))]


def _is_past(s: _Sentence, k: int) -> bool:
    return not s.form[k].lower().endswith(("ant", "er", "ir", "re"))


def _subject_of_governor(s: _Sentence, k: int) -> list[int]:
    """Subject of the verb that governs an infinitive, participle or coordinated verb (*a visé puis détruit*)."""
    seen = {k}
    while s.dep[k] in ("conj", "xcomp", "advcl", "acl", "obl:mod") and s.head[k] not in seen:
        if s.dep[k] == "acl" and s.form[k].lower().endswith("ant"):
            return [s.head[k]]
        k = s.head[k]
        seen.add(k)
        subjects = s.of(k, "nsubj", "nsubj:pass", "nsubj:caus")
        if subjects:
            return subjects
    return []


def _noun(s: _Sentence, k: int, of: str, on: tuple[str, ...], nationalities: frozenset[str]) -> list[tuple]:
    agent, patient, complement = [], [], []
    near = s.of(k, "nmod", "obl:arg", "obl:mod", "obl:agent")
    # *le bombardement du port par l'armée*: parsers like to hang the second complement on the first.
    far = [d for c in near for d in s.of(c, "nmod", "obl:arg", "obl:mod", "obl:agent") if s.case(d) in ("par", *on)]
    for c in near + far:
        case = s.case(c)
        if case == "par":
            agent.append(c)
        elif case == "de":
            complement.append(c)
        elif case in on:
            patient.append(c)
    # *frappes américaines*: an adjective of nationality names the one who acts; *de* then names the other, if anyone.
    adjectives = [c for c in s.of(k, "amod") if s.form[c].lower() in nationalities]
    if complement:
        if of == "patient" or (of == "either" and (agent or adjectives)):
            patient += complement
        elif of == "agent" or patient:
            agent += complement
        # « either » with nothing else in the phrase: the text leaves open which of the two it is.
    agent = agent or adjectives
    return [(s, k, "nominal", "agent", _fillers(s, k, agent)), (s, k, "nominal", "patient", _fillers(s, k, patient))]


def _nationalities(tokens: pd.DataFrame, language: str) -> frozenset[str]:
    """Adjectives that name a state or place: those of the lexicon, and those made from a name in the corpus.

    *Kersanie* in the texts makes *kersanien* one; *aérien* and *quotidien* have no such name beside them.
    """
    known = load_aliases(language).adjectives
    forms = pd.Series(tokens["form"].astype(str).unique())
    stems = {f.lower()[: max(4, len(f) - 2)] for f in forms if f[:1].isupper() and f.isalpha() and len(f) >= 5}
    made = [f for f in forms if _DEMONYM.search(f) and any(f[:n] in stems for n in range(4, len(f) - 1))]
    return frozenset([f.lower() for f in forms if key(f) in known] + [f.lower() for f in made])


def _fillers(s: _Sentence, verb: int, found: list[int]) -> list[int]:
    """The nouns themselves: a relative pronoun gives its antecedent; coordinated ones count each."""
    out = []
    for k in found:
        if s.form[k].lower() in _RELATIVES:
            clause = verb
            while s.dep[clause] not in ("acl:relcl", "ROOT", "root") and s.head[clause] != clause:
                clause = s.head[clause]
            if s.dep[clause] == "acl:relcl":
                k = s.head[clause]
        out.append(k)
        out += [c for c in s.of(k, "conj") if s.pos[c] in ("NOUN", "PROPN", "PRON")]
    return out


def _table(tokens: pd.DataFrame, found: list[tuple]) -> pd.DataFrame:
    rows = []
    for s, k, kind, role, fillers in found:
        deed = tokens.iloc[s.rows[k]]
        base = {c: deed[c] for c in ("article_id", "outlet", "event", "start", "end", "lemma", "sentence", "zone", "voice",
                                     "attribution_id")}  # fmt: skip
        for f in fillers or [None]:
            at = {"filler": "", "filler_start": pd.NA, "filler_end": pd.NA}
            if f is not None:
                word = tokens.iloc[s.rows[f]]
                at = {"filler": str(word["form"]), "filler_start": word["start"], "filler_end": word["end"]}
            rows.append(base | {"construction": kind, "role": role} | at)
    return pd.DataFrame(rows)[COLUMNS]
