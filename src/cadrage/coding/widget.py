"""A coding sheet as a notebook widget: one passage at a time, codes on the keys 1 to 9, saved after every answer."""

from html import escape
from pathlib import Path

import pandas as pd

from cadrage.coding.scheme import Scheme
from cadrage.coding.sheets import FIXED, write_sheet
from cadrage.errors import StudyError


class Coding:
    """A coder's place in a sheet: the passages, the codes so far, what comes next.  The widget only shows it.

    >>> from cadrage.coding.scheme import Scheme
    >>> drawn = pd.DataFrame({c: [""] for c in FIXED}).assign(item="i1", text="Le port est bloqué.")
    >>> coding = Coding(drawn, Scheme(question="?", codes={"oui": "", "non": ""}))
    >>> coding.answer("2"); coding.done, coding.codes["i1"]
    (1, 'non')
    """

    def __init__(self, drawn: pd.DataFrame, scheme: Scheme, *, path: str | Path | None = None):
        self.drawn, self.scheme, self.path = drawn.reset_index(drop=True), scheme, Path(path) if path else None
        given = drawn["code"] if "code" in drawn else [""] * len(drawn)
        self.codes = {i: c for i, c in zip(drawn["item"], given, strict=True) if isinstance(c, str) and c}
        self.comments: dict[str, str] = {}
        self.place = next((k for k, i in enumerate(self.drawn["item"]) if i not in self.codes), 0)

    @property
    def done(self) -> int:
        """Passages that have a code."""
        return len(self.codes)

    @property
    def current(self) -> pd.Series:
        """The passage shown."""
        return self.drawn.iloc[self.place]

    def answer(self, key: str) -> None:
        """One key: a number gives that code and goes on, ``b`` or an arrow goes back, ``n`` goes on, 0 takes the code away."""
        item, codes = self.current["item"], list(self.scheme.codes)
        if key.isdigit() and 0 < int(key) <= len(codes):
            self.codes[item] = codes[int(key) - 1]
            self.move(1)
        elif key == "0":
            self.codes.pop(item, None)
        elif key in ("n", "ArrowRight"):
            self.move(1)
        elif key in ("b", "ArrowLeft"):
            self.move(-1)
        else:
            return
        self.save()

    def move(self, step: int) -> None:
        """Goes to another passage, and stays at the ends."""
        self.place = min(max(self.place + step, 0), len(self.drawn) - 1)

    def save(self) -> None:
        """Writes the sheet with the codes so far, beside the old one first, so that no interruption loses a code."""
        if self.path is None:
            return
        codes = [self.codes.get(i, "") for i in self.drawn["item"]]
        comments = [self.comments.get(i, "") for i in self.drawn["item"]]
        beside = self.path.with_name(self.path.name + ".part")
        beside.unlink(missing_ok=True)
        write_sheet(self.drawn.assign(code=codes, comment=comments), self.scheme, beside)
        beside.replace(self.path)

    def html(self) -> str:
        """The passage in its context, with the question and the keys."""
        row = self.current
        given = self.codes.get(row["item"])
        keys = "".join(
            f'<li value="{k}"{" style=font-weight:bold" if code == given else ""}>{escape(code)} — {escape(text)}</li>'
            for k, (code, text) in enumerate(self.scheme.codes.items(), start=1)
        )
        return (
            f"<p>{self.place + 1} / {len(self.drawn)} · {self.done} ✓</p><p><b>{escape(self.scheme.question)}</b></p>"
            f'<p><span style="color:#59636e">{escape(str(row["before"]))}</span><mark>{escape(str(row["text"]))}</mark>'
            f'<span style="color:#59636e">{escape(str(row["after"]))}</span></p><ol>{keys}</ol>'
        )


def open_sheet(path: str | Path, scheme: Scheme) -> Coding:
    """The coding of a sheet on disk, to go on where it was left.

    Raises :class:`~cadrage.errors.StudyError` where the file is no coding sheet.
    """
    path = Path(path)
    if not path.is_file():
        raise StudyError(f"a coding sheet was expected at « {path} », but there is no such file: draw one first")
    drawn = pd.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False)
    missing = next((c for c in FIXED if c not in drawn.columns), None)
    if missing:
        raise StudyError(f"{path.name}, line 1: the column {missing!r} was expected, found {', '.join(drawn.columns)}")
    # The apostrophe keeps a spreadsheet from computing a cell; it is no part of the text.
    drawn = drawn.apply(lambda column: column.str.removeprefix("'"))
    return Coding(drawn, scheme, path=path)


def widget(coding: Coding):
    """The coding as an ipywidgets box: buttons, and a field that takes one key at a time (1–9, 0, b, n)."""
    import ipywidgets as w

    shown, field = (
        w.HTML(coding.html()),
        w.Text(placeholder="1–9, 0, b, n", layout=w.Layout(width="9em"), continuous_update=True),
    )
    remark = w.Text(placeholder="…", layout=w.Layout(width="24em"), continuous_update=False)

    def press(key: str) -> None:
        coding.answer(key)
        shown.value = coding.html()
        remark.value = coding.comments.get(coding.current["item"], "")

    def typed(change) -> None:
        if change["new"]:
            press(change["new"][-1])
            field.value = ""

    def noted(change) -> None:
        coding.comments[coding.current["item"]] = change["new"]
        coding.save()

    field.observe(typed, names="value")
    remark.observe(noted, names="value")
    buttons = [w.Button(description=f"{k}. {code}") for k, code in enumerate(coding.scheme.codes, start=1)]
    for k, button in enumerate(buttons, start=1):
        button.on_click(lambda _, key=str(k): press(key))
    back = w.Button(description="←", layout=w.Layout(width="4em"))
    back.on_click(lambda _: press("b"))
    return w.VBox([shown, w.HBox([back, *buttons]), w.HBox([field, remark])])
