"""Everything but one thing about the package stands in pyproject.toml: the notebooks live beside ``src``, once in git,
and go into the package when it is built."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class WithNotebooks(build_py):
    """Builds the package with the notebooks in ``cadrage/notebooks``; in place, they are found in the checkout."""

    def run(self):
        super().run()
        if getattr(self, "editable_mode", False):
            return
        folder = Path(self.build_lib) / "cadrage" / "notebooks"
        folder.mkdir(parents=True, exist_ok=True)
        for notebook in sorted(Path(__file__).parent.joinpath("notebooks").glob("*.ipynb")):
            shutil.copyfile(notebook, folder / notebook.name)


if __name__ == "__main__":
    setup(cmdclass={"build_py": WithNotebooks})
