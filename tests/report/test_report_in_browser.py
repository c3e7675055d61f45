"""The report as a reader meets it, in Chromium: numbers lead to their passages, everything works by keyboard too."""

import json
from pathlib import Path

import pytest

from cadrage.measure import choice_shares
from cadrage.report import build
from cadrage.report.decisions import apply

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")

# Follows every linked number and compares it with the passages that are then shown.
FOLLOW = """async () => {
  const wrong = [], links = [...document.querySelectorAll('a.count')];
  // The same passages counted in several places are followed once, every text that stands for them is compared.
  const once = new Map(links.map((link) => [link.getAttribute('href') + link.textContent, link]));
  const few = [...once.values()].filter((link) => Number(link.dataset.n) <= 60), many = [...once.values()].filter((link) => Number(link.dataset.n) > 60);
  for (const link of [...few, ...many.slice(0, 5)]) {
    location.hash = link.getAttribute('href');
    await new Promise((done) => setTimeout(done, 0));
    const more = document.getElementById('more'), n = Number(link.textContent.replace(/[^0-9]/g, ''));
    while (!more.hidden) more.click();
    const shown = document.querySelectorAll('#kwic > li').length;
    // Totals of words and texts, drawn dotted, open what they were counted in: that many, not as many as they say.
    const expected = link.classList.contains('whole') ? Number(link.dataset.n) : n;
    if (expected !== shown || shown !== Number(link.dataset.n)) wrong.push([link.textContent, n, shown]);
  }
  return [links.length, wrong];
}"""


def rows(page) -> int:
    return page.locator("#kwic > li").count()


def test_opens_offline_with_an_empty_console_and_asks_for_nothing(open_page, demo_report):
    page = open_page(demo_report)
    page.wait_for_selector("#kwic > li")
    assert page.heard == []
    assert demo_report.stat().st_size < 3_000_000


def test_every_number_leads_to_as_many_passages_as_it_says(open_page, demo_report):
    page = open_page(demo_report)
    n, wrong = page.evaluate(FOLLOW)
    assert n > 200 and wrong == []


# Words of tables of which a part stands on another line, and tables that run out of the page.
BROKEN = """() => {
  const broken = [];
  for (const cell of document.querySelectorAll('th, td')) {
    const upright = getComputedStyle(cell).writingMode.startsWith('vertical');
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/[^\\s\\u202f\\u2013…/·-]+/g)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      const lines = [...range.getClientRects()].filter((r) => r.width && r.height).map((r) => Math.round(upright ? r.left : r.top));
      if (new Set(lines).size > 1) broken.push(word[0]);
    }
  }
  const edge = document.documentElement.clientWidth + 1;
  const wide = [...document.querySelectorAll('table')].filter((t) => t.getBoundingClientRect().right > edge);
  return [broken, wide.map((t) => t.closest('section').id)];
}"""


# Between margins of 15 mm a sheet of A4 has 680 pixels, one of US letter 702.
@pytest.mark.parametrize(("media", "width"), [("print", 680), ("screen", 400), ("screen", 1400)])
def test_no_word_of_a_table_is_broken(open_page, demo_report, media, width):
    page = open_page(demo_report, width=width)
    page.emulate_media(media=media)
    broken, wide = page.evaluate(BROKEN)
    assert broken == []
    # On the screen a wide table can be moved under the finger, on paper it cannot.
    assert media == "screen" or wide == []


def test_a_number_leads_to_the_outlet_and_term_that_it_counts(open_page, demo_report, demo):
    own = choice_shares(demo.hits, frame="peninsule", voice="narrator", articles=demo.articles)
    page = open_page(demo_report)
    link = (
        page.locator("#c-3-competing-terms .exhibit")
        .nth(len(demo.codebook.frames))
        .locator("tbody tr")
        .first.locator("a.count")
        .first
    )
    link.click()
    text = page.locator("#status").inner_text()
    outlet = demo.outlets[0]
    assert outlet in text and "rattachement" in text
    expected = own[(own["outlet"] == outlet) & (own["term"] == "rattachement")]["n"].iloc[0]
    assert rows(page) == expected == int(page.locator("#status").get_attribute("data-n"))
    page.get_by_role("button", name="Retour au chiffre").click()
    assert link.evaluate("node => node === document.activeElement")


