"""A figure, its table, what it shows in words: what a notebook displays and what the report prints.

In Jupyter an exhibit shows itself as HTML.  For the report it also carries, under a media type of its own, the same
with counts as links; other programs ignore that part.  The sets of rows that these open go to the report being made.
"""

from dataclasses import dataclass, field

from cadrage.report.links import Counted, markup
from cadrage.report.live import now_making

MEDIA_TYPE = "application/vnd.cadrage.exhibit+json"
_LIVE_STYLE = (
    "<style>.cadrage{max-width:46rem;background:#fff;color:#1c2126;padding:.5rem}.cadrage .narrow{display:none}"
    ".cadrage svg{max-width:100%;height:auto;font-family:sans-serif}.cadrage td.num,.cadrage th.num{text-align:right}"
    ".cadrage caption,.cadrage .method{color:#59636e;font-size:.85em;text-align:left}"
    ".cadrage .versions{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(16rem,100%),1fr));padding:0}"
    ".cadrage .versions,.cadrage .versions-key{list-style:none}.cadrage .versions mark{background:#fbe9d0;font-weight:650}"
    ".cadrage .csv{display:none}.cadrage a{color:inherit;text-decoration:none}</style>"
)


@dataclass(frozen=True)
class Exhibit:
    """One or more ready pieces of HTML and the sets of rows that their counts link to."""

    html: str
    sets: list[Counted] = field(default_factory=list)
    plain: str = ""

    def __add__(self, other: "Exhibit") -> "Exhibit":
        return Exhibit(
            self.html + other.html, self.sets + other.sets, "\n".join(filter(None, [self.plain, other.plain]))
        )

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        report = now_making()
        if report is not None:
            report.keep(self.sets)
        return {
            "text/plain": self.plain,
            "text/html": f'{_LIVE_STYLE}<div class="cadrage">{self.html}</div>',
            MEDIA_TYPE: {"html": self.html},
        }


def paragraphs(sentences: list[str], css: str = "says") -> str:
    """Sentences as paragraphs; they are text, never markup.

    >>> paragraphs(["6 < 7"])
    '<p class="says">6 &lt; 7</p>'
    """
    return "".join(f'<p class="{css}">{markup(s)}</p>' for s in sentences if s)
