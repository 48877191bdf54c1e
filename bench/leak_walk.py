"""Walks the whole public site, part of whose records is hidden, and looks for what only hidden records hold.

    python -m bench.leak_walk                               # 5,000 addresses in each language
    python -m bench.leak_walk --pairs 20 --addresses 300
    python -m bench.leak_walk --postgres                    # in a cluster of its own

A visitor of each language, in a process of its own, follows every address that a page, feed, sitemap, file or answer
of the API names, and guesses more: hidden records' own addresses, old names, filters, orders and columns by what is
hidden.

1. Each hidden text is a random word, which may stand in no answer, header or file.
2. Answers that are kept are asked for again: they must be the same, in each encoding, and asked for in other ways.
3. All that is hidden gets other values, and drafts are added (`bench/leak_twin.py`): no answer may change by that.
4. Hidden words that are searched for find what words find that nobody has written.
5. Records are withdrawn, in another process: their words are gone at the next request, for who has a copy too.

Ends with 1 if something was told or an answer was an error.
"""

import argparse
import logging
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

import time_machine  # noqa: E402 (the apps must be there first)
from django.db import connections  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.test.runner import DiscoverRunner  # noqa: E402

from bench.leak_data import Secrets, fill_site, hide_some  # noqa: E402
from bench.leak_guesses import LISTS, guesses  # noqa: E402
from bench.leak_twin import make_twin  # noqa: E402
from bench.leak_visitor import Visitor  # noqa: E402
from partnerships.counted import MEASURES  # noqa: E402
from sistercities.common.counters import store  # noqa: E402
from sistercities.common.history import Act  # noqa: E402
from sistercities.common.languages import CONTENT_LANGUAGES  # noqa: E402
from sistercities.common.publishing import Publishable  # noqa: E402
from sistercities.common.publishing_actions import take_step  # noqa: E402
from tests.cluster import find_postgres, temporary_cluster  # noqa: E402

NOTHING = "zqnothingatall"
SETTINGS = {
    "ALLOWED_HOSTS": ["testserver"],
    "API_REQUESTS_PER_MINUTE": 0,
    "PAGE_CACHE_MEGABYTES": 1024,
    "FRAGMENT_CACHE_MEGABYTES": 64,
}
# The visitor of this process, where the work is that of a visitor.
visitors: dict[str, Visitor] = {}


def main() -> None:
    options = _options()
    if options.postgres:
        sys.exit(_on_postgres())
    logging.disable(logging.CRITICAL)  # each address that is not found would be a line
    random.seed(options.seed)
    with _database(), time_machine.travel(datetime.now(UTC), tick=False):
        wrong = run(options.pairs, options.addresses)
    print("\n".join(wrong[:50]) or "Nothing hidden was found.")
    sys.exit(1 if wrong else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=200, help="partner cities (default: %(default)s)")
    parser.add_argument("--addresses", type=int, default=5000, help="in each language (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of what is hidden (default: %(default)s)")
    parser.add_argument("--postgres", action="store_true", help="in a cluster of PostgreSQL made for it")
    return parser.parse_args()


def _on_postgres() -> int:
    """The same walk in a program of its own: which database there is, is settled before Django begins."""
    programs = find_postgres()
    if programs is None:
        raise SystemExit("There is no PostgreSQL: install postgresql.")
    given = [each for each in sys.argv[1:] if each != "--postgres"]
    with temporary_cluster(programs) as url:
        command = [sys.executable, "-m", "bench.leak_walk", *given]
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode


@contextmanager
def _database() -> Iterator[None]:
    """An empty register in a file, which several processes can read."""
    runner = DiscoverRunner(verbosity=0, interactive=False)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        if connections["default"].vendor == "sqlite":
            connections["default"].settings_dict["TEST"]["NAME"] = str(Path(folder) / "walked.sqlite3")
        databases = runner.setup_databases(serialized_aliases=set())
        stack.callback(runner.teardown_databases, databases)
        stack.enter_context(override_settings(MEDIA_ROOT=folder, **SETTINGS))
        yield


