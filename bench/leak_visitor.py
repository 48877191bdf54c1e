"""A visitor of one language, who asks for everything and remembers what it said."""

import difflib
import gzip
import hashlib
import re
import zlib
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from html import unescape
from io import BytesIO
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit
from zipfile import BadZipFile, ZipFile

import brotli
from django.test import Client

from bench.leak_data import Secrets
from sistercities.common.languages import CONTENT_LANGUAGES

HOST = "http://testserver"
LINK = re.compile(
    r"""(?:href|src|action|hx-get)=["']([^"']+)|srcset="([^"]+)"|<(?:loc|id|uri)>([^<]+)<|"(http://testserver[^"\\]*)\""""
)
WORD = re.compile(r"zq[a-z]{12}")
MOST_OF_ONE_PATH = 60  # addresses that differ in their query alone
MOST_OF_ONE_KIND = 12  # of which the whole answer is remembered
STARTS = ["/robots.txt", "/sitemap.xml", "/api/v1/", *(f"/{code}/" for code in CONTENT_LANGUAGES)]
# The hour that a form was shown is in its answer.
FORMS = re.compile(r"^/[^/]+/contact/")


class Answer(NamedTuple):
    status: int
    heads: str
    text: str
    tag: str

    @property
    def whole(self) -> str:
        return f"{self.status}\n{self.heads}\n{self.text}"


class Visitor:
    """`words` tells for each address seen which words stood there, and `tags` its entity tag."""

    def __init__(self, language: str, secrets: Secrets) -> None:
        self.language, self.secrets = language, secrets
        self.client = Client(raise_request_exception=False)
        self.words: dict[str, frozenset[str]] = {}
        self.tags: dict[str, str] = {}
        self.digests: dict[str, bytes] = {}
        self.remembered: dict[str, bytes] = {}
        self.pages: list[str] = []
        self.statuses: Counter[int] = Counter()
        self.wrong: list[str] = []
        self._kinds: Counter[tuple[str, ...]] = Counter()

    def ask(self, url: str, method: str = "GET", **heads: str) -> Answer:
        """Ask, and look for words in the answer."""
        named = {name.replace("_", "-"): value for name, value in heads.items()}
        response = self.client.generic(method, url, headers=named)
        # With a cookie of ours every page would be made for this visitor alone.
        self.client.cookies.clear()
        body = b"".join(response.streaming_content) if response.streaming else response.content
        told = dict(sorted(response.items()))
        text = text_of(decoded(body, told.get("Content-Encoding", "")), told.get("Content-Type", ""))
        answer = Answer(
            response.status_code,
            "\n".join(f"{name}: {value}" for name, value in told.items()),
            text,
            told.get("ETag", ""),
        )
        self.statuses[answer.status] += 1
        how = f"{method} {url} {heads or ''}"
        if answer.status >= 500 or answer.status == 429:
            self.wrong.append(f"{answer.status} {how}")
        self.wrong += [f"{word} in {how}" for word in sorted(self.leaks(url, answer.whole))]
        return answer

    def leaks(self, url: str, text: str) -> set[str]:
        said = set(WORD.findall(unquote(url)))
        hidden = set.intersection(*(self.secrets.words[code] for code in languages_of(url)))
        return (set(WORD.findall(text)) & hidden) - said

    def walk(self, guesses: list[str], most: int) -> None:
        """`most` addresses: the guesses, and all that answers name, breadth first."""
        waiting, paths = deque(STARTS), Counter[str]()
        self._follow(waiting, paths, most - len(guesses))
        for url in guesses:
            if url not in self.words:
                self._remember(url)
        self._follow(waiting, paths, most)

    def _follow(self, waiting: deque[str], paths: Counter[str], most: int) -> None:
        while waiting and len(self.words) < most:
            url = waiting.popleft()
            path = urlsplit(url).path
            if url in self.words or paths[path] >= MOST_OF_ONE_PATH or self.language not in languages_of(url):
                continue
            paths[path] += 1
            waiting.extend(links_in(self._remember(url)))

    def _remember(self, url: str) -> str:
        answer = self.ask(url)
        self.words[url], self.tags[url] = frozenset(WORD.findall(answer.text)), answer.tag
        self.digests[url] = digest(answer)
        if answer.status == 200 and "text/html" in answer.heads:
            self.pages.append(url)
        if self._is_of_few(url):
            self.remembered[url] = zlib.compress(answer.whole.encode(), 1)
        return answer.text

    def _is_of_few(self, url: str) -> bool:
        """Whether few addresses of this kind were seen before: its names left out, so many of each."""
        kind = kind_of(url)
        self._kinds[kind] += 1
        return self._kinds[kind] <= MOST_OF_ONE_KIND and not FORMS.match(url)

    def again(self) -> None:
        """Ask once more for the pages, which are kept: word for word what was said first."""
        for url in (url for url in self.pages if not FORMS.match(url)):
            if digest(self.ask(url)) != self.digests[url]:
                self.wrong.append(f"{url} is not what it was before")

    def otherwise(self, urls: Iterable[str]) -> None:
        """Ask in the other ways in which an address can be asked for."""
        for url in urls:
            whole = self.ask(url)
            for encoding in ("br", "gzip"):
                if self.ask(url, accept_encoding=encoding).text != whole.text and not FORMS.match(url):
                    self.wrong.append(f"{url} says something else in {encoding}")
            if self.ask(url, "HEAD").status != whole.status:
                self.wrong.append(f"HEAD {url} is answered otherwise than GET")
            for method in ("POST", "OPTIONS"):
                self.ask(url, method)
            self.ask(url, hx_request="true", hx_target="results")
            self.ask(url, cookie="sessionid=madeup; django_language=zh-hans")
            self.ask(url, accept="application/json", accept_language="zh-hans", origin="http://elsewhere.example")
            self.ask(url, range="bytes=0-40")
            self.ask(url, if_none_match=whole.tag or "*", if_modified_since="Thu, 01 Jan 2026 00:00:00 GMT")

    def compare_twin(self) -> None:
        """Every answer remembered is word for word what it was, although all that is hidden is another."""
        for url, kept in self.remembered.items():
            before, after = zlib.decompress(kept).decode(), self.ask(url).whole
            if before != after:
                self.wrong.append(f"{url} tells of what is hidden: {first_difference(before, after)}")

    def withdrawn(self, gone: set[str]) -> list[str]:
        """Ask again where these words stood, by the tag too that the answer had; the addresses."""
        stood = [url for url, words in self.words.items() if words & gone]
        for url in stood:
            self.ask(url)
            self.ask(url, accept_encoding="br")
            if self.ask(url, if_none_match=self.tags[url] or "*").status == 304 and self.tags[url]:
                self.wrong.append(f"{url} is not new to who has an old copy")
        return stood


