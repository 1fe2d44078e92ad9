"""Runs the suite on SQLite and on a throw-away PostgreSQL cluster, and prints each engine's count.

    python -m tests.engines [--only sqlite|postgresql] [pytest's own arguments]

The cluster is made for the run, in a temporary folder, and removed after it. Where PostgreSQL is not
installed it is left out with a word; with CI set that is a failure.
"""

import argparse
import contextlib
import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


class NotInstalled(Exception):
    pass


def postgresql_programs():
    """The folder of the newest installed server's programs."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    if folders:
        return folders[-1]
    if shutil.which("initdb") and shutil.which("pg_ctl"):
        return Path(shutil.which("pg_ctl")).parent
    raise NotInstalled("PostgreSQL's server programs are not installed (Debian's package postgresql).")


def _as_server():
    """What subprocess needs so that ``postgres``, which refuses to run as root, runs as somebody else."""
    if os.geteuid() != 0:
        return {}
    try:
        nobody = pwd.getpwnam("postgres")
    except KeyError:
        nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def cluster():
    """A running PostgreSQL cluster; gives the URL of a database in it, as its superuser."""
    programs, run_as = postgresql_programs(), _as_server()
    folder = Path(tempfile.mkdtemp(prefix="stage4-pg-"))
    if run_as:
        os.chown(folder, run_as["user"], run_as["group"])

    def run(program, *arguments):
        command = [str(programs / program), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False, **run_as)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")

    data = str(folder / "data")
    run("initdb", "-D", data, "-U", "stage4", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    # Nobody reaches it but through the socket in its own folder. A crash of the machine may lose it all.
    options = (
        f"-c listen_addresses='' -c unix_socket_directories={folder} "
        "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"
    )
    try:
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        yield f"postgresql://stage4@/postgres?host={folder}"
    finally:
        with contextlib.suppress(RuntimeError):
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def run_pytest(engine, url, arguments):
    """Runs pytest on this database, shows what it prints, and returns (exit code, its counts in words)."""
    environment = {**os.environ, "DATABASE_URL": url} if url else {**os.environ}
    if not url:
        environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "pytest", *arguments]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    counts = "no test ran"
    for line in process.stdout:
        sys.stdout.write(line)
        sys.stdout.flush()
        if re.search(r"\d+ (passed|failed|error)", line):
            counts = re.sub(r"\x1b\[[0-9;]*m", "", line).strip("= \n")
    return process.wait(), counts


def main():
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    chosen, arguments = parser.parse_known_args()
    results = {}
    if chosen.only != "postgresql":
        results["SQLite"] = run_pytest("SQLite", None, arguments)
    if chosen.only != "sqlite":
        try:
            with cluster() as url:
                results["PostgreSQL"] = run_pytest("PostgreSQL", url, arguments)
        except NotInstalled as missing:
            results["PostgreSQL"] = (1 if os.environ.get("CI") else 0, f"left out: {missing}")
    print()
    for engine, (_code, counts) in results.items():
        print(f"{engine}: {counts}")
    sys.exit(max(code for code, _counts in results.values()))


if __name__ == "__main__":
    main()
