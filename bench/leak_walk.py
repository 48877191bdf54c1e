"""Walks the whole public site, part of whose records is hidden, and looks for words that only hidden texts hold.

    python -m bench.leak_walk                               # 5,000 addresses in each language
    python -m bench.leak_walk --pairs 20 --addresses 300

Every address is followed that a page, feed, sitemap, file or answer of the API names. Then each is asked for once more,
when it is kept, and once more after further records were withdrawn. The words are searched for, too. Ends with 1 if one
was found or an answer was an error.
"""

import argparse
import logging
import os
import random
import re
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from html import unescape
from io import BytesIO
from urllib.parse import unquote, urlsplit
from zipfile import BadZipFile, ZipFile

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.test import Client, override_settings  # noqa: E402
from django.test.runner import DiscoverRunner  # noqa: E402

from bench.leak_data import Secrets, fill_site, hide_some  # noqa: E402
from sistercities.common.history import Act  # noqa: E402
from sistercities.common.languages import CONTENT_LANGUAGES  # noqa: E402
from sistercities.common.publishing import Publishable  # noqa: E402
from sistercities.common.publishing_actions import take_step  # noqa: E402

HOST = "http://testserver"
LINK = re.compile(
    r"""(?:href|src|action)=["']([^"']+)|srcset="([^"]+)"|<(?:loc|id|uri)>([^<]+)<|"(http://testserver[^"\\]*)\""""
)
WORD = re.compile(r"zq[a-z]{12}")
MOST_OF_ONE_PATH = 60  # addresses that differ in their query alone
STARTS = ["/robots.txt", "/sitemap.xml", "/api/v1/", *(f"/{code}/" for code in CONTENT_LANGUAGES)]
LISTS = ["cities", "agreements", "exchanges", "stories", "photos"]


def text_of(body: bytes, kind: str) -> str:
    """What is written in an answer; of a workbook or another archive what its files hold."""
    if body[:4] == b"PK\x03\x04":
        try:
            with ZipFile(BytesIO(body)) as archive:
                return "\n".join(text_of(archive.read(name), "") for name in archive.namelist())
        except BadZipFile:
            return ""
    return body.decode("utf-8", "replace") if not kind.startswith("image/") else body.decode("latin-1")


def ask(client: Client, url: str) -> tuple[int, str]:
    response = client.get(url)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    heads = " ".join(f"{name}: {value}" for name, value in response.items())
    return response.status_code, f"{heads}\n{text_of(body, response.headers.get('Content-Type', ''))}"


def body_of(client: Client, url: str) -> str:
    return ask(client, url)[1].partition("\n")[2]


def links_in(text: str) -> Iterator[str]:
    for groups in LINK.findall(text):
        for link in (part for group in groups for part in re.split(r",\s+", group) if part):
            address = unescape(link).split()[0].removeprefix(HOST).partition("#")[0] if link.split() else ""
            if address.startswith("/") and not address.startswith(("//", "/admin", "/accounts", "/static")):
                yield address


def languages_of(url: str) -> list[str]:
    """The languages of which an address may show texts: its own, or for one without a language any."""
    own = [code for code in CONTENT_LANGUAGES if re.search(rf"[/=]{code}(/|&|$)", url)]
    return own or list(CONTENT_LANGUAGES)


def leaks(url: str, text: str, secrets: Secrets) -> set[str]:
    said = set(WORD.findall(unquote(url)))
    hidden = set.intersection(*(secrets.words[code] for code in languages_of(url)))
    return {word for word in WORD.findall(text) if word in hidden and word not in said}


def walk(client: Client, secrets: Secrets, most: int) -> tuple[dict[str, str], list[str]]:
    """Every address and what it said, breadth first, `most` in each language; and what is wrong with some."""
    waiting, seen, wrong = deque(STARTS), {}, []
    paths, numbers = Counter(), Counter()
    while waiting:
        url = waiting.popleft()
        path, codes = urlsplit(url).path, tuple(languages_of(url))
        if url in seen or paths[path] >= MOST_OF_ONE_PATH or numbers[codes] >= most:
            continue
        paths[path] += 1
        numbers[codes] += 1
        status, seen[url] = ask(client, url)
        wrong += [f"{status} {url}"] if status >= 500 else []
        wrong += [f"{word} in {url}" for word in leaks(url, seen[url], secrets)]
        waiting.extend(links_in(seen[url]))
    print({"/".join(codes): number for codes, number in numbers.items()}, flush=True)
    return seen, wrong


def search(client: Client, secrets: Secrets, words: Iterable[str]) -> list[str]:
    """Hidden words asked for: neither they nor others are found, and nothing is counted for them."""
    wrong = []
    for secret in words:
        for code in (code for code in CONTENT_LANGUAGES if secret in secrets.words[code]):
            nothing = "zqnothingatall"
            addresses = [f"/{code}/{name}/?q=" for name in LISTS]
            for address in [*addresses, f"/{code}/search/?q=", f"/{code}/search/suggest/?q="]:
                answers = [body_of(client, address + word).replace(word, "…") for word in (secret, nothing)]
                if answers[0] != answers[1]:
                    wrong.append(f"{secret} makes a difference to {address}")
    return wrong


def withdraw_some(seen: dict[str, str], secrets: Secrets, number: int) -> list[str]:
    """Withdraw records that were shown; the addresses on which their words stood."""
    records = random.sample(
        [record for record in set(secrets.shown.values()) if isinstance(record, Publishable)], number
    )
    fresh = [type(record)._base_manager.get(pk=record.pk) for record in records]
    take_step(Act.WITHDRAW, fresh, CONTENT_LANGUAGES, by=None)
    gone = {word for word, record in secrets.shown.items() if record in records}
    for code in CONTENT_LANGUAGES:
        secrets.words[code] |= gone
    return [url for url, text in seen.items() if gone & set(WORD.findall(text))]


def again(client: Client, secrets: Secrets, urls: Iterable[str]) -> list[str]:
    return [f"{word} in {url}, asked again" for url in urls for word in leaks(url, ask(client, url)[1], secrets)]


def run(pairs: int, addresses: int, seed: int) -> list[str]:
    random.seed(seed)
    secrets, client = Secrets(), Client(raise_request_exception=False)
    fill_site(pairs)
    hide_some(secrets)
    seen, wrong = walk(client, secrets, addresses)
    wrong += again(client, secrets, seen)
    wrong += search(client, secrets, random.sample(sorted(secrets.words["en"]), 30))
    stood = withdraw_some(seen, secrets, pairs)
    wrong += again(client, secrets, stood)
    hidden = len(set().union(*secrets.words.values()))
    print(f"{len(seen)} addresses, {hidden} hidden words, {len(stood)} addresses asked again after {pairs} withdrawals")
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=150, help="partner cities (default: %(default)s)")
    parser.add_argument("--addresses", type=int, default=5000, help="in each language (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of what is hidden (default: %(default)s)")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)  # each address that is not found would be a line
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    runner.setup_test_environment()
    try:
        with tempfile.TemporaryDirectory() as folder, override_settings(PAGE_CACHE_MEGABYTES=256, MEDIA_ROOT=folder):
            wrong = run(options.pairs, options.addresses, options.seed)
    finally:
        runner.teardown_test_environment()
        runner.teardown_databases(databases)
    print("\n".join(wrong[:50]) or "Nothing hidden was found.")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
