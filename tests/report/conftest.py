"""Reports for the tests, each built once, and a browser that can reach nothing but files."""

import shutil

import pytest

from cadrage import Study
from cadrage.report import build

BROWSERS = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")

# What must come out as nothing but text.
SCRIPT = "<script>window.pwned = 1</script> et </style><style>body{display:none}</style> restent du texte."
HANDLER = '<img src=x onerror="window.pwned=2"> <a href="javascript:window.pwned=3">annexion</a> <!-- ]]> &amp; &lt;'
HOSTILE = {
    "a.txt": ("Le Phare", "2025-03-01", f"L'annexion du port\n\n{SCRIPT}\n\n« Cette annexion est un fait », a déclaré le maire."),
    "b.txt": ("L'Ancre", "2025-03-02", f"Le rattachement\n\n{HANDLER}\n\nLe rattachement est acquis, selon le préfet."),
    "c.txt": ("L'Ancre", "2025-03-03", "=HYPERLINK(\"http://x.invalid\";\"annexion\")\n\n\u202eécrit à l'envers\u202c, l'annexion \U0001f30a continue."),
    "d.txt": ("Le Phare", None, "Long\n\n" + "annexion" * 3 + "x" * 100_000 + "\n\nLe rattachement \U0001f6a2 du port, a dit le maire."),
    "e.txt": ("</script><b>Média", "2025-03-04", "Une annexion </script><script>window.pwned=4</script>\r\nLe rattachement reste."),
}  # fmt: skip
CODEBOOK = """
title: "Titre </title><script>window.pwned=5</script>"
frames:
  port:
    question: "Comment nommer <b>cela</b> ?"
    terms:
      annexion: [annexion]
      rattachement: [rattachement]
"""


@pytest.fixture(scope="session")
def demo_report(demo, tmp_path_factory):
    return build(demo, tmp_path_factory.mktemp("report") / "report.html")


@pytest.fixture(scope="session")
def hostile_study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for name, (outlet, date, text) in HOSTILE.items():
        head = f'---\noutlet: "{outlet}"\nevent: port\n' + (f"date: {date}\n" if date else "") + "---\n"
        (folder / name).write_bytes((head + text).encode())
    (folder / "study.yml").write_text(CODEBOOK, encoding="utf-8")
    return Study.open(folder, workers=1)


@pytest.fixture(scope="session")
def hostile_report(hostile_study, tmp_path_factory):
    return build(hostile_study, tmp_path_factory.mktemp("report") / "hostile.html")


@pytest.fixture(scope="session")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next((p for p in map(shutil.which, BROWSERS) if p), None)
    if path is None:
        pytest.skip("no Chromium was found (Debian: apt-get install chromium): the report is not tested in a browser")
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser):
    """A function that opens a report; what it logs and asks for is kept in ``page.heard``."""
    contexts = []

    def opener(path, *, width=1400, **context):
        contexts.append(
            browser.new_context(
                viewport={"width": width, "height": 900}, offline=True, accept_downloads=True, **context
            )
        )
        page = contexts[-1].new_page()
        page.heard = []
        page.on("console", lambda message: page.heard.append(message.text))
        page.on("pageerror", lambda error: page.heard.append(str(error)))
        page.on(
            "request",
            lambda request: (
                page.heard.append(request.url) if not request.url.startswith(("file:", "blob:", "data:")) else None
            ),
        )
        page.goto(path.as_uri())
        return page

    yield opener
    for context in contexts:
        context.close()
