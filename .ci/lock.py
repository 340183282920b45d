"""Freeze every package, with hashes: each list of direct requirements into a lock beside it.

`make lock` (or `python .ci/lock.py`, in the environment of requirements-dev.txt) writes the locks;
`--upgrade` also renews what the direct requirements bring with them, else that stays as it is;
`--check` writes nothing, needs no network, and says whether the locks are current.

A lock holds for every Python from the oldest we promise and for Linux, macOS and Windows alike:
what only one of them needs carries a marker (PEP 508). Its head bears a digest of the lists it was
made from. Hashes are pip's (`--hash=sha256:…`), so that nothing but the very files locked is installed.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = "3.11"
# Each lock, and the lists it is made from: the first is compiled; the lock of another list bounds its choices.
LOCKS = {
    "requirements.lock": ("requirements.txt",),
    "requirements-dev.lock": ("requirements-dev.txt", "requirements.txt"),
    "requirements-advisories.lock": ("requirements-advisories.txt",),
}
HEAD = """\
# Made by `make lock`; not to be edited by hand. Every package, with the hashes of its files.
# inputs: sha256:{digest}
"""
_pin = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[\w.!+]+)")
_entry = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[\w.!+]+)(?P<marker> ; [^\\\n]+)? \\\n(?P<hashes>(?: {4}--hash=.*\n)+)", re.M
)
_hash = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}(?: \\)?")


def requirements(text: str) -> list[str]:
    """The requirements of a list without comments and blank lines, as pip reads them."""
    lines = (re.sub(r"(^|\s)#.*", "", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def digest(root: Path, lists: tuple[str, ...]) -> str:
    """A digest of what the lists require; a reworded reason does not change it."""
    required = "\n".join(line for name in lists for line in requirements((root / name).read_text("utf-8")))
    return hashlib.sha256(required.encode()).hexdigest()


def normal(name: str) -> str:
    """A package's name as the index has it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(text: str) -> dict[str, set[str]]:
    """The packages of a lock and their versions (several, where Pythons or systems differ)."""
    found: dict[str, set[str]] = {}
    for match in _entry.finditer(text):
        found.setdefault(normal(match["name"]), set()).add(match["version"])
    return found


def problems(root: Path) -> Iterator[str]:
    """Every lock is there, was made from the lists as they are, has each direct version, and hashes and nothing else."""
    for name, lists in LOCKS.items():
        if not (root / name).is_file():
            yield f"{name}: no such lock. Run make lock."
            continue
        text = (root / name).read_text("utf-8")
        if f"# inputs: sha256:{digest(root, lists)}\n" not in text:
            yield f"{name}: {' or '.join(lists)} has changed since it was made. Run make lock."
        have = locked(text)
        for line in (line for source in lists for line in requirements((root / source).read_text("utf-8"))):
            pin = _pin.fullmatch(line)
            if pin and pin["version"] not in have.get(normal(pin["name"]), set()):
                yield f"{name}: {line} of the list is not in it. Run make lock."
        yield from _foreign(name, text)
    yield from _apart(root)


def _foreign(name: str, text: str) -> Iterator[str]:
    """A lock holds packages with their hashes and comments; no address, no option, no package without a hash."""
    for match in _entry.finditer(text):
        if not all(_hash.fullmatch(line) for line in match["hashes"].splitlines()):
            yield f"{name}: {match['name']} has a hash that is no SHA-256. Run make lock."
    for line in _entry.sub("", text).splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            yield f"{name}: {line.strip()!r} is no package with a hash. Run make lock."
    if re.search(r"://|--index|--extra|--find|--trusted", text):
        yield f"{name}: it names a server. Run make lock; it writes none."


def _apart(root: Path) -> Iterator[str]:
    """Tests run with the very packages that build the site."""
    if all((root / n).is_file() for n in ("requirements.lock", "requirements-dev.lock")):
        site, dev = (locked((root / n).read_text("utf-8")) for n in ("requirements.lock", "requirements-dev.lock"))
        for package in sorted(p for p in site if site[p] != dev.get(p)):
            yield f"requirements-dev.lock: {package} is not at the version that builds the site. Run make lock."


def write(root: Path, upgrade: bool) -> None:
    """Make the locks anew, each written aside and then put in place. Raises CalledProcessError if one cannot be made."""
    for name, lists in LOCKS.items():
        old = (root / name).read_text("utf-8") if (root / name).is_file() else ""
        aside = root / f"{name}.new"
        aside.write_text(old, "utf-8")
        command = [
            sys.executable, "-m", "uv", "pip", "compile", lists[0], "--output-file", aside.name,
            "--universal", "--python-version", OLDEST, "--generate-hashes", "--no-emit-index-url",
            "--no-emit-find-links", "--no-header", "--no-annotate", "--quiet",
            *(["--constraint", "requirements.lock"] if "requirements.txt" in lists[1:] else []),
            *(["--upgrade"] if upgrade else []),
        ]  # fmt: skip
        try:
            subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)
            body = aside.read_text("utf-8")
            aside.write_text(HEAD.format(digest=digest(root, lists)) + body, "utf-8", newline="\n")
            aside.replace(root / name)
        finally:
            aside.unlink(missing_ok=True)
        print(f"{name}: {len(locked(body))} packages")


def main(argv: list[str] | None = None) -> int:
    """Write the locks, or check them; 0 if they are current."""
    parser = argparse.ArgumentParser(prog="python .ci/lock.py", description="Freeze every package, with hashes.")
    parser.add_argument("--upgrade", action="store_true", help="renew what the direct requirements bring with them")
    parser.add_argument("--check", action="store_true", help="only say whether the locks are current; no network")
    options = parser.parse_args(argv)
    if not options.check:
        try:
            write(ROOT, options.upgrade)
        except subprocess.CalledProcessError as error:
            print("The lock is as it was. Correct what is told above, then run make lock again.", file=sys.stderr)
            return error.returncode
    found = list(problems(ROOT))
    print("\n".join(found) or "locks: current", file=sys.stderr if found else sys.stdout)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
