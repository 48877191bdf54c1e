"""The developer's script, and what it installs and starts."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings

from sistercities.management.commands.compile_translations import compile_translations
from tests.chromium import find_chromium
from tests.cluster import temporary_cluster

ROOT: Path = settings.BASE_DIR
LOCKS = ["requirements.txt", "requirements-production.txt", "requirements-test.txt"]


def wait_until(condition: Callable[[], object], seconds: float = 20) -> None:
    """Return when it holds; fail if it does not in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def script(path: Path, text: str) -> Path:
    """A program for a shell."""
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


# Locks


def locked(name: str) -> dict[str, str]:
    """Versions by package."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_lock_every_package_has_hashes_and_no_origin(name: str) -> None:
    lines = (ROOT / name).read_text().splitlines()
    packages = [line for line in lines if not line.startswith(("#", " "))]
    assert packages
    assert all(line.endswith("\\") for line in packages)
    assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in lines if line.startswith(" "))


@pytest.mark.parametrize("name", LOCKS)
def test_lock_contains_what_the_project_demands(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extra = name.removeprefix("requirements").removesuffix(".txt").removeprefix("-")
    demanded = project["dependencies"] + (project["optional-dependencies"][extra] if extra else [])
    names = {re.match(r"[\w.-]+", line).group().lower() for line in demanded}
    assert names <= locked(name).keys()


@pytest.mark.parametrize("name", LOCKS[1:])
def test_locks_agree_on_versions(name: str) -> None:
    assert locked("requirements.txt").items() <= locked(name).items()


# Demo


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_demo_taken_port_gets_one_sentence(taken_port: int, tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, ROOT / "dev.py", "demo", "--port", str(taken_port)],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr == f"Port {taken_port} is taken or not ours to use: choose another with --port.\n"
    assert result.stdout == ""


def children(parent: int, part: str) -> list[int]:
    """Processes of `parent` in whose command line `part` occurs."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):  # it may end while we look
            command = (status.parent / "cmdline").read_text().replace("\0", " ")
            if f"\nPPid:\t{parent}\n" in status.read_text() and part in command:
                found.append(int(status.parent.name))
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_site(folder: Path, port: int) -> subprocess.Popen[str]:
    """The site as a process, writing to a folder of its own."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "run_site", "--port", str(port)],
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "VAR_DIR": str(folder)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_site_worker_that_dies_is_replaced_and_a_signal_stops_all(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    port = free_port()
    site = run_site(tmp_path, port)
    try:
        assert site.stdout is not None
        assert site.stdout.readline() == f"The site is at http://127.0.0.1:{port}/ (Ctrl-C stops it).\n"
        with urlopen(f"http://127.0.0.1:{port}/static/sistercities/tokens.css") as answer:
            assert answer.status == 200
        wait_until(lambda: children(site.pid, "run_worker"))
        first = children(site.pid, "run_worker")[0]
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: any(pid != first for pid in children(site.pid, "run_worker")))
        started = children(site.pid, "granian") + children(site.pid, "run_worker")
        site.send_signal(number)
        assert site.wait(20) == code
        assert len(started) == 2
        assert not any(Path(f"/proc/{pid}").exists() for pid in started)
    finally:
        site.terminate()
        site.communicate()


def commands_with(part: str) -> list[str]:
    """Command lines of all processes in which `part` occurs."""
    found = []
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            found.append(command.read_text().replace("\0", " "))
    return [line for line in found if part in line]


def test_site_stopped_while_it_starts_leaves_nothing_behind(tmp_path: Path) -> None:
    port = free_port()
    site = run_site(tmp_path, port)
    wait_until(lambda: commands_with(f"--port {port} sistercities.wsgi"))
    site.terminate()
    site.communicate(timeout=30)
    assert commands_with(f"--port {port} sistercities.wsgi") == []


# Browser and database


def test_chromium_stub_that_does_not_start_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(tmp_path / "chromium", "exit 1")
    good = script(tmp_path / "google-chrome", "echo Chrome 1")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_chromium() == str(good)
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "nothing"))
    assert find_chromium() is None


@pytest.fixture
def programs() -> Iterator[Path]:
    """Stand-ins for PostgreSQL's programs, where an unprivileged user can reach them."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    script(folder / "initdb", "exit 0")
    script(folder / "postgres", "exec sleep 60")
    script(folder / "pg_isready", "exit 0")
    yield folder
    shutil.rmtree(folder)


def test_cluster_failure_inside_leaves_nothing_behind(programs: Path) -> None:
    cluster = temporary_cluster(programs)
    folder = Path(cluster.__enter__().removeprefix("postgres://postgres@/")).parent
    assert folder.exists()
    assert children(os.getpid(), "sleep 60")
    failure = ZeroDivisionError()
    assert not cluster.__exit__(type(failure), failure, None)
    assert not folder.exists()
    assert not children(os.getpid(), "sleep 60")


def test_cluster_that_cannot_be_made_is_explained(programs: Path) -> None:
    script(programs / "initdb", "echo no space left; exit 1")
    with pytest.raises(SystemExit, match="^PostgreSQL could not make a cluster: no space left"):
        temporary_cluster(programs).__enter__()


# Translations


def test_translations_only_what_changed_is_compiled(tmp_path: Path) -> None:
    source = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "City"\nmsgstr "城市"\n')
    target = source.with_suffix(".mo")
    assert compile_translations([tmp_path]) == [target]
    assert "城市".encode() in target.read_bytes()
    assert compile_translations([tmp_path]) == []
    os.utime(source, (time.time() + 5, time.time() + 5))
    assert compile_translations([tmp_path]) == [target]
