"""`sys.stdout` and `sys.stderr`: what is written goes to the trace at once."""

import io

import _loopscope


class Console(io.TextIOBase):
    """Standard output or standard error: everything written goes to the trace at once."""

    encoding = "utf-8"
    errors = "strict"
    line_buffering = True
    newlines = None

    def __init__(self, fd, name):
        self._fd = fd
        self._write = _loopscope.write
        self.name = name
        self.mode = "w"

    def write(self, text):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        return self._write(self._fd, text)

    def writable(self):
        return True

    def fileno(self):
        return self._fd

    def isatty(self):
        return False

    def reconfigure(self, **options):
        pass

    @property
    def buffer(self):
        return _Bytes(self)

    def __repr__(self):
        return f"<_io.TextIOWrapper name='{self.name}' mode='w' encoding='utf-8'>"


class _Bytes(io.BufferedIOBase):
    """The console's binary side."""

    def __init__(self, text):
        self._text = text

    def writable(self):
        return True

    def write(self, data):
        self._text.write(bytes(data).decode("utf-8", "replace"))
        return len(data)
