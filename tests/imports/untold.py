"""What a job keeps as text, looked through for sentences that can be told in one language only."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.utils.translation import override

from sistercities.imports.models import ImportJob
from tests.messages import CATALOGUES, key_of, messages_of

VALUE = re.compile(r"%\(\w+\)[sd]")
SENTENCE = re.compile(r"[.?]\W*$")
# Words of the catalogue that stand in a row of themselves: less may be a value of a file.
LEAST = 12


@cache
def english_sentences() -> frozenset[str]:
    """The longest part without values of each English sentence of the catalogue."""
    texts = (key_of(message)[1] for catalogue in CATALOGUES for message in messages_of(catalogue))
    parts = (max(VALUE.split(text), key=len).strip() for text in texts if SENTENCE.search(text))
    return frozenset(part for part in parts if len(part) >= LEAST and " " in part)


def texts_in(kept: Any) -> Iterator[str]:
    """All texts of a JSON value."""
    if isinstance(kept, dict):
        kept = list(kept.values())
    if isinstance(kept, list):
        for each in kept:
            yield from texts_in(each)
    elif isinstance(kept, str):
        yield kept


def said_in(language: str, job: ImportJob) -> set[str]:
    """All that is kept with a job and its rows, as a reader of this language finds it."""
    with override(language):
        job = ImportJob.objects.get(pk=job.pk)
        rows = list(job.rows.values_list("errors", flat=True))
        return set(texts_in([job.plan, job.decisions, job.counts, job.problem, rows]))


def untold(job: ImportJob) -> list[str]:
    """What is kept in English and stays English for a reader of Chinese."""
    return english_in(said_in("zh-hans", job))


def english_in(texts: set[str]) -> list[str]:
    return [text for text in texts if any(sentence in text for sentence in english_sentences())]
