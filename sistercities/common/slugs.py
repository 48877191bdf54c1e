"""Slugs: made from a record's words, then part of its address and the key of its row in sheets."""

from collections.abc import Iterable
from itertools import count

from django.db import models
from django.utils.text import slugify
from pypinyin import lazy_pinyin

from sistercities.common.folding import UNDECOMPOSED
from sistercities.common.former_slugs import former_slugs

SLUG_LENGTH = 100


def readable_slug(texts: Iterable[str | None]) -> str:
    """A slug from the first of `texts` that gives one; Chinese is spelled in pinyin; `` when none does."""
    for text in texts:
        slug = slugify(pinyin(text or "").casefold().translate(UNDECOMPOSED))[:SLUG_LENGTH].strip("-")
        if slug:
            return slug
    return ""


def pinyin(text: str) -> str:
    """The text with its Chinese spelled in pinyin, a syllable a word."""
    return text if text.isascii() else " ".join(lazy_pinyin(text))


def free_slug(model: type[models.Model], wanted: str) -> str:
    """`wanted`, or with the first number behind it that no other record has or had."""
    wanted = wanted or str(model._meta.model_name)
    taken = set(model._base_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    taken.update(former_slugs(model).filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(slug for number in count(2) if (slug := f"{wanted}-{number}") not in taken)