def test_filters_and_order_by_mouse(open_page, demo_report, demo):
    page = open_page(demo_report)
    page.select_option("#f-term", "annexion")
    page.select_option("#f-outlet", "APX")
    expected = demo.hits[(demo.hits["term"] == "annexion") & (demo.hits["outlet"] == "APX")]
    assert int(page.locator("#status").get_attribute("data-n")) == len(expected)
    page.select_option("#f-voice", "attributed")
    assert int(page.locator("#status").get_attribute("data-n")) == int((expected["voice"] == "attributed").sum())
    page.select_option("#f-voice", "")
    page.click("[data-sort=right]")
    right = page.locator("#kwic .r").all_inner_texts()
    bare = [t.lstrip(" ,.;:!?»\"'’)…-–—«").lower() for t in right]
    assert bare == page.evaluate(
        "(list) => [...list].sort(new Intl.Collator('fr', {sensitivity: 'base'}).compare)", bare
    )
    page.fill("#f-q", "zzzz")
    assert rows(page) == 0


def test_filters_and_order_by_keyboard(open_page, demo_report, demo):
    page = open_page(demo_report)
    page.focus("#f-q")
    page.keyboard.type("rattachement")
    found = int(page.locator("#status").get_attribute("data-n"))
    assert 0 < found < len(demo.hits)
    page.keyboard.press("Enter")
    assert page.heard == []
    page.focus("[data-sort=left]")
    before = page.locator("#kwic .l").all_inner_texts()
    page.keyboard.press("Enter")
    after = page.locator("#kwic .l").all_inner_texts()
    assert before != after and sorted(before) == sorted(after) or found > 60
    assert page.get_attribute("[data-sort=left]", "aria-pressed") == "true"
    page.focus("#c-3-competing-terms a.count")
    page.keyboard.press("Enter")
    page.locator("#clear").wait_for(state="visible")
    assert page.evaluate("document.activeElement.id") == "status"


def test_a_passage_opens_in_its_article(open_page, demo_report):
    page = open_page(demo_report)
    page.locator("#c-3-competing-terms a.count").first.click()
    key = page.locator("#kwic mark").first.inner_text()
    page.locator("#kwic .act a").first.click()
    page.wait_for_selector("details.article[open]")
    marked = page.evaluate("[...CSS.highlights.get('here')].map((r) => r.toString()).join('')")
    assert marked == key


def test_decisions_are_saved_and_recounted(open_page, demo_report, demo, tmp_path):
    page = open_page(demo_report)
    page.select_option("#f-term", "annexion")
    page.select_option("#f-outlet", "RPV Info")
    page.locator("#kwic .judge").first.click()
    assert page.locator("#decided").inner_text().startswith("1 ")
    with page.expect_download() as download:
        page.click("#save")
    download.value.save_as(tmp_path / "decisions.json")
    judged = apply(demo, tmp_path / "decisions.json")
    assert judged.decided.hits == 1 and judged.decided.unmatched == 0
    assert judged.hits["excluded"].sum() == demo.hits["excluded"].sum() + 1
    # The saved file can be taken up again.
    page = open_page(demo_report)
    page.set_input_files("#load", tmp_path / "decisions.json")
    page.wait_for_function("document.getElementById('decided').textContent.startsWith('1 ')")
    page.select_option("#f-term", "annexion")
    page.select_option("#f-outlet", "RPV Info")
    assert page.locator("#kwic li.wrong").count() == 1


def test_a_wrong_attribution_gives_its_words_back_to_the_outlet(demo, tmp_path):
    inside = demo.hits[(demo.hits["voice"] == "attributed")].iloc[0]
    attribution = demo.attributions[demo.attributions["attribution_id"] == inside["attribution_id"]].iloc[0]
    sha = demo.articles.set_index("article_id").loc[inside["article_id"], "sha256"]
    decision = {
        "table": "attributions",
        "sha256": sha,
        "start": int(min(attribution["starts"])),
        "end": int(max(attribution["ends"])),
    }
    file = tmp_path / "d.json"
    file.write_text(json.dumps({"format": "cadrage decisions", "decisions": [decision]}), encoding="utf-8")
    judged = apply(demo, file)
    assert len(judged.attributions) == len(demo.attributions) - 1
    after = judged.hits.loc[inside.name]
    parent = attribution["parent_id"] if isinstance(attribution["parent_id"], str) else None
    assert after["voice"] == ("attributed" if parent else "narrator")


