"""Commands that need no program: a shell's own, and those of every system that only look at the disk."""

import os
import sys
import time

from .finding import console_script


def _cd(shell, words, write, say):
    target = words[1] if len(words) > 1 else os.environ.get("HOME", "/")
    try:
        os.chdir(target)
    except OSError as error:
        say(f"sh: cd: {target}: {error.strerror}")
        return 1
    return 0


def _pwd(shell, words, write, say):
    write(os.getcwd() + "\n")
    return 0


def _echo(shell, words, write, say):
    words = words[1:]
    ends = "\n"
    if words[:1] == ["-n"]:
        ends = ""
        words = words[1:]
    write(" ".join(words) + ends)
    return 0


def _cat(shell, words, write, say):
    status = 0
    for path in words[1:]:
        try:
            with open(path, encoding="utf-8", errors="replace", newline="") as file:
                write(file.read())
        except OSError as error:
            say(f"cat: {path}: {error.strerror}")
            status = 1
    return status


def _ls(shell, words, write, say):
    options = "".join(word[1:] for word in words[1:] if word.startswith("-"))
    paths = [word for word in words[1:] if not word.startswith("-")] or ["."]
    status = 0
    for path in paths:
        try:
            names = sorted(os.listdir(path)) if os.path.isdir(path) else [path]
            if not os.path.lexists(path):
                os.stat(path)
        except OSError as error:
            say(f"ls: cannot access '{path}': {error.strerror}")
            status = 2
            continue
        shown = [name for name in names if "a" in options or not name.startswith(".") or name == path]
        if len(paths) > 1:
            write(f"{path}:\n")
        if "l" in options:
            for name in shown:
                write(_long(os.path.join(path, name) if os.path.isdir(path) else name, name))
        elif shown:
            write(("\n" if "1" in options else "  ").join(shown) + "\n")
    return status


def _long(path, name):
    import stat

    about = os.lstat(path)
    when = time.strftime("%b %e %H:%M", time.gmtime(about.st_mtime))
    return f"{stat.filemode(about.st_mode)} {about.st_nlink} loopscope loopscope {about.st_size:>7} {when} {name}\n"


def _mkdir(shell, words, write, say):
    parents = "-p" in words
    for path in words[1:]:
        if path.startswith("-"):
            continue
        try:
            os.makedirs(path, exist_ok=True) if parents else os.mkdir(path)
        except OSError as error:
            say(f"mkdir: cannot create directory '{path}': {error.strerror}")
            return 1
    return 0


def _rm(shell, words, write, say):
    options = "".join(word[1:] for word in words[1:] if word.startswith("-"))
    status = 0
    for path in words[1:]:
        if path.startswith("-"):
            continue
        try:
            if os.path.isdir(path) and "r" in options:
                import shutil

                shutil.rmtree(path)
            else:
                os.remove(path)
        except OSError as error:
            if "f" not in options:
                say(f"rm: cannot remove '{path}': {error.strerror}")
                status = 1
    return status


def _sleep(shell, words, write, say):
    units = {"s": 1, "m": 60, "h": 3600}
    seconds = 0.0
    for word in words[1:]:
        unit = units.get(word[-1:])
        try:
            seconds += float(word[:-1]) * unit if unit else float(word)
        except ValueError:
            say(f"sleep: invalid time interval '{word}'")
            return 1
    time.sleep(seconds)
    return 0


def _export(shell, words, write, say):
    for word in words[1:]:
        name, sign, value = word.partition("=")
        if sign:
            os.environ[name] = value
    return 0


def _env(shell, words, write, say):
    for name, value in sorted(os.environ.items()):
        write(f"{name}={value}\n")
    return 0


def _true(shell, words, write, say):
    return 0


def _false(shell, words, write, say):
    return 1


def _which(shell, words, write, say):
    from .finding import PYTHONS

    status = 0
    for name in words[1:]:
        if name in PYTHONS or name in ("curl", "hey"):
            write(f"/usr/bin/{name}\n")
        elif console_script(name):
            write(f"/usr/local/bin/{name}\n")
        elif name not in COMMANDS:
            status = 1
    return status


def _date(shell, words, write, say):
    write(time.strftime("%a %b %e %H:%M:%S UTC %Y\n", time.gmtime()))
    return 0


def _head(shell, words, write, say):
    return _lines(words, write, say, lambda lines, count: lines[:count])


def _tail(shell, words, write, say):
    return _lines(words, write, say, lambda lines, count: lines[-count:])


def _lines(words, write, say, part):
    count, paths = 10, []
    rest = list(words[1:])
    while rest:
        word = rest.pop(0)
        if word == "-n" and rest:
            word = "-" + rest.pop(0)
        if word.startswith("-") and word[1:].isdigit():
            count = int(word[1:])
        else:
            paths.append(word)
    for path in paths:
        try:
            with open(path, encoding="utf-8", errors="replace", newline="") as file:
                write("".join(part(file.readlines(), count)))
        except OSError as error:
            say(f"{words[0]}: cannot open '{path}' for reading: {error.strerror}")
            return 1
    return 0


def _pip(shell, words, write, say):
    """Everything that can be had is there."""
    import importlib.metadata as metadata
    import re

    if words[1:2] == ["list"]:
        found = sorted((each.metadata["Name"], each.version) for each in metadata.distributions())
        width = max(len(name) for name, _ in found)
        write(f"{'Package':<{width}} Version\n{'-' * width} -------\n")
        for name, version in found:
            write(f"{name:<{width}} {version}\n")
        return 0
    if words[1:2] != ["install"]:
        say(f"{words[0]}: only `install` and `list` are here; what can be had is installed")
        return 1
    status = 0
    for word in words[2:]:
        name = re.match(r"[A-Za-z0-9._-]*", word).group()
        if word.startswith("-") or not name:
            continue
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            say(f"ERROR: No matching distribution found for {word}")
            status = 1
        else:
            write(f"Requirement already satisfied: {word} in /usr/local/lib/python3.14/site-packages ({version})\n")
    return status


#: By name: what is called with the shell, the words, where output and where complaints go, and gives the exit code.
COMMANDS = {
    ":": _true, "true": _true, "false": _false, "cat": _cat, "type": _cat, "cd": _cd, "date": _date, "dir": _ls, "echo": _echo,
    "env": _env, "export": _export, "set": _export, "head": _head, "ls": _ls, "mkdir": _mkdir, "pip": _pip, "pip3": _pip,
    "pwd": _pwd, "rm": _rm, "sleep": _sleep, "tail": _tail, "which": _which,
}
