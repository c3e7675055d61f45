"""What follows the chapters: the passages and articles, the method, the data, the glossary, what made the report."""

import platform
from collections import Counter
from html import escape
from importlib.metadata import version

import numpy as np
import pandas as pd
import yaml

from cadrage import __version__
from cadrage.report.article_view import article_bodies, legend, shown
from cadrage.report.language import ASSETS, Language
from cadrage.report.store import drawn

# Marked articles in one page; beyond this many the most counted ones stand for the others.
ARTICLES = 120
# As many where there are thousands, and the page must still fit into a mail.
ARTICLES_OF_MANY, MANY = 60, 1_000
# Hashes listed in a page without texts.
HASHES = 5_000
SHOWN_VERSIONS = (
    "cadrage",
    "spacy",
    "pandas",
    "numpy",
    "scipy",
    "scikit-learn",
    "matplotlib",
    "nbconvert",
)


def passages_section(language: Language, *, browse: list[str]) -> str:
    """The concordance: search, filters, order, and the list that the page's script fills."""
    t = language.t
    select = "".join(f'<option value="{k}">{escape(t(f"browse {k}"))}</option>' for k in browse)
    filters = [f'<label>{escape(t("filter q"))}<input type="search" id="f-q"></label>']
    filters.append(f'<label>{escape(t("filter what"))}<select id="f-what">{select}</select></label>')
    filters += [
        f'<label>{escape(language.label(k))}<select id="f-{k}"></select></label>'
        for k in ("frame", "term", "outlet", "voice", "speaker", "distance")
    ]
    filters += [f'<label>{escape(t(f"filter {k}"))}<input type="date" id="f-{k}"></label>' for k in ("since", "until")]
    sorts = "".join(
        f'<button type="button" data-sort="{k}" aria-pressed="{str(k == "corpus").lower()}">{escape(t(f"sort {k}"))}</button>'
        for k in ("corpus", "left", "key", "right", "outlet", "date")
    )
    buttons = "".join(
        f'<button type="button" id="{k}"{" hidden" if k in ("clear", "back") else ""}>{escape(t(f"button {k}"))}</button>'
        for k in ("back", "clear", "csv")
    )
    return (
        f'<section class="plain" id="passages" aria-labelledby="passages-h"><h2 id="passages-h">{escape(t("passages"))}</h2>'
        f'<p>{escape(t("passages about"))}</p><noscript><p class="notice">{escape(t("no script"))}</p></noscript>'
        f'<form class="filters" role="search">{"".join(filters)}</form>'
        + f'<div class="toolbar" role="group" aria-label="{escape(t("sort"))}">{escape(t("sort"))} {sorts}'
        f'<button type="button" id="aligned" aria-pressed="true">{escape(t("button aligned"))}</button></div>'
        f'<p class="status" id="status" tabindex="-1" role="status"></p><div class="toolbar">{buttons}</div>'
        f'<div class="data" id="shares" role="region" tabindex="0" aria-label="{escape(t("selection"))}" hidden></div>'
        f'<ol class="kwic" id="kwic"></ol><button type="button" id="more" hidden>{escape(t("button more"))}</button>'
        f'<div id="judge"><h3 id="judge-h">{escape(t("judge"))}</h3><p>{escape(t("judge about"))} <code class="command">{escape(t("judge command"))}</code></p>'
        f'<div class="toolbar"><span id="decided" role="status"></span>'
        f'<button type="button" id="save">{escape(t("button save"))}</button>'
        f'<label class="button">{escape(t("button load"))}<input type="file" id="load" accept=".json,application/json"></label></div></div></section>'
    )


def articles_section(study, language: Language, *, cited: Counter) -> str:
    """The articles with what was found in them marked, folded; the most counted ones where there are many."""
    t, table = language.t, study.articles
    most = ARTICLES_OF_MANY if len(table) > MANY else ARTICLES
    order = range(len(table))
    said = ""
    if len(table) > most:
        order = sorted(order, key=lambda i: (-cited[i], i))[:most]
        said = f'<p class="notice">{escape(t("articles capped", n=most, all=len(table)))}</p>'
    bodies = article_bodies(study, table["article_id"].iloc[sorted(order)].tolist(), language)
    boxes = []
    for i in sorted(order):
        row = table.iloc[i]
        facts = " · ".join(filter(None, [row["outlet"], language.date(row["date"])]))
        title = row["title"] or row["article_id"]
        boxes.append(
            f'<details class="article" id="a{i}"><summary><bdi>{shown(title)}</bdi><small>{shown(facts)}</small></summary>'
            f"{bodies[row['article_id']]}</details>"
        )
    return (
        f'<section class="plain" id="articles" aria-labelledby="articles-h"><h2 id="articles-h">{escape(t("articles"))}</h2>'
        f"<p>{escape(t('articles about'))}</p><p class='printed'>{escape(t('articles printed'))}</p>{legend(language)}{said}{''.join(boxes)}</section>"
    )