@pytest.mark.parametrize("width", [360, 1400])
def test_nothing_is_wider_than_the_screen(open_page, demo_report, hostile_report, width):
    for report in (demo_report, hostile_report):
        page = open_page(report, width=width)
        page.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
        for what in ("hits", "attributions"):
            page.select_option("#f-what", what)
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_shows_every_figure_whole(open_page, demo_report):
    # A4 less its margins, in CSS pixels.
    page = open_page(demo_report, width=680)
    page.emulate_media(media="print")
    boxes = page.evaluate(
        "[...document.querySelectorAll('.drawn')].map((d) => [d.classList.contains('narrow'), getComputedStyle(d).display,"
        " getComputedStyle(d).breakInside, d.firstElementChild.getBoundingClientRect().width, d.getBoundingClientRect().height])"
    )
    shown = [b for b in boxes if b[1] != "none"]
    assert len(shown) == len(boxes) / 2 and not any(b[0] for b in shown)
    assert all(b[2] == "avoid" and 0 < b[3] <= 680 and 0 < b[4] < 990 for b in shown)
    # Nor does a table run over the edge of the paper.
    wide = "[...document.querySelectorAll('.data table')].filter((t) => t.getBoundingClientRect().width > 681).length"
    assert page.evaluate(wide) == 0
    assert len(page.pdf(format="A4")) > 50_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(open_page, demo_report, scheme):
    page = open_page(demo_report, color_scheme=scheme)
    # Rows that repeat the look of others only cost time.
    page.evaluate(
        "document.querySelectorAll('.data tbody tr:nth-child(n+5), #kwic li:nth-child(n+5)').forEach((n) => n.remove())"
    )
    page.evaluate("document.querySelectorAll('details.article').forEach((d, i) => i < 2 ? d.open = true : d.remove())")
    page.evaluate("document.querySelectorAll('.chapter .exhibit:nth-of-type(n+4)').forEach((n) => n.remove())")
    page.evaluate(AXE)
    rules = "{}" if scheme == "light" else "{runOnly: ['color-contrast']}"
    found = page.evaluate(f"axe.run(document, {rules})")["violations"]
    serious = [
        (v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found if v["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_hostile_articles_are_only_text(open_page, hostile_report, hostile_study):
    page = open_page(hostile_report)
    page.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
    assert page.heard == [] and page.evaluate("window.pwned") is None
    assert page.locator("body script, iframe, object, img, base, main form[action], main [onerror]").count() == 2
    assert (
        page.evaluate("[...document.links].filter((a) => !/^(#|data:text.csv)/.test(a.getAttribute('href'))).length")
        == 0
    )
    assert page.evaluate("getComputedStyle(document.body).display") != "none"
    shown = page.evaluate("[...document.querySelectorAll('details.article .text')].map((d) => d.textContent)")
    assert shown == hostile_study.articles["text"].tolist()
    n, wrong = page.evaluate(FOLLOW)
    assert n > 5 and wrong == []
    # A character beyond the basic plane before the passage must not move the passage.
    page.click("#clear")
    page.fill("#f-q", "\U0001f6a2")
    assert page.locator("#kwic mark").all_inner_texts() == ["rattachement"]
    page.fill("#f-q", "continue")
    page.locator("#kwic .act a").first.click()
    assert page.evaluate("[...CSS.highlights.get('here')].map((r) => r.toString()).join('')") == "annexion"


def test_saved_tables_hold_no_formula(open_page, hostile_report, tmp_path):
    page = open_page(hostile_report)
    with page.expect_download() as download:
        page.click("#csv")
    download.value.save_as(tmp_path / "passages.csv")
    text = (tmp_path / "passages.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK" in text and ",=" not in text and '"=' not in text


def test_a_page_that_holds_a_part_says_so(open_page, hostile_study, tmp_path, monkeypatch):
    from cadrage.report import assemble, store

    monkeypatch.setattr(store, "WHOLE_TEXTS", 1)
    monkeypatch.setattr(assemble, "LARGEST", 1)
    page = open_page(build(hostile_study, tmp_path / "part.html"))
    capped = "Object.entries(JSON.parse(document.getElementById('store').textContent).sets).find(([, s]) => s.r.length < s.n)"
    name, of = page.evaluate(capped)
    page.evaluate("(name) => { location.hash = 'set=' + name }", name)
    page.locator("#clear").wait_for(state="visible")
    said = page.locator("#status").inner_text()
    assert rows(page) == len(of["r"]) and f" sur {of['n']}, tirés au sort (tous" in said
