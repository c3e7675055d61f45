"""Mapped files cost memory only while they are read."""

import mmap
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from cadrage.memory import _trim, give_back, mapped

STATUS = Path("/proc/self/status")
MEGABYTES = 64


def resident(kind: str = "RssFile") -> int:
    """Megabytes in memory: of mapped files, or (RssAnon) of what the program itself allocated."""
    return int(STATUS.read_text().split(f"{kind}:")[1].split()[0]) // 1024


@pytest.mark.skipif(
    not STATUS.exists() or not hasattr(mmap, "MADV_DONTNEED"),
    reason="only Linux says what of mapped files is in memory",
)
def test_pages_that_were_read_are_given_back(tmp_path):
    (tmp_path / "large").write_bytes(bytes(range(256)) * 4096 * MEGABYTES)
    before = resident()
    numbers = np.frombuffer(mapped(tmp_path / "large"), dtype=np.uint8)
    assert resident() - before < MEGABYTES / 2
    total = int(numbers.sum())
    assert resident() - before > MEGABYTES / 2
    give_back()
    assert resident() - before < MEGABYTES / 2
    assert int(numbers.sum()) == total


@pytest.mark.skipif(not STATUS.exists() or _trim is None, reason="only the C library of Linux holds back what is freed")
def test_memory_below_what_is_still_in_use_is_given_back():
    before = resident("RssAnon")
    # Too small to be mapped each by itself; the last one keeps the others' memory in the middle of the heap.
    many = [bytes(1 << 16) for _ in range(MEGABYTES * 16)]
    last = many[-1]
    del many
    give_back()
    assert resident("RssAnon") - before < MEGABYTES / 2 and len(last) == 1 << 16


@pytest.mark.parametrize("content", [None, b""])
def test_a_file_that_holds_nothing_is_an_error_that_is_expected(tmp_path, content):
    if content is not None:
        (tmp_path / "empty").write_bytes(content)
    with pytest.raises(OSError):
        mapped(tmp_path / "empty")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Arrow's own allocator is used")
@pytest.mark.parametrize("chosen", [None, "mimalloc"])
def test_arrow_takes_memory_from_the_library_that_gives_it_back_unless_told_otherwise(chosen):
    code = "import cadrage, pyarrow; print(pyarrow.default_memory_pool().backend_name)"
    elsewhere = {k: v for k, v in os.environ.items() if k != "ARROW_DEFAULT_MEMORY_POOL"}
    if chosen:
        elsewhere["ARROW_DEFAULT_MEMORY_POOL"] = chosen
    said = subprocess.run([sys.executable, "-c", code], env=elsewhere, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == (chosen or "system")
