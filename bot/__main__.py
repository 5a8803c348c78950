"""The command line: `python -m bot …`."""

import sys

if sys.argv[1:2] == ["read"] and __name__ == "__main__":
    # Reading a text needs nothing of what takes two seconds to import below.
    from bot.language.command import main as read

    sys.exit(read(sys.argv[2:]))

import argparse
import asyncio
import gc
import os
import signal
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import structlog
import uvloop

from bot import (
    accounts,
    app,
    backup,
    benching,
    data_requests,
    doctor,
    importing,
    logs,
    report,
    roster,
    schedule,
)
from bot.errors import Refused
from bot.playground import play
from bot.settings import Settings, load
from bot.storage import Storage, open_storage
from bot.storage.migrate import migrate
from scheduler import jobs_of

#: Longer than everything that is waited for at the end; then the program ends anyway.
STOP_SECONDS = 18
#: What needs the database, and nothing else.
ANSWERS: Mapping[str, Callable[[Storage, argparse.Namespace], Awaitable[None]]] = {
    "report": report.answer,
    "bulletins": accounts.answer,
    "ledger": accounts.answer,
    "import": importing.answer,
}


def main() -> int:
    arguments = _parser().parse_args()
    # What is written holds people's data: it is for the bot's own user.
    os.umask(0o077)
    try:
        settings = load()
        logs.set_up(settings.log.level, settings.log.format)
        # What was loaded stays: to look through it for garbage again and again costs a twentieth.
        gc.freeze()
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(_command(arguments, settings))
    except Refused as refused:
        print(f"mitra: {refused}", file=sys.stderr)  # noqa: T201  (the command line speaks)
        return refused.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Mitra, a Telegram bot")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="talk to Telegram; without a token, start the playground")
    play_parser = commands.add_parser("playground", help="try the bot on a local page")
    play_parser.add_argument(
        "--server-only", action="store_true", help="only the local Bot API and its page"
    )
    commands.add_parser("migrate", help="bring the database up to date")
    commands.add_parser("read", help="show what is read from a text: read --help")
    commands.add_parser("doctor", help="check everything a running bot needs")
    backup_parser = commands.add_parser("backup", help="write the database into one file")
    backup_parser.add_argument("target", type=Path, help="a file, or a folder for dated files")
    restore_parser = commands.add_parser("restore", help="replace the database by a backup")
    restore_parser.add_argument("source", type=Path, help="a file that `backup` wrote")
    restore_parser.add_argument("--yes", action="store_true", help="replace all that is there")
    data_requests.add_to(commands.add_parser("privacy", help="copy or erase a person's data"))
    bulletins = commands.add_parser("bulletins", help="what was published last, and how far it is")
    accounts.add_bulletins_to(bulletins)
    accounts.add_ledger_to(commands.add_parser("ledger", help="who got a bulletin, and why not"))
    benching.add_to(commands.add_parser("bench", help="measure: courier, fanout, and others"))
    report.add_to(commands.add_parser("report", help="print figures: funnel"))
    schedule.add_to(commands.add_parser("schedule", help="what will happen by itself, and when"))
    importing.add_to(commands.add_parser("import", help="read a table: public reference prices"))
    for role in roster.BY_HAND:
        about = f"who is an {role}: add, list, remove"
        roster.add_to(commands.add_parser(role.value, help=about), role)
    return parser


async def _command(arguments: argparse.Namespace, settings: Settings) -> int:
    match arguments.command:
        case "run" if settings.telegram.token:
            await _until_stopped(lambda stop: app.run(settings, stop))
        case "run":
            await _until_stopped(lambda stop: play.run(settings, stop))
        case "playground":
            start = play.serve_only if arguments.server_only else play.run
            await _until_stopped(lambda stop: start(settings, stop))
        case "migrate":
            await _with_storage(settings, migrate)
        case "bench":
            await benching.answer(arguments)
        case "doctor":
            return await doctor.examine(settings)
        case "backup":
            await _until_stopped(lambda stop: backup.back_up(settings, arguments.target, stop))
        case "restore":
            source, yes = arguments.source, arguments.yes
            await _until_stopped(lambda stop: backup.restore(settings, source, stop, yes=yes))
        case "privacy" | "schedule" | "admin" | "officer" | "expert":
            await _with_storage(settings, _informed(arguments, settings))
        case name:
            await _with_storage(settings, lambda storage: ANSWERS[name](storage, arguments))
    return 0


def _informed(
    arguments: argparse.Namespace, settings: Settings
) -> Callable[[Storage], Awaitable[None]]:
    """What is answered by what the operator has set, too."""
    if arguments.command == "schedule":
        jobs = jobs_of(settings)
        return lambda storage: schedule.answer(storage, arguments, jobs)
    answer = data_requests.answer if arguments.command == "privacy" else roster.answer
    return lambda storage: answer(storage, arguments, settings.delivery.quiet)


async def _with_storage(settings: Settings, do: Callable[[Storage], Awaitable[None]]) -> None:
    storage = open_storage(settings.database.url)
    try:
        await app.reach(storage)
        await do(storage)
    finally:
        await storage.close()


async def _until_stopped(program: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    """Run until the program ends or a signal asks for it; a second signal is not needed."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    running = asyncio.ensure_future(program(stop))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    done, _running = await asyncio.wait({running}, timeout=STOP_SECONDS)
    if not done:
        # The database or the network holds it up; all that was promised is in the outbox.
        structlog.get_logger().warning("stopped_in_a_hurry")
        os._exit(1)
    running.result()


if __name__ == "__main__":
    sys.exit(main())
