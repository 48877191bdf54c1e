"""The Chinese of the interface: whole, true to what is filled in, and set as Chinese is."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from sistercities.common.folding import CJK
from tests.messages import CATALOGUES, key_of, messages_of, source_keys, translations_of

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdr]|\{\w*\}")
TAG = re.compile(r"</?[a-z][^>]*>")
IN_CHINESE = re.compile(rf"[{CJK}，、；：（）“”·]")
HALF_WIDTH_BESIDE_CHINESE = re.compile(rf"(?<=[{CJK}])[,.;:!?()\[\]](?!\w)|[,;:!?()\[\]](?=[{CJK}])")
ASCII_QUOTE = re.compile(r"[\"']")


def wrong(is_right: Callable[[Message, str], bool]) -> list[tuple[str, str]]:
    """Every message, with its translation, of which `is_right` is not true."""
    pairs = (
        (message, text) for path in CATALOGUES for message in messages_of(path) for text in translations_of(message)
    )
    return [(key_of(message)[1], text) for message, text in pairs if not is_right(message, text)]


def told(text: str) -> str:
    """A translation with its tags taken out, and a Chinese character where something is filled in."""
    return PLACEHOLDER.sub("字", TAG.sub("", text))


def test_every_message_of_the_source_is_in_the_catalogue_and_no_other() -> None:
    (catalogue,) = (path for path in CATALOGUES if path.name == "django.po")
    assert {key_of(message) for message in messages_of(catalogue)} == source_keys()


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.name)
def test_catalogue_names_no_person_and_no_moment(catalogue: Path) -> None:
    head = catalogue.read_text(encoding="utf-8").partition("\n\n")[0]
    assert "nplurals=1" in head
    assert not re.search(r"Translator|Team|Date|Bugs|@", head)


def test_every_message_is_translated_for_certain() -> None:
    assert wrong(lambda message, text: not message.fuzzy and bool(IN_CHINESE.search(text))) == []


def test_what_is_filled_in_is_the_same_in_every_translation() -> None:
    def is_same(message: Message, text: str) -> bool:
        wanted = message.id if isinstance(message.id, str) else message.id[-1]
        return all(sorted(part.findall(text)) == sorted(part.findall(wanted)) for part in (PLACEHOLDER, TAG))

    assert wrong(is_same) == []


def test_no_half_width_mark_stands_beside_chinese() -> None:
    assert wrong(lambda _message, text: not HALF_WIDTH_BESIDE_CHINESE.search(told(text))) == []


def test_chinese_is_quoted_in_chinese() -> None:
    assert wrong(lambda _message, text: not ASCII_QUOTE.search(told(text))) == []


def test_no_translation_begins_or_ends_with_a_space() -> None:
    assert wrong(lambda _message, text: text == text.strip()) == []


@pytest.mark.parametrize(("mark", "chinese"), [(".", "。"), ("?", "？")])
def test_sentence_ends_like_one(mark: str, chinese: str) -> None:
    assert wrong(lambda message, text: key_of(message)[1].endswith(mark) == text.endswith(chinese)) == []
