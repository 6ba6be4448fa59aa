"""A terminal's shell."""

import os
import sys

import _loopscope_terminal
import _worlds
from _mended import console

from . import builtins, finding, new_number, shell_ended, take_over
from .client import Client
from .program import Program, is_python

#: What is typed to interrupt what runs in the foreground.
INTERRUPT = "^C"


class Shell(_worlds.World):
    """A shell: a process of the machine. `lines` are its own of all that are typed, each with its place among them."""

    def __init__(self, terminal, lines):
        super().__init__(f"terminal {terminal}", None, daemon=True)
        self._begun = None
        self.terminal = terminal
        self.lines = lines
        self.done = new_number()
        self.is_done = False
        self.status = 0
        self._jobs = []

    def own_entries(self, main):
        from _disk import disk

        return [
            (disk.__dict__, "folder", disk.folder),
            (sys.__dict__, "argv", ["sh"]),
            (sys.__dict__, "stdout", console.Console(1, "<stdout>")),
            (sys.__dict__, "stderr", console.Console(2, "<stderr>")),
        ]

    def start(self):
        super().start()
        _loopscope_terminal.show(self.number, self.terminal)

    def _run(self):
        self._enter()
        try:
            at_once = False
            while self.lines:
                place, line = self.lines.pop(0)
                _loopscope_terminal.await_turn(place, at_once)
                at_once = self._perform(line)
        finally:
            self.is_done = True
            _loopscope_terminal.ended(self.done, self.status, None)
            shell_ended()

    def say(self, text):
        print(text, file=sys.stderr)

    def _perform(self, line):
        """Does a line. Whether the next one can follow at once."""
        if line.strip() == INTERRUPT:
            print(INTERRUPT)
            return False
        jobs = len(self._jobs)
        try:
            commands = _loopscope_terminal.split(line, os.environ.get)
        except ValueError as error:
            self.say(f"sh: {error}")
            self.status = 2
        else:
            self._perform_all(commands)
        if self._jobs[jobs:]:
            return False
        _loopscope_terminal.ended(new_number(), self.status, self.terminal)
        return True

    def _perform_all(self, commands):
        """One command after the other, as the operators between them say."""
        piped = None
        skips = False
        for assigned, words, redirections, operator in commands:
            if not skips:
                target = next((each for each in reversed(redirections) if each[0] == 1 and each[1][0] != "&"), None)
                captures = operator == "|" or target is not None
                written = [] if captures else None
                self._command(assigned, words, operator == "&", piped, written)
                piped = None
                if target is not None:
                    self._redirect(target, "".join(written))
                elif captures:
                    piped = "".join(written)
            if operator in ("&&", "||"):
                skips = (self.status == 0) == (operator == "||")
            else:
                skips = False

    def _redirect(self, redirection, text):
        _, path, appends = redirection
        try:
            with open(path, "a" if appends else "w", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            self.say(f"sh: {path}: {error.strerror}")
            self.status = 1

    def _command(self, assigned, words, behind, piped, written):
        """Does one command. `piped`: what it reads; `written`: takes what it writes, where the terminal does not."""
        if not words:
            for name, value in assigned:
                os.environ[name] = value
            self.status = 0
            return
        command = builtins.COMMANDS.get(words[0])
        if command is not None:
            write = sys.stdout.write if written is None else written.append
            try:
                self.status = command(self, words, write, self.say)
            except Exception as error:
                self.say(f"{words[0]}: {error}")
                self.status = 1
            return
        try:
            started = self._program(assigned, words, piped, written) or self._client(words, piped, written)
        except finding.Usage as error:
            self.say(str(error))
            self.status = error.code
            return
        if started is None:
            self.say(finding.absent(words[0]))
            self.status = 127
        elif behind:
            self._jobs.append(started)
            print(f"[{len(self._jobs)}] {started.pid}")
            self.status = 0
        else:
            self.status = self._await(started)
            started.take_written()

    def _client(self, words, piped, written):
        client = Client(self, words, piped, written)
        return client if client.start() else None

    def _program(self, assigned, words, piped, written):
        script = None if is_python(words[0]) else finding.console_script(words[0])
        if script is None and not is_python(words[0]):
            return None
        program = Program(self, words, assigned, script, piped, written)
        if written is not None or not take_over(program):
            program.start()
        return program

    def _await(self, program):
        """Waits for a program in the foreground, and gives it the signals that are typed. Its exit code."""
        ahead = 0
        while True:
            place, line = self.lines[ahead] if ahead < len(self.lines) else (None, "")
            interrupts = line.strip() == INTERRUPT
            code = _loopscope_terminal.await_end(program.command, program.name, place, interrupts)
            if code is not None:
                return code
            if not interrupts:
                # The program does not read it. The shell does, when the program is over.
                ahead += 1
                continue
            del self.lines[ahead]
            print(INTERRUPT, end="", file=sys.stderr)
            program.interrupt()
