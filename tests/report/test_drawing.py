"""Figures drawn by a second process are those that would be drawn here, whatever becomes of that process."""

import pytest

from cadrage.measure import ladder
from cadrage.report import drawing, figures

JOB = {"width": 7.4, "options": {"lang": "fr"}, "name": "a", "title": "Titre", "description": "Ce qu'on voit"}


@pytest.fixture
def sizes(demo):
    return ladder(demo.articles)


@pytest.fixture
def studio():
    made = drawing.Studio()
    yield made
    made.close()


def test_the_same_bytes_as_here(studio, sizes):
    places = [studio.put(figures.corpus_sizes, sizes, **{**JOB, "name": n}) for n in "abcd"]
    expected = "".join(drawing.picture(figures.corpus_sizes, sizes, **{**JOB, "name": n}) for n in "abcd")
    assert studio.filled("".join(places)) == expected


def test_a_process_that_dies_costs_nothing(studio, sizes):
    studio.process.kill()
    place = studio.put(figures.corpus_sizes, sizes, **JOB)
    assert studio.filled(place) == drawing.picture(figures.corpus_sizes, sizes, **JOB)


def test_a_figure_that_cannot_be_drawn_says_so_in_its_place(studio, sizes):
    place = studio.put(figures.corpus_sizes, sizes.drop(columns="n_articles"), **JOB)
    other = studio.put(figures.corpus_sizes, sizes, **JOB)
    html = studio.filled(place + other)
    assert 'class="notice failed">KeyError' in html and html.count("<svg") == 1


def test_a_function_of_the_reader_is_drawn_at_once(studio, sizes):
    def mine(measure, ax, *, lang):
        return figures.corpus_sizes(measure, ax, lang=lang)

    mine.height = figures.corpus_sizes.height
    assert studio.put(mine, sizes, **JOB).startswith("<svg")
