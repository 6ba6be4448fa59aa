"""The names that scripts take from `asyncio.subprocess`. There are no processes, and asking for one says so."""

from . import protocols
from . import streams

__all__ = ("create_subprocess_exec", "create_subprocess_shell")

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessStreamProtocol(streams.FlowControlMixin, protocols.SubprocessProtocol):
    """Named by scripts in annotations; nothing makes one."""


class Process:
    """Named by scripts in annotations; nothing makes one."""


async def create_subprocess_exec(program, *args, **options):
    raise _absent("create_subprocess_exec")


async def create_subprocess_shell(cmd, **options):
    raise _absent("create_subprocess_shell")


def _absent(function):
    return NotImplementedError(
        f"asyncio.{function} is not available in the browser: there are no processes; use asyncio tasks"
    )
