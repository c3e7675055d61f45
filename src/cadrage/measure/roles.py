"""Who acts and who is acted upon: the places around verbs and nouns of action, read off the dependency trees.

The same deed can be told with or without the one who did it: *l'armée a bombardé le port*, *le port a été bombardé*,
*le bombardement du port*.  One row per deed and role, empty where the text leaves the role open; the report counts
which actors fill which role, and how often the doer is left out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from cadrage.lexicon.actions import Actions, load_actions

COLUMNS = ["article_id", "outlet", "event", "start", "end", "lemma", "construction", "role", "filler",
           "filler_start", "filler_end", "sentence", "zone", "voice", "attribution_id"]  # fmt: skip
CONSTRUCTIONS = ("active", "passive", "agentless passive", "nominal")
# Words that stand for a noun said elsewhere.
_RELATIVES = frozenset(["qui", "que", "qu'", "dont", "lequel", "laquelle", "lesquels", "lesquelles"])


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
    out = []
    for sentence in _sentences(tokens, set(actions.verbs) | set(actions.nouns)):
        for k, lemma in enumerate(sentence.lemma):
            if sentence.pos[k] == "VERB" and lemma in actions.verbs:
                out += _verb(sentence, k, actions.verbs[lemma])
            elif sentence.pos[k] == "NOUN" and lemma in actions.nouns:
                out += _noun(sentence, k, *actions.nouns[lemma])
    if not out:
        return pd.DataFrame(columns=COLUMNS)
    return _table(tokens.reset_index(drop=True), out)


def _sentences(tokens: pd.DataFrame, lemmas: set[str]):
    """Only the sentences that hold one of the lemmas: the others cannot hold an action."""
    if tokens.empty:
        return
    tokens = tokens.reset_index(drop=True)
    key = tokens["article_id"].astype("category").cat.codes.to_numpy(dtype=np.int64) * (1 << 32)
    key = key + tokens["sentence"].to_numpy(dtype=np.int64)
    starts = np.concatenate([[0], np.flatnonzero(np.diff(key)) + 1, [len(key)]])
    held = tokens["lemma"].isin(lemmas).to_numpy()
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


def _noun(s: _Sentence, k: int, of: str, on: tuple[str, ...]) -> list[tuple]:
    agent, patient, complement = [], [], []
    for c in s.of(k, "nmod", "obl:arg", "obl:mod", "obl:agent"):
        case = s.case(c)
        if case == "par":
            agent.append(c)
        elif case == "de":
            complement.append(c)
        elif case in on:
            patient.append(c)
    # *frappes américaines*: an adjective of nationality names the one who acts; *de* then names the other, if anyone.
    adjectives = [c for c in s.of(k, "amod") if s.lemma[c] in _nationalities()]
    if complement:
        if of == "patient" or (of == "either" and (agent or adjectives)):
            patient += complement
        elif of == "agent" or patient:
            agent += complement
        # « either » with nothing else in the phrase: the text leaves open which of the two it is.
    agent = agent or adjectives
    return [(s, k, "nominal", "agent", _fillers(s, k, agent)), (s, k, "nominal", "patient", _fillers(s, k, patient))]


def _nationalities() -> frozenset[str]:
    from cadrage.lexicon.aliases import nationalities

    return nationalities("fr")


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
