"""Every figure with two and with twelve outlets, long names, an outlet with nothing in it: all of it inside its frame."""

import re
from types import SimpleNamespace

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
import yaml
from little_studies import NAMES, measures
from matplotlib.backends.backend_agg import FigureCanvasAgg

from cadrage.report import figures, show_versions
from cadrage.report.figures.base import NARROW, WIDE, make_figure, style
from cadrage.report.language import ASSETS, Language
from cadrage.report.page import Page
from cadrage.report.sentences import says


@pytest.fixture(scope="module", params=[2, 5, 12])
def made(request):
    return measures(request.param)


DRAWN = (
    "keyness", "dispersion", "word_shift", "correspondence", "term_uses", "choice_shares", "choice_by_zone",
    "choice_over_time", "parts", "shared_shares", "sharing", "statement_matrix", "robustness",
)  # fmt: skip


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", DRAWN)
def test_nothing_runs_out_of_the_figure_nor_over_its_neighbour(made, name, width):
    if made[name].empty:
        pytest.skip("with two outlets, one of them silent, there is no finding to check")
    with mpl.rc_context(style()):
        figure = make_figure(getattr(figures, name), made[name], width=width)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        (ax,), renderer = figure.axes, canvas.get_renderer()
        names = [t for t in ax.get_yticklabels() if t.get_text()]
        boxes = [t.get_window_extent(renderer) for t in names]
        low, high = sorted(ax.get_xlim())
        ticks = zip(ax.get_xticks(), ax.get_xticklabels(), strict=True)
        # A tick beyond the limits is not drawn.
        outside = [*names, *(t for at, t in ticks if low <= at <= high and t.get_text()), ax.xaxis.label]
        outside += [t for legend in figure.legends for t in legend.get_texts()]
        whole = figure.bbox
        for text in outside:
            box = text.get_window_extent(renderer)
            # Names that slant may lean over the right edge of their last column, not out of the figure.
            assert box.x0 >= whole.x0 - 2 and box.x1 <= whole.x1 + 2, text.get_text()
            assert box.y0 >= whole.y0 - 2 and box.y1 <= whole.y1 + 2, text.get_text()
        order = np.argsort([b.y0 for b in boxes])
        for low, high in zip(order, order[1:], strict=False):
            assert boxes[low].y1 <= boxes[high].y0 + 1, (names[low].get_text(), names[high].get_text())


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_figure_says_what_it_shows(made, name, lang):
    spoken = says(name, made[name], Language(lang))
    # The spread of the few words of a table may be all alike; of everything else there is something to say.
    assert spoken or name == "dispersion" or made[name].empty
    assert all("{" not in s and "nan" not in s for s in spoken)


@pytest.mark.parametrize("name", sorted(set(figures.__all__) - {"make_figure"}))
def test_every_figure_says_what_it_does_not_show(name):
    for lang, start in (("fr", "Ne montre pas"), ("en", "Does not show")):
        assert Language(lang).t(f"limit {name}").startswith(start)


def test_no_word_is_given_twice():
    seen: dict[str, str] = {}
    for file in sorted(ASSETS.glob("words*.yml")):
        for key in yaml.safe_load(file.read_text(encoding="utf-8")):
            assert key == "labels" or key not in seen, f"{key} in {file.name} and {seen.get(key)}"
            seen[key] = file.name


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_long_legend_takes_no_room_from_the_data(made, width):
    with mpl.rc_context(style()):
        figure = make_figure(figures.parts, made["parts"], width=width)
    (ax,), rows = figure.axes, made["parts"]["outlet"].nunique()
    # A quarter of an inch for the two lines of a name.
    assert ax.get_position().height * figure.get_figheight() > 0.25 * rows


def test_an_event_that_nobody_declared_is_called_after_its_first_article():
    from cadrage.report.arrange import event_name

    articles = pd.DataFrame(
        {"article_id": ["a", "b"], "event": ["crue", None], "title": ["Eaux", "La digue"], "sha256": ["0", "f" * 64]}
    )
    study, fr = SimpleNamespace(articles=articles), Language("fr")
    assert event_name("crue", study, fr) == "crue"
    assert event_name("b", study, fr) == "autour de «\u00a0La digue\u00a0»"
    assert "digue" not in event_name("b", study, fr, text=False)


def test_an_outlet_without_a_use_is_named_and_said_to_have_none(made):
    figure = make_figure(figures.choice_by_zone, made["choice_by_zone"])
    (ax,) = figure.axes
    assert "aucun emploi" in {t.get_text() for t in ax.texts}
    assert len(ax.get_yticklabels()) == made["choice_by_zone"]["outlet"].nunique()


def test_versions_are_text_with_marks_and_never_markup():
    texts = [
        "<b>Le maire</b> nie tout accord avec le port.",
        "Le maire nie toute <i>entente</i> avec le port & la ville.",
    ]
    articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": list(NAMES[:2]), "event": "e", "text": texts})
    statements = pd.DataFrame({"statement_id": "s1", "article_id": ["a", "b"], "outlet": list(NAMES[:2]), "event": "e",
                               "start": 0, "end": [len(t) for t in texts], "similarity": [1.0, 0.7], "variant": ["A", "B"],
                               "wording": ["verbatim", "reworded"], "voice": "attributed"})  # fmt: skip
    matrix = pd.DataFrame({"statement_id": "s1", "event": "e", "outlet": [*NAMES[:2], NAMES[2]], "n_outlets": 2,
                           "carried": ["verbatim", "reworded", "not carried"], "speaker": ["Maud <x>", None, None],
                           "cue": ["nie", "", ""], "label": texts[0], "nearest": [0, 1, None]})  # fmt: skip
    study = SimpleNamespace(statements=statements, articles=articles, outlets=list(NAMES[:3]), tokens=None)
    page = SimpleNamespace(study=study, text=True, language=Language("fr"), say=Page.say)
    shown = show_versions(page, matrix)
    # The marks of the versions stand between the characters of the text.
    unmarked = re.sub(r"</?(?:mark|ins|del|i)>", "", shown.html)
    assert (
        "&lt;b&gt;Le maire&lt;/b&gt;" in unmarked and "<b>Le maire" not in shown.html and "Maud &lt;x&gt;" in shown.html
    )
    assert "<mark>" in shown.html and NAMES[2] in shown.plain
    assert [c.rows.tolist() for c in shown.sets] == [[0], [1]] and shown.html.count('class="count"') == 2
    # Without the article texts nothing of them is shown.
    page = Page.__new__(Page)
    page.study, page.text, page.language = study, False, Language("fr")
    hidden = show_versions(page, matrix)
    assert "maire" not in hidden.html and "aucun texte d" in hidden.plain


def test_every_word_is_in_both_languages():
    for file in sorted(ASSETS.glob("words*.yml")):
        words = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert all(set(w) == {"fr", "en"} for w in [*words.pop("labels", {}).values(), *words.values()]), file.name


def test_the_questions_of_the_lexicon_are_asked_in_english_too():
    from cadrage.lexicon.naming import load_naming

    for named in load_naming("fr").sets.values():
        assert Language("en").label(named.question) != named.question == Language("fr").label(named.question)
