"""The server that CPython forks its processes from: it executes the script once, and each process begins as its copy."""

import _worlds

from . import connection


def connect_to_new_process(process, work, method="forkserver"):
    """Starts a process. One that cannot execute the script leaves nothing but a connection that nobody answers."""
    world = _worlds.World(process.name, work, process.daemon, method)
    world.identity = process._identity
    world.start()
    if not world.began():
        connection.answer_challenge(connection.abandoned())
    return world
