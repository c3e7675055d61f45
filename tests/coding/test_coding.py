"""Human coding: the sample, the sheets, the widget's state, agreement against other implementations."""

from types import SimpleNamespace

import krippendorff
import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import cohen_kappa_score

from cadrage import tables
from cadrage.coding import Scheme, draw, load_scheme, read_back, report, sample
from cadrage.coding.report import settled
from cadrage.coding.sample import items
from cadrage.coding.widget import Coding, open_sheet, widget
from cadrage.errors import StudyError
from cadrage.measure.quality.agreement import agreement

SCHEME = Scheme(
    question="La phrase approuve-t-elle ?", codes={"approuve": "oui", "condamne": "non", "neutre": "ni"}, sample=12
)
GOOD = "Le maire salue un geste utile et juste."
BAD = "Le maire dénonce une faute lourde et grave."


def study_of(texts: dict[tuple[str, str], list[str]]) -> SimpleNamespace:
    """A study of (outlet, event) → sentences, one article each, tokens by white space."""
    articles, tokens = [], []
    for k, ((outlet, event), lines) in enumerate(texts.items()):
        text, name = " ".join(lines), f"a{k:02d}"
        articles.append({"article_id": name, "outlet": outlet, "event": event, "text": text})
        start = i = 0
        for number, line in enumerate(lines):
            for word in line.replace(".", " .").split():
                start = text.index(word, start)
                tokens.append({"article_id": name, "outlet": outlet, "event": event, "i": i, "start": start, "end": start + len(word), "form": word,
                    "lemma": word.lower(), "pos": "PUNCT" if word == "." else "NOUN", "morph": "", "head": i, "dep": "dep", "entity": "", "sentence": number,
                    "zone": "body", "voice": "narrator", "attribution_id": None, "distance": "none", "shared": False, "boilerplate": False})  # fmt: skip
                start, i = start + len(word), i + 1
    return SimpleNamespace(
        articles=pd.DataFrame(articles), tokens=tables.make("tokens", tokens), attributions=tables.empty("attributions")
    )


@pytest.fixture
def study():
    rng = np.random.default_rng(1)
    texts = {}
    for outlet in ("Le Phare", "L'Ancre"):
        for event in ("port", "pont", "digue"):
            texts[outlet, event] = [f"{GOOD if rng.random() < 0.5 else BAD}"[:-1] + f" numéro {k}." for k in range(12)]
    return study_of(texts)


def test_items_are_the_sentences_and_keep_their_place(study):
    every = items(study, SCHEME)
    assert len(every) == 6 * 12
    text = study.articles.set_index("article_id")["text"]
    assert all(text[r.article_id][r.start : r.end] == r.text for r in every.itertuples())


def test_every_stratum_is_drawn_and_the_draw_repeats(study):
    drawn = sample(items(study, SCHEME), SCHEME)
    assert len(drawn) == 12
    assert drawn["stratum"].value_counts().tolist() == [2] * 6
    assert drawn["weight"].tolist() == [6.0] * 12
    assert drawn.equals(sample(items(study, SCHEME), SCHEME))


def test_only_keeps_what_fits(study):
    every = items(study, SCHEME.model_copy(update={"only": "dénonc"}))
    assert len(every) and every["text"].str.contains("dénonce").all()


def test_sheet_round_trip(study, tmp_path):
    path = draw(study, SCHEME, tmp_path / "ada.csv")
    sheet = pd.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False)
    sheet["code"] = ["1", "condamne", "NEUTRE", ""] * 3
    sheet.to_csv(path, index=False, encoding="utf-8-sig", sep=";")
    back = read_back(path, SCHEME)
    assert back["code"].tolist() == ["approuve", "condamne", "neutre"] * 3
    assert set(back["coder"]) == {"ada"}
    assert back["start"].dtype == int


def test_faults_are_named_by_file_and_row(study, tmp_path):
    path = draw(study, SCHEME, tmp_path / "zoe.csv")
    with pytest.raises(StudyError, match="was expected not to exist"):
        draw(study, SCHEME, path)
    sheet = pd.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False)
    sheet.loc[1, "code"] = "oui"
    sheet.to_csv(path, index=False)
    with pytest.raises(
        StudyError, match=r"zoe\.csv, row 3: the code was expected to be one of approuve, condamne, neutre, found 'oui'"
    ):
        read_back(path, SCHEME)
    with pytest.raises(StudyError, match="no such file"):
        read_back(tmp_path / "none.csv", SCHEME)