def kind_of(url: str) -> tuple[str, ...]:
    """What kind of address this is: its path without names and numbers, and its parameters without their values."""
    parts = urlsplit(url)
    path = re.sub(r"(?<=/)(?=[^/]*\d)[^/.]*|zq[a-z]{12}", "*", parts.path)
    return path, *sorted(name for name, _value in parse_qsl(parts.query))


def digest(answer: Answer) -> bytes:
    return hashlib.blake2b(answer.whole.encode(), digest_size=12).digest()


def first_difference(before: str, after: str) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return " ".join(line[:160] for line in list(lines)[3:7])


def decoded(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return brotli.decompress(body) if body else body
    return gzip.decompress(body) if encoding == "gzip" and body else body


def text_of(body: bytes, kind: str) -> str:
    """What is written in an answer; of a workbook or another archive what its files hold."""
    if body[:4] == b"PK\x03\x04":
        try:
            with ZipFile(BytesIO(body)) as archive:
                return "\n".join(text_of(archive.read(name), "") for name in archive.namelist())
        except BadZipFile:
            return ""
    return body.decode("utf-8", "replace") if not kind.startswith("image/") else body.decode("latin-1")


def links_in(text: str) -> Iterator[str]:
    for groups in LINK.findall(text):
        for link in (part for group in groups for part in re.split(r",\s+", group) if part):
            address = unescape(link).split()[0].removeprefix(HOST).partition("#")[0] if link.split() else ""
            if address.startswith("/") and not address.startswith(("//", "/admin", "/accounts", "/static")):
                yield address


def languages_of(url: str) -> list[str]:
    """The languages of which an address may show texts: its own, or for one without a language any."""
    own = [code for code in CONTENT_LANGUAGES if re.search(rf"[/=-]{code}(/|&|$)", url)]
    return own or list(CONTENT_LANGUAGES)
