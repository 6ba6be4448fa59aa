"""The script that runs."""

#: The name of its file, as tracebacks show it; None until it is known.
file = None
#: It, compiled.
code = None
#: It is over, and nothing can be imported any more.
is_over = False
#: The folder that it and its files lie in.
folder = None


def is_own(path):
    """Whether code of a file is the script's, run or imported."""
    return path == file or folder is not None and path == f"{folder}/{file}"


def name():
    """What it is imported as by its own files, and by servers that are told where the application is."""
    return file.rpartition("/")[2].removesuffix(".py") if file else None


def modules():
    """The modules that the person wrote: the script's, those of its files, and whatever else was imported from the
    disk."""
    import sys

    own = set(_named)
    for module in list(sys.modules.values()):
        path = getattr(module, "__file__", None)
        if isinstance(path, str) and (path == file or folder and path.startswith(folder + "/")):
            own.add(module.__name__)
    return sorted(own - {"__main__", "__mp_main__"})


_named = set()


def named():
    """The modules that the person's files can be imported as."""
    return _named


def lay_out(paths):
    """Notes the modules that files, by their paths in the folder, can be imported as."""
    for path in paths:
        if path.endswith(".py"):
            parts = path.removesuffix(".py").split("/")
            if parts[-1] == "__init__":
                parts.pop()
            _named.update(".".join(parts[: count + 1]) for count in range(len(parts)))
