"""Programs that send requests, and are none of Python: `curl`, `hey`."""

import _loopscope_terminal

from . import new_number


class Client:
    """One of them. `piped`: what it reads; `written` takes what it writes to its standard output, where the terminal does not."""

    def __init__(self, shell, words, piped, written):
        self.shell, self.words, self.piped, self.written = shell, words, piped, written
        self.name = " ".join(words)
        self.command = new_number()
        self.pid = 1000 + self.command

    def start(self):
        """Whether there is such a program."""
        return _loopscope_terminal.start_client(
            self.command, self.shell.terminal, self.words, self._bytes_of, self.written is not None
        )

    def interrupt(self):
        _loopscope_terminal.interrupt_client(self.command)

    def take_written(self):
        """Puts what it wrote where that belongs."""
        output, files = _loopscope_terminal.take_written(self.command)
        if self.written is not None:
            self.written.append(output.decode("utf-8", "replace"))
        for path, data in files:
            try:
                with open(path, "wb") as file:
                    file.write(data)
            except OSError as error:
                self.shell.say(f"{self.words[0]}: {path}: {error.strerror}")

    def _bytes_of(self, path):
        if path == "-":
            return (self.piped or "").encode()
        try:
            with open(path, "rb") as file:
                return file.read()
        except OSError:
            return None