def run(pairs: int, addresses: int) -> list[str]:
    secrets = Secrets()
    fill_site(pairs)
    hide_some(secrets)
    with connections["default"].cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself where it runs on; the temporary one does not
    store(MEASURES)  # as the worker does
    visitors.update({code: Visitor(code, secrets) for code in CONTENT_LANGUAGES})
    connections.close_all()
    context = multiprocessing.get_context("fork")
    with ExitStack() as stack:
        pools = {code: stack.enter_context(ProcessPoolExecutor(1, context)) for code in CONTENT_LANGUAGES}

        def everybody(act: Callable[..., str], *given: Any) -> None:
            started = time.perf_counter()
            for told in [pool.submit(act, code, *given) for code, pool in pools.items()]:
                print(f"{told.result()} ({time.perf_counter() - started:.0f} s)", flush=True)

        everybody(walk, addresses)
        everybody(ask_otherwise)
        everybody(search, random.sample(sorted(set.union(*secrets.words.values())), 20))
        print(f"{make_twin(secrets)} hidden values replaced", flush=True)
        store(MEASURES)
        everybody(compare_twin)
        everybody(ask_for_withdrawn, withdraw(secrets, pairs))
        return [line for code, pool in pools.items() for line in pool.submit(wrong_of, code).result()]


def walk(language: str, most: int) -> str:
    visitor = visitors[language]
    guessed = guesses(visitor.secrets, language)
    visitor.walk(random.sample(guessed, min(most // 4, len(guessed))), most)
    visitor.again()
    hidden = len(visitor.secrets.words[language])
    return f"{language}: {len(visitor.words)} addresses, {len(visitor.pages)} pages twice, for {hidden} hidden words"


def ask_otherwise(language: str) -> str:
    visitor = visitors[language]
    chosen = random.sample(list(visitor.remembered), min(60, len(visitor.remembered)))
    visitor.otherwise(chosen)
    return f"{language}: {len(chosen)} addresses asked in ten ways"


def search(language: str, words: list[str]) -> str:
    """Hidden words asked for: neither they nor others are found, and nothing is counted for them."""
    visitor = visitors[language]
    ways = [f"/{language}/{way}?q=" for way in (*(f"{name}/" for name in LISTS), "search/", "search/suggest/")]
    nothing = {way: visitor.ask(way + NOTHING).text.replace(NOTHING, "…") for way in ways}
    hidden = [word for word in words if word in visitor.secrets.words[language]]
    for way in ways:
        for word in hidden:
            if visitor.ask(way + word).text.replace(word, "…") != nothing[way]:
                visitor.wrong.append(f"{word} makes a difference to {way}")
    return f"{language}: {len(hidden)} hidden words searched for"


def compare_twin(language: str) -> str:
    visitor = visitors[language]
    visitor.compare_twin()
    return f"{language}: {len(visitor.remembered)} answers compared, {dict(visitor.statuses)}"


def withdraw(secrets: Secrets, number: int) -> set[str]:
    """Withdraw records that were shown; the words that are gone with them."""
    records = random.sample([each for each in set(secrets.shown.values()) if isinstance(each, Publishable)], number)
    fresh = [type(record)._base_manager.get(pk=record.pk) for record in records]
    take_step(Act.WITHDRAW, fresh, CONTENT_LANGUAGES, by=None)
    return {word for word, record in secrets.shown.items() if record in records}


def ask_for_withdrawn(language: str, gone: set[str]) -> str:
    visitor = visitors[language]
    for code in CONTENT_LANGUAGES:
        visitor.secrets.words[code] |= gone
    stood = visitor.withdrawn(gone)
    return f"{language}: {len(stood)} addresses asked again after withdrawals"


def wrong_of(language: str) -> list[str]:
    return visitors[language].wrong


if __name__ == "__main__":
    main()
