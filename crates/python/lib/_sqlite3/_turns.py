"""Threads that share a connection take turns: one is within SQLite at a time, as its own mutex has it."""

import _thread


class Turns:
    __slots__ = ("_owner", "_depth", "_waiting")

    def __init__(self):
        self._owner = None
        self._depth = 0
        self._waiting = []

    def __enter__(self):
        me = _thread.get_ident()
        while self._owner not in (None, me):
            turn = _thread.allocate_lock()
            turn.acquire()
            self._waiting.append(turn)
            turn.acquire()
        self._owner = me
        self._depth += 1

    def __exit__(self, *error):
        self._depth -= 1
        if not self._depth:
            self._owner = None
            waiting, self._waiting = self._waiting, []
            for turn in waiting:
                turn.release()