def hashes_section(study, language: Language) -> str:
    """In place of the articles, where their text may not be shared: outlet, day, length and hash of each."""
    t, listed, capped = language.t, study.articles, ""
    if len(listed) > HASHES:
        capped = f'<p class="notice">{escape(t("hashes capped", n=HASHES, all=len(listed)))}</p>'
        listed = listed.iloc[sorted(drawn(range(len(listed)), HASHES))]
    rows = "".join(
        f"<tr><th scope='row'>{r.sha256[:12]}</th><td>{shown(r.outlet)}</td><td>{language.date(r.date)}</td>"
        f'<td class="num">{language.number(int(r.n_words))}</td><td>{r.sha256}</td></tr>'
        for r in listed.itertuples(index=False)
    )
    head = "".join(
        f'<th scope="col">{escape(language.label(c))}</th>' for c in ("article", "outlet", "date", "n_words", "sha256")
    )
    return (
        f'<section class="plain" id="articles" aria-labelledby="articles-h"><h2 id="articles-h">{escape(t("articles"))}</h2>'
        f'<p class="notice">{escape(t("no text"))}</p>{capped}<div class="data tall" role="region" tabindex="0" aria-label="{escape(t("articles"))}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></section>"
    )


def method_section(study, language: Language) -> str:
    """How words, voices and shares were found and computed, and what they cannot say."""
    texts = yaml.safe_load((ASSETS / "method.yml").read_text(encoding="utf-8"))
    parts = "".join(
        f"<h3>{escape(part[language.code]['title'])}</h3><p>{escape(part[language.code]['text'].strip())}</p>"
        for part in texts["method"]
    )
    terms = "".join(
        f"<dt>{escape(g[language.code]['term'])}</dt><dd>{escape(g[language.code]['text'].strip())}</dd>"
        for g in texts["glossary"]
    )
    return (
        f'<section class="plain" id="method" aria-labelledby="method-h"><h2 id="method-h">{escape(language.t("method"))}</h2>{parts}</section>'
        f'<section class="plain" id="glossary" aria-labelledby="glossary-h"><h2 id="glossary-h">{escape(language.t("glossary"))}</h2>'
        f'<dl class="glossary">{terms}</dl></section>'
    )


def data_section(study, language: Language, *, text: bool) -> str:
    """What was read, left out and assumed."""
    t, articles = language.t, study.articles
    dates = articles["date"].dropna()
    facts = {
        t("fact articles"): t("n articles", n=len(articles)),
        t("fact outlets"): ", ".join(study.outlets),
        t("fact words"): language.number(int(articles["n_words"].sum())),
        t("fact dates"): f"{language.date(dates.min())} – {language.date(dates.max())}"
        if len(dates)
        else t("fact undated"),
        t("fact events"): language.number(int(articles["event"].nunique())),
    }
    problems = sorted(set(study.problems))
    errors = [p for p in problems if p.level == "error"]
    facts[t("fact left out")] = language.number(len(errors))
    facts[t("fact assumed")] = language.number(len(problems) - len(errors))
    listed = "".join(f"<li>{shown(str(p))}</li>" for p in problems[:200]) if text else ""
    more = f"<p>{escape(t('problems capped', n=200, all=len(problems)))}</p>" if len(problems) > 200 and text else ""
    folded = f"<details><summary>{escape(t('problems'))}</summary><ul>{listed}</ul>{more}</details>" if listed else ""
    return (
        f'<section class="plain" id="data" aria-labelledby="data-h"><h2 id="data-h">{escape(t("data"))}</h2>'
        f"{_facts(facts)}{_note(study)}{folded}</section>"
    )


def made_section(study, language: Language, *, decided=None) -> str:
    """Versions, configuration, hash of the corpus, seed: what is needed to make the same report again."""
    t, model = language.t, study.annotator.model
    facts = {
        t("fact fingerprint"): study.fingerprint,
        t("fact seed"): str(study.codebook.seed),
        t("fact model"): " ".join(str(v) for v in (model.values() if isinstance(model, dict) else [model])),
        t("fact versions"): ", ".join(
            f"{name} {__version__ if name == 'cadrage' else version(name)}" for name in SHOWN_VERSIONS
        ),
        "Python": platform.python_version(),
    }
    if decided is not None:
        facts[t("fact decisions")] = f"{decided.file} (SHA-256 {decided.sha256[:16]})"
    plain = {k: v for k, v in study.codebook.model_dump(mode="json").items() if v not in ("", None, [], {})}
    config = escape(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=100))
    return (
        f'<section class="plain" id="made" aria-labelledby="made-h"><h2 id="made-h">{escape(t("made"))}</h2>{_facts(facts)}'
        f'<details><summary>{escape(t("configuration"))}</summary><pre tabindex="0">{config}</pre></details></section>'
    )


def _facts(facts: dict[str, str]) -> str:
    return f'<dl class="facts">{"".join(f"<dt>{escape(k)}</dt><dd>{shown(v)}</dd>" for k, v in facts.items())}</dl>'


def _note(study) -> str:
    return f"<p>{shown(study.codebook.note)}</p>" if study.codebook.note else ""


def cited_articles(study, sets: dict) -> Counter:
    """How often each article (by place) stands behind a number."""
    place = pd.Index(study.articles["article_id"])
    often = np.zeros(len(place), dtype=np.int64)
    for name in ("hits", "attributions"):
        table = getattr(study, name)
        of = place.get_indexer(table["article_id"])
        for counted in sets.values():
            if counted.table == name:
                often += np.bincount(of[table.index.get_indexer(counted.rows)], minlength=len(place))
    return Counter(dict(enumerate(often.tolist())))
