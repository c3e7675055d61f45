"""A matplotlib figure as SVG that can stand in a page: real text, a title and a description, no style attribute.

Inline ``style`` attributes would force the page's Content-Security-Policy open, so they become presentation
attributes, which the page's own style sheet may override (dark ground, print).
"""

import io
import re
from html import escape
from xml.etree import ElementTree

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from cadrage.report.figures.base import style

_FONT = re.compile(r"(?:(?P<style>italic|oblique)\s+)?(?:(?P<weight>bold|\d{3})\s+)?(?P<size>[\d.]+)px\s")
_PLACES = ("d", "x", "y", "width", "height", "transform", "points")
_URL = re.compile(r"url\(#([^)]+)\)")
_COMMAND = re.compile(r"\s*([MLCQz])\s*")
_DECIMALS = re.compile(r"-?\d+\.\d+")
# The page's style sheet names the typeface of all figures.
_DROPPED = {"font-family", "stroke-linejoin", "stroke-linecap", "stroke-miterlimit"}


def svg_of(figure: Figure, *, name: str, title: str, description: str) -> str:
    """The SVG element of a figure; ``name`` is unique in the page and makes equal figures equal bytes.

    >>> svg_of(Figure(figsize=(1, 1)), name="vide", title="Rien", description="Une figure vide")[:53]
    '<svg role="img" aria-labelledby="vide-t vide-d" viewB'
    """
    figure.patch.set_visible(False)
    with mpl.rc_context({**style(), "svg.fonttype": "none", "svg.hashsalt": name}):
        out = io.StringIO()
        # Straight to the canvas: savefig would draw everything twice.
        FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None, "Creator": None})
    root = ElementTree.fromstring(out.getvalue())
    # Short names: every clipped line repeats the name of its clip.
    head = "".join(name.split("-")[-2:])
    found = dict.fromkeys(re.findall(r'(?:url\(#|href="#)([^)"]+)', out.getvalue()))
    used = {old: f"{head}{k}" for k, old in enumerate(found)}
    body = "".join(_write(child, used) for child in root)
    width, height = (float(v) for v in root.get("viewBox").split()[2:])
    label = f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(description)}</desc>'
    # Points become CSS pixels at 4/3; the page shrinks the picture to the column, never stretches it.
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width * 4 / 3:.0f}" height="{height * 4 / 3:.0f}"'
    return f'<svg role="img" aria-labelledby="{name}-t {name}-d" {size}>{label}{body}</svg>'


def _write(node, used: dict[str, str]) -> str:
    tag = node.tag.split("}")[-1]
    if tag in ("metadata", "style", "clipPath"):
        return ""
    attributes = {}
    for key, value in node.attrib.items():
        key = key.split("}")[-1]
        if key == "style":
            attributes |= _presentation(value, used)
        elif key == "id":
            if value in used:
                attributes["id"] = used[value]
        elif key == "href":
            attributes["href"] = f"#{used[value[1:]]}"
        # Nothing is drawn beyond the axes: clipping would only be written on every line.
        elif key not in ("xmlns", "space", "clip-path"):
            value = _short(value) if key in _PLACES else _named(value, used)
            if not value.startswith("rotate(-0 "):
                attributes[key] = value
    inner = escape(node.text or "", quote=False).strip() if tag != "text" else escape(node.text or "", quote=False)
    inner += "".join(_write(child, used) for child in node)
    if tag in ("g", "defs") and not inner:
        return ""
    if tag == "g" and not attributes:
        return inner
    written = "".join(f' {k}="{escape(v)}"' for k, v in attributes.items())
    return f"<{tag}{written}>{inner}</{tag}>" if inner else f"<{tag}{written}/>"


def _short(places: str) -> str:
    """Positions to a hundredth of a point: no eye sees more, and half of a figure's bytes are decimals.

    >>> _short("M 12.345678 0.500001 L 3.0 -4")
    'M12.35 0.5L3 -4'
    """
    places = _DECIMALS.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), places)
    return _COMMAND.sub(r"\1", places)


def _named(value: str, used: dict[str, str]) -> str:
    """A value with the names in it replaced by those of the page."""
    return _URL.sub(lambda found: f"url(#{used[found[1]]})", value)


def _presentation(style: str, used: dict[str, str]) -> dict[str, str]:
    out = {}
    for part in style.split(";"):
        key, _, value = part.partition(":")
        key, value = key.strip(), value.strip()
        if key == "font":
            found = _FONT.match(value)
            out["font-size"] = found["size"]
            if found["weight"] and found["weight"] not in ("400",):
                out["font-weight"] = found["weight"]
            if found["style"]:
                out["font-style"] = found["style"]
        elif key and key not in _DROPPED:
            out[key] = _named(value, used)
    return out
