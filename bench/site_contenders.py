"""The sites that are compared, each served by the same server with one process and as many threads."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
OURS, PEERS = "sistercities.wsgi:application", "bench.site_peers.wsgi:application"
THREADS = 4


@dataclass(frozen=True)
class Contender:
    """How one site is started."""

    name: str
    application: str = OURS
    variables: dict[str, str] = field(default_factory=dict)


def contenders(data: Path) -> list[Contender]:
    production = {
        "SISTERCITIES_ENV": "development",
        "DEBUG": "no",
        "LOG_LEVEL": "ERROR",
        "SECRET_KEY": "of no use outside the bench " * 3,
        "DATABASE_URL": f"sqlite:///{data / 'ours.sqlite3'}",
        "VAR_DIR": str(data / "var"),
    }
    peers = {"PEER_FOLDER": str(data), "DJANGO_SETTINGS_MODULE": "bench.site_peers.settings"}
    bytes_ = production | {"BENCH_BYTES": str(data / "page.html")}
    return [
        Contender("ours, kept", OURS, production),
        Contender("ours, made anew", OURS, production | {"PAGE_CACHE_MEGABYTES": "0"}),
        Contender("stored bytes", OURS, bytes_ | {"DJANGO_SETTINGS_MODULE": "bench.settings_stored"}),
        Contender("fixed bytes", OURS, bytes_ | {"DJANGO_SETTINGS_MODULE": "bench.settings_fixed"}),
        Contender("plain views", PEERS, peers | {"PEER": "plain"}),
        Contender("Wagtail", PEERS, peers | {"PEER": "wagtail"}),
        Contender("Wagtail, cached", PEERS, peers | {"PEER": "wagtail_cache"}),
    ]


@contextlib.contextmanager
def running(contender: Contender, port: int, peers_python: Path) -> Iterator[str]:
    """The site of a contender; its address without the path."""
    python = str(peers_python) if contender.application == PEERS else sys.executable
    command = [python, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "error", "--workers", "1"]
    command += ["--blocking-threads", str(THREADS), "--blocking-threads-idle-timeout", "600", "--port", str(port)]
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | contender.variables
    process = subprocess.Popen([*command, contender.application], cwd=HOME, env=environment, start_new_session=True)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, process)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _attempt in range(300):
        if process.poll() is not None:
            raise SystemExit(f"The server at {address} did not start.")
        try:
            urllib.request.urlopen(f"{address}/en/", timeout=30).close()  # noqa: S310 (our own address)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"The server at {address} does not answer.")
