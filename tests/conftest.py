"""Fixtures that several tests share."""

import pytest
from common import DEMO


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demonstration study, annotated once for all tests, its tables outside the repository."""
    from cadrage import Study

    return Study.open(DEMO, tables=tmp_path_factory.mktemp("demo"), workers=1)
