"""What an error's message says beyond what the interpreter told: asked by the native half, which words the rest."""

import sys

# The keywords of built-in functions, for which CPython has suggestions.
_BUILTIN = {
    "print": ("sep", "end", "file", "flush"),
    "sorted": ("key", "reverse"),
    "sort": ("key", "reverse"),
    "int": ("base",),
    "max": ("key", "default"),
    "min": ("key", "default"),
    "sum": ("start",),
    "zip": ("strict",),
    "map": ("strict",),
    "round": ("number", "ndigits"),
    "pow": ("base", "exp", "mod"),
    "open": ("file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener"),
    "encode": ("encoding", "errors"),
    "decode": ("encoding", "errors"),
    "split": ("sep", "maxsplit"),
    "rsplit": ("sep", "maxsplit"),
    "splitlines": ("keepends",),
    "compile": ("source", "filename", "mode", "flags", "dont_inherit", "optimize"),
    "str": ("object", "encoding", "errors"),
    "bytes": ("source", "encoding", "errors"),
    "Task": ("coro", "loop", "name", "context", "eager_start"),
    "Future": ("loop",),
}


def hint(kind, words, frame, lasti):
    if kind == "keyword":
        return _keyword(*words, frame, lasti)
    if kind == "class":
        return _class(*words, frame)
    import _arguments

    call = _call(frame, lasti)
    return getattr(_arguments, f"of_{kind}")(*words, _Call(call, frame))


class _Call:
    """A call in a script: its source, what was called, and of which types its arguments are, as far as names tell."""

    def __init__(self, node, frame):
        self.node, self.frame = node, frame

    @property
    def callee(self):
        return _known(self.node.func, self.frame) if self.node is not None else None

    @property
    def name(self):
        """The name by which it is called."""
        func = getattr(self.node, "func", None)
        return getattr(func, "attr", None) or getattr(func, "id", None)

    @property
    def types(self):
        """The type of each argument that is given by its place, or `None`."""
        found = [] if self.node is None else [_known(argument, self.frame, instance=True) for argument in self.node.args]
        return found

    @property
    def keywords(self):
        return {} if self.node is None else {word.arg: _known(word.value, self.frame, instance=True) for word in self.node.keywords}


def _keyword(function, keyword, frame, lasti):
    if function == "__init_subclass__":
        return _subclass(frame)
    callee = _callee(frame, lasti)
    function = "sort" if function == "sorted" and callee in (None, sorted) else function
    message = f"{function}() got an unexpected keyword argument '{keyword}'"
    names = _parameters(callee, function)
    best = names and _closest(keyword, names)
    if best:
        return f"{message}. Did you mean '{best}'?"
    return message


def _parameters(callee, function):
    import types

    if isinstance(callee, type):
        callee = callee.__init__ if function.endswith("__init__") else callee.__new__
    while isinstance(callee, (types.MethodType, staticmethod, classmethod)):
        callee = callee.__func__
    if isinstance(callee, types.FunctionType) and callee.__qualname__ == function:
        code = callee.__code__
        # A parameter that takes positions only is no suggestion.
        return code.co_varnames[code.co_posonlyargcount : code.co_argcount + code.co_kwonlyargcount]
    return _BUILTIN.get(function)


def _subclass(frame):
    """`object.__init_subclass__` names the class that is being made."""
    import linecache
    import re

    line = linecache.getline(frame.f_code.co_filename, frame.f_lineno)
    name = re.match(r"\s*class\s+(\w+)", line)
    if name is None:
        return None
    inside = "" if frame.f_code.co_name == "<module>" else f"{frame.f_code.co_qualname}.<locals>."
    return f"{inside}{name[1]}.__init_subclass__() takes no keyword arguments"


def _callee(frame, lasti):
    """The function that the instruction called."""
    node = _call(frame, lasti)
    return None if node is None else _known(node.func, frame)


def _call(frame, lasti):
    """The call in the source that the instruction is of."""
    import ast
    import itertools
    import linecache

    code = frame.f_code
    place = next(itertools.islice(code.co_positions(), lasti // 2, None), None)
    if place is None or None in place:
        return None
    line, end_line, column, end_column = place
    source = b"\n".join(linecache.getline(code.co_filename, number).rstrip("\n").encode() for number in range(line, end_line + 1))
    source = source[column : len(source) - len(linecache.getline(code.co_filename, end_line).rstrip("\n").encode()) + end_column]
    try:
        node = ast.parse(source.decode().strip(), mode="eval").body
    except SyntaxError:
        return None
    return node if isinstance(node, ast.Call) else None


def _known(node, frame, instance=False):
    """What an expression names, looked up again without calling anything; for an instance, its type. `None` if that
    cannot be told."""
    import ast
    import inspect

    literals = {ast.List: list, ast.ListComp: list, ast.Dict: dict, ast.DictComp: dict, ast.Set: set, ast.SetComp: set, ast.Tuple: tuple, ast.JoinedStr: str}

    def value(node):
        if isinstance(node, ast.Name):
            for names in (frame.f_locals, frame.f_globals, frame.f_builtins):
                if node.id in names:
                    return names[node.id]
        elif isinstance(node, ast.Attribute):
            return inspect.getattr_static(value(node.value), node.attr)
        elif isinstance(node, ast.Constant):
            return node.value
        elif type(node) in literals:
            return literals[type(node)]()
        elif isinstance(node, ast.Call):
            # An instance of what is called, near enough: its methods are the class's.
            made = value(node.func)
            if isinstance(made, type):
                return made
        raise LookupError

    try:
        found = value(node)
    except (LookupError, AttributeError):
        return None
    if not instance:
        return found
    return found if isinstance(node, ast.Call) else type(found)


def _closest(wrong, names):
    import traceback

    best, best_distance = None, None
    for name in names:
        most = (len(name) + len(wrong) + 3) * traceback._MOVE_COST // 6
        if best_distance is not None:
            most = min(most, best_distance - 1)
        distance = traceback._levenshtein_distance(wrong, name, most)
        if distance <= most and (best_distance is None or distance < best_distance):
            best, best_distance = name, distance
    return best


def _class(name, rest, frame):
    """Names a class with its module, as CPython's `%T` does; built-in ones and the script's own have none."""
    found = [kind for kind in _subclasses(object, set()) if kind.__name__ == name]
    here = frame.f_globals.get("__name__")
    found.sort(key=lambda kind: kind.__module__ != here)
    if not found:
        return None
    kind = found[0]
    module = "" if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}."
    return f"'{module}{kind.__qualname__}'{rest}"


def _subclasses(kind, seen):
    for child in type.__subclasses__(kind):
        if child not in seen:
            seen.add(child)
            yield child
            yield from _subclasses(child, seen)