def test_scheme_from_a_file(tmp_path):
    path = tmp_path / "scheme.yml"
    path.write_text("question: Q ?\ncodes: {oui: a, non: b}\nstrata: [outlet]\n", encoding="utf-8")
    assert load_scheme(path).strata == ["outlet"]
    path.write_text("question: Q ?\ncodes: {oui: a, non: b}\nunit: word\n", encoding="utf-8")
    with pytest.raises(StudyError, match="scheme.yml: « unit »"):
        load_scheme(path)


def test_widget_keys_save_and_go_on(study, tmp_path):
    path = draw(study, SCHEME, tmp_path / "lou.csv")
    coding = open_sheet(path, SCHEME)
    box = widget(coding)
    field = box.children[2].children[0]
    for key in "12b3":
        field.value = key
    first, second = coding.drawn["item"][:2]
    assert coding.codes == {first: "approuve", second: "neutre"}
    again = open_sheet(path, SCHEME)
    assert again.codes == coding.codes and again.place == 2
    assert "<mark>" in again.html()


def test_keys_stay_inside_the_sheet(study):
    coding = Coding(sample(items(study, SCHEME), SCHEME), SCHEME)
    coding.answer("b")
    coding.answer("9")
    assert coding.place == 0 and coding.done == 0


def test_agreement_equals_other_implementations():
    rng = np.random.default_rng(3)
    truth = rng.choice(["a", "b", "c"], 60)
    noisy = [np.where(rng.random(60) < 0.2, rng.choice(["a", "b", "c"], 60), truth) for _ in range(2)]
    codings = pd.concat(
        [
            pd.DataFrame({"item": range(60), "coder": n, "code": v, "article_id": np.arange(60) // 6})
            for n, v in zip("xy", noisy, strict=True)
        ]
    )
    found = agreement(codings).set_index("measure")["estimate"]
    number = {"a": 0, "b": 1, "c": 2}
    data = [[number[v] for v in values] for values in noisy]
    assert found["Krippendorff's alpha"] == pytest.approx(krippendorff.alpha(data, level_of_measurement="nominal"))
    assert found["Cohen's kappa"] == pytest.approx(cohen_kappa_score(*noisy))


def test_most_coders_settle_an_item():
    codings = pd.DataFrame(
        {"item": ["i"] * 2 + ["j"] * 3, "coder": list("ab") + list("abc"), "code": ["x", "y", "y", "x", "x"]}
    )
    assert settled(codings)["code"].tolist() == ["x", "x"]


def coded_by(study, scheme, coders, error=0.0, seed=0):
    """Filled codings of every item: the truth is in the words, each coder errs at a rate."""
    drawn = sample(items(study, scheme), scheme)
    rng = np.random.default_rng(seed)
    out = []
    for coder in coders:
        code = np.where(drawn["text"].str.contains("salue"), "approuve", "condamne")
        wrong = rng.random(len(drawn)) < error
        code = np.where(wrong, np.where(code == "approuve", "condamne", "approuve"), code)
        out.append(drawn.assign(coder=coder, code=code))
    return pd.concat(out, ignore_index=True)


def test_report_from_codes_to_prevalence(study):
    scheme = SCHEME.model_copy(update={"sample": 48})
    result = report(study, scheme, coded_by(study, scheme, ["ada", "zoe"], error=0.04))
    assert len(result.agreement) == 2 and result.agreement["n_texts"].eq(6).all()
    assert result.trial.beats_baseline
    whole = result.prevalence[(result.prevalence["outlet"] == "") & (result.prevalence["code"] == "approuve")].iloc[0]
    truth = items(study, scheme)["text"].str.contains("salue").mean()
    assert whole["low"] <= truth <= whole["high"]
    assert {"Le Phare", "L'Ancre"} <= set(result.trial.by_outlet["outlet"])


def test_no_classifier_without_agreement(study):
    scheme = SCHEME.model_copy(update={"sample": 48})
    result = report(study, scheme, coded_by(study, scheme, ["ada", "zoe"], error=0.5))
    assert result.trial is None and result.prevalence.empty
    assert any("Accord insuffisant" in s for s in result.said)
