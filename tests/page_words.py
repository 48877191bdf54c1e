"""What a page says in its own language, to readers and to those who listen to it."""

import re
from html.parser import HTMLParser

from django.apps import apps

from sistercities.common.folding import CJK

ALONE = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "path", "source", "track", "wbr"]
)
# Code, and what people have typed.
NOT_SAID = frozenset(("code", "script", "style", "textarea"))
SPOKEN = ("alt", "aria-label", "placeholder", "title", "label")

WORD = re.compile(r"[A-Za-z][A-Za-z]+")
# Names that Chinese offices write in Latin letters, and signs that people have to type as they are.
PROPER = {
    *("API", "Atom", "CSV", "Frictionless", "GeoJSON", "HTML", "JSON", "OpenAPI", "QuickStatements", "XLSX"),
    *("after", "false", "fields", "next"),
    *("Cookie", "Natural", "Earth", "Wikidata", "GeoNames", "ICP", "SHA", "MB", "URL", "TOTP", "QR", "ID"),
    *("CC", "BY", "SA", "AVIF", "JPEG", "PNG", "WebP", "PDF", "Word", "Excel", "PowerPoint", "OpenDocument", "WPS"),
    *(
        "utf",
        "UTF",
        "csv",
        "zip",
        "tsv",
        "xlsx",
        "xls",
        "ods",
        "slug",
        "zh",
        "th",
        "TH",
        "en",
        "de",
        "Hant",
        "signed",
        "on",
        "md",
    ),
}
# Django gives the pictures of yes and no these names, whatever the language.
ICONS = {"True", "False"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.language = ""
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.language = self.language or given.get("lang", "").lower()
        is_foreign = given.get("lang", self.language).lower() != self.language
        if not (is_foreign or self._is_silent):
            self.said += [given[name] for name in SPOKEN if given.get(name)]
            is_button = tag == "input" and given.get("type") in ("submit", "button")
            is_description = tag == "meta" and given.get("name") == "description"
            self.said += [given.get("value", "")] if is_button else [given["content"]] if is_description else []
        if tag not in ALONE:
            self._open.append((tag, is_foreign or tag in NOT_SAID))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in ALONE:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag not in ALONE and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._is_silent:
            self.said.append(data.strip())

    @property
    def _is_silent(self) -> bool:
        return any(is_silent for _tag, is_silent in self._open)


def said_on(html: str) -> list[str]:
    """Texts and spoken attributes of a page; not those of elements that say that they are in another language."""
    reader = _Reader()
    reader.feed(html)
    return reader.said


def english_in(html: str) -> set[str]:
    # A stored password is shown as a few letters and stars.
    texts = [text for text in said_on(html) if "**" not in text]
    return {text for text in texts if set(WORD.findall(text)) - PROPER - ICONS} - short_names()


def short_names() -> set[str]:
    """Staff see the short names that stand in addresses, which are Latin in every language."""
    kinds = [model for model in apps.get_models() if any(field.name == "slug" for field in model._meta.fields)]
    return {slug for model in kinds for slug in model._base_manager.values_list("slug", flat=True)}


def chinese_in(html: str) -> set[str]:
    return {text for text in said_on(html) if re.search(rf"[{CJK}]", text)}
