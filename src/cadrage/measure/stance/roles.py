"""Who acts and who is acted upon: the places around verbs and nouns of action, read off the dependency trees.

The same deed can be told with or without the one who did it: *l'armée a bombardé le port*, *le port a été bombardé*,
*le bombardement du port*.  One row per deed and role, empty where the text leaves the role open; the report counts
which actors fill which role, and how often the doer is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from cadrage.lexicon.actions import Actions, load_actions
from cadrage.lexicon.aliases import key, load_aliases
from cadrage.lexicon.inflection import noun_forms, verb_forms
from cadrage.measure.stance.actors import forms_of
from cadrage.measure.stance.mentions import covering
from cadrage.measure.stance.sentence import Sentence, is_spelled, sentences
from cadrage.measure.table import one_of
from cadrage.measure.uncertainty.proportions import proportions

COLUMNS = ["article_id", "outlet", "event", "start", "end", "lemma", "construction", "role", "filler",
           "filler_start", "filler_end", "sentence", "zone", "voice", "attribution_id", "token", "filler_token"]  # fmt: skip
CONSTRUCTIONS = ("active", "passive", "agentless passive", "nominal")
# Words that stand for a noun said elsewhere.
_RELATIVES = frozenset(["qui", "que", "qu'", "dont", "lequel", "laquelle", "lesquels", "lesquelles"])

# Endings of adjectives made from names of places.
_DEMONYM = re.compile(r"^[a-zà-ÿ-]{4,}(?:ien|ienne|éen|éenne|ain|aine|ais|aise|ois|oise|ite)s?$")


def roles(
    tokens: pd.DataFrame,
    *,
    actions: Actions | None = None,
    language: str = "fr",
    nationalities: frozenset[str] | None = None,
) -> pd.DataFrame:
    """Agents and patients of declared actions, one row per action and role.

    Columns: article_id, outlet, event, start, end (the verb or noun), lemma, construction (active, passive, agentless
    passive, nominal), role (agent, patient), filler (head noun or name as written; empty where the text leaves the
    role open), filler_start, filler_end, sentence, zone, voice, attribution_id, token and filler_token (labels
    in ``tokens`` of the action and of the filler).  ``nationalities``: those of a corpus of which these are some articles.

    >>> roles(pd.DataFrame(columns=["article_id", "outlet", "event", "i", "start", "end", "form", "lemma", "pos", "morph",
    ...     "head", "dep", "sentence", "zone", "voice", "attribution_id"])).columns[5:8].tolist()
    ['lemma', 'construction', 'role']
    """
    actions = actions or load_actions(language)
    if nationalities is None:
        nationalities = nationalities_of(forms_of(tokens), language)
    nouns = {form: noun for noun in actions.nouns for form in noun_forms(noun)}
    out = []
    spelled = {form: verb for verb in actions.verbs for form in verb_forms(verb)}
    held = _held(tokens, set(actions.verbs) | set(actions.nouns), set(nouns) | set(spelled))
    for sentence in sentences(tokens, held):
        for k, lemma in enumerate(sentence.lemma):
            # The lemma of a rare form may be wrong; its spelling is not.
            lemma = lemma if lemma in actions.verbs else spelled.get(sentence.form[k].lower())
            if sentence.pos[k] == "VERB" and lemma:
                out += _verb(sentence, k, actions.verbs[lemma])
            elif (noun := _noun_lemma(sentence, k, nouns)) in actions.nouns:
                out += _noun(sentence, k, *actions.nouns[noun], nationalities)
    if not out:
        return pd.DataFrame(columns=COLUMNS)
    return _table(tokens, out)


def _noun_lemma(s: Sentence, k: int, nouns: dict[str, str]) -> str | None:
    """The noun of action at a token; a determiner makes a noun of what the model took for a verb (*l'attaque*)."""
    noun = nouns.get(s.form[k].lower())
    return noun if s.pos[k] == "NOUN" or s.of(k, "det") else None


def _held(tokens: pd.DataFrame, lemmas: set[str], forms: set[str]):
    """Only the sentences that hold one of the lemmas: the others cannot hold an action."""
    return tokens["lemma"].isin(lemmas).to_numpy() | is_spelled(tokens["form"], forms)


def _verb(s: Sentence, k: int, prepositions: tuple[str, ...]) -> list[tuple]:
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


def _is_past(s: Sentence, k: int) -> bool:
    return not s.form[k].lower().endswith(("ant", "er", "ir", "re"))


def _subject_of_governor(s: Sentence, k: int) -> list[int]:
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


def _noun(s: Sentence, k: int, of: str, on: tuple[str, ...], nationalities: frozenset[str]) -> list[tuple]:
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


def nationalities_of(forms: Iterable[str], language: str = "fr") -> frozenset[str]:
    """Adjectives that name a state or place: those of the lexicon, and those made from a name in the corpus.

    *Kersanie* in the texts makes *kersanien* one; *aérien* and *quotidien* have no such name beside them.
    """
    known = load_aliases(language).adjectives
    stems = {f.lower()[: max(4, len(f) - 2)] for f in forms if f[:1].isupper() and f.isalpha() and len(f) >= 5}
    made = [f for f in forms if _DEMONYM.search(f) and any(f[:n] in stems for n in range(4, len(f) - 1))]
    return frozenset([f.lower() for f in forms if key(f) in known] + [f.lower() for f in made])


def _fillers(s: Sentence, verb: int, found: list[int]) -> list[int]:
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
    # One row a filler, and one where there is none (−1).
    rows = [
        (s.rows[k], s.rows[f] if f is not None else -1, kind, role)
        for s, k, kind, role, fillers in found
        for f in fillers or [None]
    ]
    deed, filler = (np.array([r[column] for r in rows], dtype=np.int64) for column in (0, 1))
    there = filler >= 0
    at, word = tokens.iloc[deed], tokens.iloc[np.where(there, filler, 0)]
    out = {c: at[c].to_numpy() for c in ("start", "end", "sentence")}
    out |= {c: at[c].astype("str").to_numpy() for c in ("article_id", "outlet", "event", "lemma", "zone", "voice",
                                                        "attribution_id")}  # fmt: skip
    out |= {"construction": [r[2] for r in rows], "role": [r[3] for r in rows]}
    out["filler"] = np.where(there, word["form"].astype(str).to_numpy(dtype=object), "")
    for name, values in (("filler_start", word["start"]), ("filler_end", word["end"]), ("filler_token", word.index)):
        out[name] = pd.array(np.asarray(values, dtype=np.int64), dtype="Int64")
        out[name][~there] = pd.NA
    return pd.DataFrame(out | {"token": at.index.to_numpy()})[COLUMNS]


def acts(roles: pd.DataFrame, tokens: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """The roles with the actor that fills each, one row per action, role and actor; indexed by the action's token.

    Adds ``actor`` (empty where the filler is no actor of ``mentions``, a thing or a pronoun, or the text leaves it open)
    and ``through``: itself, or theirs where the filler belongs to the actor (« l'armée russe », « le port de Homs »).

    >>> acts(pd.DataFrame(columns=COLUMNS), pd.DataFrame(), pd.DataFrame()).empty
    True
    """
    if roles.empty:
        return roles.assign(actor=pd.Series(dtype=object))
    over, actor, owner = covering(tokens, mentions), mentions["actor"].to_dict(), _owners(tokens, mentions)
    filled = [None if pd.isna(t) else over.get(t) for t in roles["filler_token"]]
    theirs = [
        None if pd.isna(t) or f is not None else owner.get(int(t))
        for t, f in zip(roles["filler_token"], filled, strict=True)
    ]
    out = roles.assign(
        actor=[actor.get(f if f is not None else t, "") for f, t in zip(filled, theirs, strict=True)],
        through=[
            "itself" if f is not None else "theirs" if t is not None else ""
            for f, t in zip(filled, theirs, strict=True)
        ],
    )
    # Coordinated fillers that are one actor (« le président et son gouvernement ») are one row.
    out = out[~(out.duplicated(["token", "role", "actor"]) & (out["actor"] != ""))]
    return out.set_index(pd.Index(out["token"].astype(int).to_numpy()))


def _owners(tokens: pd.DataFrame, mentions: pd.DataFrame) -> dict[int, int]:
    """Label of a noun → label of the mention that says whose it is: its adjective of nationality or its complement."""
    if mentions.empty:
        return {}
    at = tokens.loc[mentions.index]
    belongs = (at["dep"].astype(str) == "amod") | (
        (at["dep"].astype(str) == "nmod") & (mentions["way"] != "adjective").to_numpy()
    )
    at = at[belongs.to_numpy()]
    # Articles are contiguous: the head stands as many rows away as its number says.
    heads = tokens.index.get_indexer(at.index) + (at["head"].to_numpy(dtype=int) - at["i"].to_numpy(dtype=int))
    nouns = (tokens["pos"] == "NOUN").to_numpy()[heads]
    return {int(tokens.index[h]): int(label) for h, label, noun in zip(heads, at.index, nouns, strict=True) if noun}


def act_shares(acts: pd.DataFrame, *, voice: str = "narrator", **options) -> pd.DataFrame:
    """How often each actor acts and is acted upon: outlet, actor, role, n, total (its roles in that outlet), estimate, …

    ``role``: agent, patient, or patient of unsaid (the text does not say who did it).  ``voice``: "narrator" or "all".
    ``rows`` are labels of ``tokens`` (the verb or noun of action).  Keywords as in
    :func:`cadrage.measure.uncertainty.proportions.proportions`.
    """
    one_of(voice, ("narrator", "all"), "voice")
    open_agent = acts.index[(acts["role"] == "agent") & (acts["filler"] == "")]
    spoken = (acts["voice"] == "narrator") | (voice == "all")
    kept = acts.loc[(acts["actor"] != "") & spoken, ["article_id", "outlet", "actor", "role"]]
    unsaid = (kept["role"] == "patient") & kept.index.isin(open_agent)
    kept = kept.assign(role=kept["role"].astype(object).mask(unsaid, "patient of unsaid"))
    return proportions(
        kept, group=["outlet", "actor"], value=["role"], measure="act_shares", rows_of="tokens", unit="deed", voice=voice,
        method="share of the roles an actor has around verbs and nouns of action", **options,
    )  # fmt: skip
