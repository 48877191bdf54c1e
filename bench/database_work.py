"""How long the database's own process has worked: PostgreSQL's is another than ours, SQLite works inside of ours."""

import os
from pathlib import Path

from django.db import connection


class DatabaseWork:
    """Of a PostgreSQL on this machine. What its helpers for one query did is counted once they have ended."""

    def __init__(self) -> None:
        self.process: Path | None = None
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                self.process = Path(f"/proc/{cursor.fetchone()[0]}/stat")

    def seconds(self) -> float:
        if self.process is None:
            return 0.0
        fields = self.process.read_text().rpartition(")")[2].split()
        parent = Path(f"/proc/{fields[1]}/stat").read_text().rpartition(")")[2].split()
        # proc(5): utime and stime of the process, cutime and cstime of the ended children of its parent.
        return sum(map(int, (*fields[11:13], *parent[13:15]))) / os.sysconf("SC_CLK_TCK")
