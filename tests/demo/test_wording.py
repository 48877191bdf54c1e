"""Texts are there in both languages, in each one's own punctuation, and are nobody else's sentences."""

import re
from pathlib import Path

import pytest

from tests.demo.phrases import fingerprints
from tests.demo.sheets import CHINESE, NAMES, cells, row, rows

ARTICLE = Path(__file__).parent / "article-fingerprints.txt"
HAN = r"[\u4e00-\u9fff]"
# A Chinese name that is not settled yet; its Chinese page stays a draft.
ENGLISH_ONLY = {"cities:kapyl:name"}


@pytest.mark.parametrize("name", NAMES)
def test_text_in_one_language_has_its_counterpart(name: str) -> None:
    lonely = {
        f"{name}:{row['slug']}:{column.removesuffix(CHINESE)}"
        for row in rows(name)
        for column in row
        if column.endswith(CHINESE) and bool(row[column]) != bool(row[column.replace(CHINESE, "_en")])
    }

    assert lonely - ENGLISH_ONLY == set()


def test_facts_have_as_many_lines_in_each_language() -> None:
    for city in rows("cities"):
        english, chinese = city["facts_en"].splitlines(), city["facts_zh_hans"].splitlines()

        assert len(english) == len(chinese)
        assert all(" = " in line for line in [*english, *chinese])


@pytest.mark.parametrize(
    ("slip", "pattern"),
    [
        ("half-width mark beside Chinese", rf"{HAN}[,;:?!()\"']|[,;:?!()\"']{HAN}"),
        ("half-width full stop after Chinese", rf"{HAN}\."),
        ("space between Chinese and anything", rf"{HAN} (?!= )|(?<! =) {HAN}"),
        ("space beside a full-width mark", r"[，。；：？！（）、“”《》] | [，。；：？！（）、“”《》]"),
        ("full-width letter or digit", r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"),
        ("hyphen for a Chinese dash", rf"{HAN}[-–]{HAN}"),
        ("sister city called a friendship or sibling city", r"姐妹城市|友谊城市"),
    ],
)
def test_chinese_text_has_no_slip(slip: str, pattern: str) -> None:
    found = [(place, match[0]) for place, text in cells(CHINESE) for match in re.finditer(pattern, text)]

    assert found == [], slip


def test_chinese_brackets_and_quotes_come_in_pairs() -> None:
    uneven = [
        place
        for place, text in cells(CHINESE)
        for first, last in ("（）", "“”", "《》")
        if text.count(first) != text.count(last)
    ]

    assert uneven == []


def test_english_text_has_no_full_width_marks_and_no_straight_quotation_marks() -> None:
    found = [(place, text) for place, text in cells("_en") if re.search(r"[，。；：？！（）'\"]", text)]

    assert found == []


@pytest.mark.parametrize("column", ["profile_en", "profile_zh_hans", "body_en", "body_zh_hans"])
def test_rich_text_is_simple_and_closed(column: str) -> None:
    for entry in (*rows("cities"), *rows("stories")):
        tags = re.findall(r"<(/?)([a-z0-9]+)[^>]*>", entry.get(column, ""))

        assert {tag for _, tag in tags} <= {"p", "h2", "ul", "li", "a"}
        assert [tag for closing, tag in tags if not closing] == [tag for closing, tag in tags if closing]


def test_english_text_shares_no_run_of_words_with_the_article() -> None:
    """The fingerprints are of the article that the Bangkok record rests on; its facts carry over, its words do not."""
    theirs = set(ARTICLE.read_text(encoding="ascii").split())
    shared = [(place, text) for place, text in cells("_en") if theirs.intersection(fingerprints(text))]

    assert len(theirs) > 300
    assert shared == []


def test_claims_of_the_article_are_attributed() -> None:
    facts = row("cities", "bangkok")
    claims = [line for line in facts["facts_en"].splitlines() if "%" in line or "than any" in line]

    assert len(claims) == 3
    assert all("according to iChongqing, 2024" in line for line in claims)
    assert facts["facts_zh_hans"].count("据iChongqing 2024年报道") == 3
