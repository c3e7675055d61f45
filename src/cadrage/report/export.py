"""The page: an nbconvert exporter with its own template, everything inline, styles and script named by hash."""

import base64
import hashlib
import html as htmllib
import json
import re
from collections import defaultdict
from pathlib import Path

from cadrage.errors import CadrageError
from cadrage.report.exhibit import MEDIA_TYPE
from cadrage.report.language import bound
from cadrage.report.quick import HTMLExporter, Preprocessor, nbformat

TEMPLATES = Path(__file__).parent / "templates"
WIDGET = "application/vnd.jupyter.widget-view+json"
# A markdown cell holds its French text and, folded, its English one.
_ENGLISH = re.compile(r'\s*<details lang="en">\s*<summary>[^<]*</summary>(.*?)</details>\s*', re.DOTALL)
# What a page may fetch: src, href of anything but a link or a fragment, url() and @import in styles.
_FETCH = re.compile(
    r"""<(?!a\b)[a-z][^<>]*\s(?:src|href|srcset|data|poster|action)\s*=\s*["']?(?!#|data:)[^"'\s>]"""
    r"""|<(?:iframe|object|embed|base|form\s[^>]*action)\b|@import|url\((?!["']?(?:#|data:))""",
    re.IGNORECASE,
)


def in_language(markdown: str, lang: str) -> str:
    """The part of a markdown cell that is in one language.

    >>> in_language('Mots\\n\\n<details lang="en"><summary>English</summary>\\n\\nWords\\n\\n</details>', "en")
    'Words'
    """
    english = _ENGLISH.search(markdown)
    if lang == "en" and english:
        return english[1].strip()
    return bound(_ENGLISH.sub("", markdown).strip())


class ReportPreprocessor(Preprocessor):
    """Chooses the language of the prose, puts linked exhibits in the place of live ones."""

    def __init__(self, lang: str, **kwargs):
        super().__init__(**kwargs)
        self.lang, self.enabled = lang, True

    def preprocess(self, nb, resources):
        seen = defaultdict(int)
        for cell in nb.cells:
            chapter = cell.metadata.get("chapter", "")
            seen[chapter] += 1
            if seen[chapter] == 1:
                cell.metadata["chapter_start"] = "c-" + chapter
            if cell.cell_type == "markdown":
                cell.source = in_language(cell.source, self.lang)
            for output in cell.get("outputs", []):
                self._output(output, chapter)
        nb.cells = [c for c in nb.cells if c.metadata.get("chapter_start") or c.cell_type != "code" or c.get("outputs")]
        return nb, resources

    def _output(self, output, chapter: str) -> None:
        data = output.get("data", {})
        if MEDIA_TYPE in data:
            output["data"] = nbformat.from_dict({"text/html": data.pop(MEDIA_TYPE)["html"]})
        elif WIDGET in data and not set(data) - {WIDGET, "text/plain"}:
            raise CadrageError(
                f"notebook {chapter}: a widget was shown without a static form of it: show it in live sessions only"
            )


class ReportExporter(HTMLExporter):
    """HTML without any outside reference."""

    def __init__(self, **kwargs):
        super().__init__(template_name="cadrage", extra_template_basedirs=[str(TEMPLATES)], **kwargs)

    def from_notebook_node(self, nb, resources=None, **kwargs):
        """The page; the parent's second parse of the HTML is left out, for it rewrites escaped characters."""
        return super(HTMLExporter, self).from_notebook_node(nb, resources, **kwargs)


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy of a page: nothing from outside, one style sheet and one script, by hash."""

    def named(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    return (
        f"default-src 'none'; style-src {named(style)}; script-src {named(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def json_text(value) -> str:
    """JSON that can stand in a script element: no character that could end it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character in ("<", ">", "&", "\u2028", "\u2029"):
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def check_self_contained(page: str) -> None:
    """Raise :class:`~cadrage.errors.CadrageError` where a page would fetch anything.

    >>> check_self_contained('<p><a href="#x">1</a></p>')
    """
    # The page's own script and its store are not looked at: the policy names the one, the other is data.
    bare, scripts = re.subn(r"<script\b.*?</script>", "", page, flags=re.DOTALL | re.IGNORECASE)
    if scripts > 2:
        raise CadrageError("the report must hold no script but its own: take the script out of the notebook's output")
    found = _FETCH.search(bare)
    if found:
        raise CadrageError(
            f"the report must not load anything, but it has « {htmllib.unescape(found[0])[:80]} »: take it out of the notebook"
        )
