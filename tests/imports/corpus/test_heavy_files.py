"""Files that would cost too much are answered before they do: in a program of its own, whose memory is counted."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
MEGABYTES, SECONDS = 512, 30


@pytest.fixture(scope="module")
def answers() -> dict[str, list[str]]:
    """Seconds, megabytes and what was said, by file."""
    program = [sys.executable, "-m", "tests.imports.corpus.heavy"]
    run = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True, timeout=300)  # noqa: S603
    return {label: told for label, *told in (line.split("\t") for line in run.stdout.splitlines())}


def test_every_heavy_file_is_answered_in_time_and_little_memory(answers: dict[str, list[str]]) -> None:
    assert len(answers) >= 9
    costly = {label: told for label, told in answers.items() if float(told[0]) > SECONDS or int(told[1]) > MEGABYTES}
    assert costly == {}


def test_bombs_and_endless_rows_are_refused_in_sentences(answers: dict[str, list[str]]) -> None:
    assert {label for label, told in answers.items() if told[2] == "read"} == {"100,000 blank lines"}
    assert "unpacks to far more" in answers["a bomb in a worksheet"][2]
    assert "at most 200 are read" in answers["a million columns"][2]
