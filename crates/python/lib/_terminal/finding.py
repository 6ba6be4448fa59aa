"""Which program a command line names."""

import importlib.metadata

#: What the interpreter is called.
PYTHONS = ("python", "python3", "python3.14", "py")

#: What people type and is not here, and the nearest that is.
_ABSENT = {
    "docker": "there are no containers; start the server itself, as `uvicorn main:app`",
    "fastapi": "use `uvicorn main:app`",
    "gunicorn": "use `uvicorn main:app --workers 4`",
    "hypercorn": "use `uvicorn main:app`",
    "http": "use `curl`",
    "wget": "use `curl -O`",
    "ab": "use `hey -n 200 -c 20 URL`",
    "wrk": "use `hey -z 5s -c 20 URL`",
    "uv": "everything is installed; use `python main.py`",
    "poetry": "everything is installed; use `python main.py`",
    "pytest": "run the file with `python`",
    "node": "only Python runs here",
    "git": "there is no history to keep",
    "jq": "use `python -m json.tool`",
}


def absent(name):
    """Why there is no such command."""
    reason = _ABSENT.get(name)
    return f"{name}: command not found" + (f" ({reason})" if reason else "")


def console_script(name):
    """The module and the function behind a command that a package brings, or None."""
    for point in importlib.metadata.entry_points(group="console_scripts", name=name):
        return point.module, point.attr
    return None


class Usage(Exception):
    """A command line that cannot be followed: the message, and the exit code."""

    def __init__(self, message, code=2):
        super().__init__(message)
        self.code = code


def interpreter_arguments(words):
    """Reads `python`'s own arguments: gives what is to be run, as (kind, what), and the rest. Kinds are `file`, `module`,
    `command`."""
    rest = list(words[1:])
    while rest:
        word = rest.pop(0)
        if word in ("-m", "-c"):
            if not rest:
                raise Usage(f"Argument expected for the {word} option")
            return ("module" if word == "-m" else "command", rest.pop(0)), rest
        if word in ("-V", "--version"):
            return ("command", "import platform; print('Python', platform.python_version())"), []
        if word in ("-W", "-X"):
            rest[:1] = []
        elif word == "-":
            return ("input", None), rest
        elif not word.startswith("-"):
            return ("file", word), rest
    return ("input", None), rest
