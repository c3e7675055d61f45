"""Words that judge an actor, in the outlet's own voice: which word, for or against, and how it is tied to the actor."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cadrage.annotate.negation import negated
from cadrage.lexicon.aliases import key
from cadrage.lexicon.evaluative import Evaluative, Word, load_evaluative
from cadrage.measure.stance.mentions import covering
from cadrage.measure.stance.sentence import Sentence, is_spelled, sentences
from cadrage.measure.uncertainty.proportions import proportions

COLUMNS = ["article_id", "outlet", "event", "start", "end", "form", "lemma", "family", "polarity", "intensity", "negated",
           "actor", "link", "actor_token", "sentence", "zone", "voice", "distance", "attribution_id"]  # fmt: skip
# How a word is tied to an actor, the closest tie first; « near » is no tie, only the same sentence.
LINKS = ("noun", "modifier", "predicate", "verb", "deed", "near", "none")
_LINKING = frozenset(["être", "sembler", "paraître", "rester", "demeurer", "devenir", "apparaître"])
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:caus")
# A mention farther away than this, in words, is not what the word is about.
REACH = 12


def evaluations(
    tokens: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    voice: str = "narrator",
    lexicon: Evaluative | None = None,
    language: str = "fr",
) -> pd.DataFrame:
    """Evaluative words with the actor they judge, one row per word; the index is the word's label in ``tokens``.

    Columns: article_id, outlet, event, start, end, form, lemma, family, polarity (−1 against, 1 for, turned round by a
    negation), intensity (0.5, 1, 2), negated, actor, link (noun: « le bourreau X »; modifier: « un X cynique »;
    predicate: « X est cynique »; verb: « X fanfaronne »; deed: « X mène une
    campagne cynique »; near: only in the same sentence; none), actor_token, sentence,
    zone, voice, distance, attribution_id.  With ``voice="narrator"`` only words that the outlet says itself, not at a
    distance; "all" keeps the others.  The lexicon is open (lexicon/fr/evaluative.yml) and not complete.
    """
    lexicon = lexicon or load_evaluative(language)
    own = np.ones(len(tokens), dtype=bool)
    if voice == "narrator":
        own = ((tokens["voice"] == "narrator") & (tokens["distance"] == "none")).to_numpy()
    own = own & ~tokens["boilerplate"].to_numpy(dtype=bool) if "boilerplate" in tokens else own
    held = own & is_spelled(tokens["form"], lexicon.forms)
    actor_at = mentions["actor"].to_dict()
    named = set(mentions.index[mentions["way"] != "adjective"])
    spans = covering(tokens, mentions)
    rows = []
    for s in sentences(tokens, held):
        labels = tokens.index[s.rows]
        people = [(k, labels[k]) for k in range(len(s.form)) if labels[k] in named]
        for k in range(len(s.form)):
            if not held[s.rows[k]]:
                continue
            word = _word(s, k, lexicon)
            if word is None or _excluded(s, k, lexicon):
                continue
            token, link = _tied(s, k, word, people, [spans.get(label) for label in labels], lexicon)
            denied, intensity = _degree(s, k, lexicon)
            rows.append((s.rows[k], word, -word.polarity if denied else word.polarity, intensity, denied, token, link))
    if not rows:
        return pd.DataFrame(columns=COLUMNS)
    at = tokens.iloc[[r[0] for r in rows]]
    out = pd.DataFrame(
        {c: at[c].astype(object) for c in ("article_id", "outlet", "event", "start", "end", "form")}, index=at.index
    )
    out["lemma"], out["family"] = [r[1].lemma for r in rows], [r[1].family for r in rows]
    out["polarity"], out["intensity"], out["negated"] = ([r[i] for r in rows] for i in (2, 3, 4))
    out["actor"] = [actor_at.get(r[5], "") for r in rows]
    out["link"] = [r[6] for r in rows]
    out["actor_token"] = pd.array([r[5] for r in rows], dtype="Int64")
    for c in ("sentence", "zone", "voice", "distance", "attribution_id"):
        out[c] = at[c].astype(object)
    return out[COLUMNS]


def evaluation_shares(evaluations: pd.DataFrame, *, near: bool = False, **options) -> pd.DataFrame:
    """Words for and against an actor: outlet, actor, polarity, n, total (evaluative words tied to that actor), …

    ``near=True`` counts words of the same sentence as well, which are right less often.  Other columns and keywords
    (``articles``, ``clusters``, ``confidence``, ``lang``) as in :func:`cadrage.measure.uncertainty.proportions.proportions`.
    """
    kept = evaluations[(evaluations["actor"] != "") & (evaluations["link"].isin(LINKS[: 6 if near else 5]))]
    return proportions(
        kept, group=["outlet", "actor"], value=["polarity"], measure="evaluation_shares", rows_of="tokens",
        unit="evaluative word", method="share of evaluative words in the outlet's own voice tied to an actor", **options,
    )  # fmt: skip


def _word(s: Sentence, k: int, lexicon: Evaluative) -> Word | None:
    """The word of the lexicon at a place, as the part of speech it has there."""
    pos = {"PROPN": "NOUN", "AUX": "VERB"}.get(s.pos[k], s.pos[k])
    # A capital inside the sentence makes a name of it (« la Vaillante »).
    if (
        s.form[k][:1].isupper()
        and not s.form[k].isupper()
        and k
        and s.form[k - 1] not in (":", ".", "«", "-", "–", "—")
    ):
        return None
    for word in sorted(lexicon.forms[s.form[k].lower()], key=lambda w: w.pos != pos):
        # Adjectives, nouns in apposition and participles are tagged now as the one, now as the other.
        participle = word.pos == "ADJ" and pos == "VERB" and word.lemma.endswith(("é", "ant"))
        fits = word.pos == pos or {word.pos, pos} <= {"ADJ", "NOUN"} or participle
        # A rare verb behind its subject is taken for an adjective (« la Ligue fanfaronne »).
        fits |= word.pos == "VERB" and pos == "ADJ" and s.dep[k] == "amod" and s.head[k] == k - 1
        if fits and (
            not word.reflexive or s.of(k, "expl:comp", "expl:pv", "expl:pass", "obj", "iobj") and _reflexive(s, k)
        ):
            return word
    return None


def _reflexive(s: Sentence, k: int) -> bool:
    return any(s.form[c].lower() in ("se", "s'", "s’") for c in s.children[k])


def _excluded(s: Sentence, k: int, lexicon: Evaluative) -> bool:
    around = " " + key(" ".join(s.form[max(0, k - 4) : k + 5])) + " "
    return any(f" {key(phrase)} " in around for phrase in lexicon.excluded)


def _degree(s: Sentence, k: int, lexicon: Evaluative) -> tuple[bool, float]:
    """Whether the word is denied, and how strongly it is said."""
    forms = [f.lower() for f in s.form]
    before = forms[max(0, k - 3) : k]
    denied = negated(s.lemma, s.form, s.pos, s.head, s.dep, k, k + 1)
    denied ^= any(f in lexicon.denying for f in before[-2:]) and not {"un"} & set(before[-2:-1])
    denied ^= "loin" in before and "loin" not in before[-2:]
    near = {forms[c] for c in s.children[k]} | set(before[-1:])
    two = " ".join(before[-2:])
    if near & lexicon.strong or two in lexicon.strong:
        return denied, 2.0
    if near & lexicon.weak or two in lexicon.weak:
        return denied, 0.5
    return denied, 1.0


def _tied(s: Sentence, k: int, word: Word, people: list, covered: list, lexicon: Evaluative) -> tuple:
    """The mention that a word judges, and how it is tied to it."""

    def mention(j: int, outward: bool = True):
        """The mention at a word, or right below it (« le président, Anton V »)."""
        if covered[j] is not None:
            return covered[j]
        if outward:
            for c in s.of(j, "appos", "flat:name", "nmod"):
                if covered[c] is not None and s.case(c) in ("", "de"):
                    return covered[c]
        return None

    if covered[k] is not None:
        return covered[k], "noun"
    head, dep = s.head[k], s.dep[k]
    pos = s.pos[k]
    if word.pos == "VERB" or pos == "VERB" and dep not in ("amod", "acl"):
        for j in _subject(s, k):
            if (found := mention(j)) is not None:
                return found, "verb"
    modifies = dep in ("amod", "acl", "appos", "nmod") and head != k and not (dep == "nmod" and word.pos == "NOUN")
    if modifies and (found := mention(head)) is not None:
        return found, "verb" if word.pos == "VERB" else "modifier"
    # « la courageuse Armelle R »: the parser takes the adjective for the noun.
    if (
        word.pos == "ADJ"
        and k + 1 < len(covered)
        and k + 1 in s.of(k, "appos", "nmod", "flat:name")
        and covered[k + 1] is not None
    ):
        return covered[k + 1], "modifier"
    # « X, jugé incompétent »
    if dep in ("xcomp", "obj") and s.dep[head] == "acl" and (found := mention(s.head[head])) is not None:
        return found, "predicate"
    # « X a mené une campagne mensongère »: what somebody does is theirs, what they see or denounce is not.
    if modifies and s.dep[head] == "obj" and s.lemma[s.head[head]] in lexicon.doing:
        for j in _subject(s, s.head[head]):
            if (found := mention(j)) is not None:
                return found, "deed"
    # « X est cynique », « X s'est montré lâche », « jugé cynique »
    if s.of(k, "cop") or dep in ("xcomp", "obl:mod", "obj") and s.lemma[head] in _LINKING | {"montrer"}:
        for j in _subject(s, k) or _subject(s, head):
            if (found := mention(j)) is not None:
                return found, "predicate"
    if word.pos == "NOUN":
        # « les mensonges du Kremlin », « la lâcheté de X », « X, bourreau de … »
        for c in s.of(k, "nmod", "appos", "amod"):
            if covered[c] is not None and s.case(c) in ("", "de"):
                return covered[c], "noun"  # an adjective of nationality names whose: « provocation valdarienne »
        if dep == "appos" and (found := mention(head)) is not None:
            return found, "noun"
    # « X est cynique et lâche »: what holds of the first holds of the second.
    if dep == "conj" and head != k:
        found, link = _tied(s, head, word, [], covered, lexicon)
        if link != "none":
            return found, link
    if people:
        j, label = min(people, key=lambda p: (abs(p[0] - k), p[0]))
        if abs(j - k) <= REACH:
            return label, "near"
    return pd.NA, "none"


def _subject(s: Sentence, k: int) -> list[int]:
    """Subject of a verb or predicate; of the governing verb where it has none of its own."""
    seen = {k}
    while True:
        if found := s.of(k, *_SUBJECTS):
            out = []
            for j in found:
                if (
                    s.form[j].lower() in ("qui", "lequel", "laquelle", "lesquels", "lesquelles")
                    and s.dep[k] == "acl:relcl"
                ):
                    j = s.head[k]
                out.append(j)
            return out
        if s.dep[k] not in ("conj", "xcomp", "advcl", "ccomp") or s.head[k] in seen:
            return []
        k = s.head[k]
        seen.add(k)
