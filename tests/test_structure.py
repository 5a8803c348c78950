"""Rules that no linter knows: sizes, what may send, what importing does, and what stays private."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = [
    path
    for path in [
        *(ROOT / "bot").rglob("*.py"),
        *(ROOT / "handlers").rglob("*.py"),
        ROOT / "scheduler.py",
    ]
    if "versions" not in path.parts
]
LONGEST_FILE = 300
#: Only these talk to Telegram about messages; the playground answers as Telegram.
MAY_SEND = {"delivery", "playground"}
SENDING = ("send_", "edit_message", "copy_message", "forward_message", "reply_", "delete_message")
#: The same by their names in the Bot API.
RAW = re.compile(r"(send|editMessage|copyMessage|forwardMessage|deleteMessage)([A-Z]\w*)?")
#: Names that start so and send nothing to a chat.
NOT_SENDING = {"send_soon"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_file_is_longer_than_a_person_reads(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


def sends(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and node.attr.startswith(SENDING):
            yield node.attr
        if isinstance(node, ast.Constant) and RAW.fullmatch(str(node.value)):
            yield str(node.value)


def test_only_delivery_sends() -> None:
    senders = {
        f"{name_of(path)}: {name}"
        for path in SOURCES
        for name in sends(path)
        if name not in NOT_SENDING
        if not MAY_SEND & set(path.parts)
    }
    assert senders == set()


def test_the_search_for_senders_finds_them() -> None:
    posts = ROOT / "bot" / "delivery" / "posts.py"
    assert {"sendMessage", "sendVoice", "editMessageText"} <= set(sends(posts))


def kept() -> list[Path]:
    """The files of the project: what git tracks, and what it would."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607  (git)
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a working copy of git")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_place_outside_the_project() -> None:
    outside = ("../" + "shared", "/" + "work/", "/" + "home/", "/" + "root/", "/" + "Users/")
    found = {
        f"{name_of(path)}: {place}"
        for path in kept()
        for place in outside
        if place.encode() in path.read_bytes()
    }
    assert found == set()


IMPORT_ALL = """
import importlib, pkgutil, socket, sys

def refuse(event, arguments):
    if event in {"socket.connect", "socket.bind", "subprocess.Popen"}:
        raise SystemExit(f"{event} {arguments}")
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        raise SystemExit(f"writes {arguments[0]}")

sys.addaudithook(refuse)
sys.dont_write_bytecode = True
import bot, handlers, scheduler
for package in (bot, handlers):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith(("__main__", "env")):
            importlib.import_module(module.name)
print("quiet")
"""


def test_importing_everything_touches_neither_network_nor_disk() -> None:
    done = subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-c", IMPORT_ALL], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("quiet\n", "")
