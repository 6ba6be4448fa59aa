"""What CPython's built-in functions say of their arguments. Each question is asked with the words of what the interpreter
said, and with the call in the script; the answer is `None` where CPython says the same."""

import builtins

# Those that read all of their arguments by place and by name, and count so.
_BY_NAME = {"replace", "sum", "sort", "set_result", "set_exception", "add_done_callback", "remove_done_callback", "cancel", "set_name"}
# Those that say of themselves what they need.
_OWN_WORDS = {
    ("map", "1"): "map() must have at least two arguments.",
    ("sort", "0"): "sort() takes no positional arguments",
}
# Of the functions that take a string, those that do not say "NAME() argument must be str".
_STRING = {
    "split": "must be str or None, not {}",
    "rsplit": "must be str or None, not {}",
    "partition": "must be str, not {}",
    "rpartition": "must be str, not {}",
    "strip": "strip arg must be None or str",
    "lstrip": "lstrip arg must be None or str",
    "rstrip": "rstrip arg must be None or str",
    "StringIO": "initial_value must be str or None, not {}",
    "write": "string argument expected, got '{}'",
    "format": "format() argument 2 must be str, not {}",
    "fromhex": "bad argument type for built-in operation",
}
_CODECS = {"encode", "decode", "str", "bytes", "bytearray"}
_NUMBERED = {"find", "rfind", "index", "rindex", "count", "replace", "strftime", "strptime"}
_TYPES = (str, list, dict, set, tuple, int, float, bytes, bytearray, frozenset, complex)


def of_count(name, wanted, given, call):
    """Too few arguments, or too many."""
    own = _OWN_WORDS.get((name, wanted))
    if own is not None:
        return own
    if name in ("sorted", "reversed"):
        return None
    if name == "set_name":
        return f"Task.set_name() takes exactly one argument ({given} given)"
    if name in _BY_NAME and wanted != "0":
        number = wanted.rpartition(" ")[2]
        bound = wanted.removesuffix(number) or "exactly "
        # CPython says "positional" where names would have done as well.
        positional = "" if bound == "at most " else "positional "
        return f"{name}() takes {bound}{number} {positional}argument{'' if number == '1' else 's'} ({given} given)"
    if wanted not in ("0", "1"):
        return None
    owner = _owner(name, call)
    if owner is None:
        return None
    if given == wanted:
        return f"unbound method {owner}() needs an argument"
    return f"{owner}() takes {'no arguments' if wanted == '0' else 'exactly one argument'} ({given} given)"


def _owner(name, call):
    """A function's name, with its class if it has one."""
    callee = call.callee
    owner = getattr(callee, "__objclass__", None)
    if owner is not None and callee.__name__ == name:
        return f"{owner.__name__}.{name}"
    if getattr(callee, "__func__", None) is not None:
        owner = getattr(callee.__func__, "__objclass__", None)
        return f"{owner.__name__}.{name}" if owner is not None else None
    function = getattr(builtins, name, None)
    if function is not None and not isinstance(function, type):
        return name
    if isinstance(callee, type(len)):
        return name
    # By the name alone: the first type that has such a method.
    for kind in _TYPES:
        if hasattr(kind, name) and not hasattr(object, name):
            return f"{kind.__name__}.{name}"
    return None


def of_type(wanted, given, call):
    """An argument of a wrong type."""
    name = call.name
    if name is None:
        return None
    if wanted == "int":
        return f"'{given}' object cannot be interpreted as an integer" if name == "enumerate" else None
    if wanted != "str":
        return None
    if name == "print":
        for word in ("sep", "end"):
            kind = call.keywords.get(word)
            if kind is not None and kind.__name__ == given:
                return f"{word} must be None or a string, not {given}"
        return None
    if name == "input":
        number = len(call.types)
        return f"input expected at most 1 argument, got {number}" if number > 1 else None
    if name in _CODECS:
        kinds = [kind and kind.__name__ for kind in call.types]
        second = name in ("encode", "decode") and kinds[:1] != [given] or len(kinds) > 2 and kinds[1] == "str"
        return f"{name}() argument '{'errors' if second else 'encoding'}' must be str, not {given}"
    words = _STRING.get(name)
    if words is not None:
        return words.format(given)
    if name in _NUMBERED:
        kinds = [kind and kind.__name__ for kind in call.types]
        place = kinds.index(given) + 1 if given in kinds else 1
        return f"{name}() argument {place} must be str, not {given}"
    if len(call.types) == 1:
        return f"{name}() argument must be str, not {given}"
    return None


def of_unexpected(given, call):
    """What is neither a string nor bytes nor code."""
    if call.name in ("exec", "eval"):
        return f"{call.name}() arg 1 must be a string, bytes or code object"
    if call.name in ("gmtime", "localtime"):
        return f"'{given}' object cannot be interpreted as an integer"
    return None


def of_reversed(call):
    """Neither a sequence nor something with `__reversed__`."""
    kinds = call.types
    if len(kinds) != 1 or kinds[0] is None:
        return None
    return f"'{kinds[0].__name__}' object is not reversible"


def of_iter(call):
    """`iter` with two arguments, of which the first is no function."""
    if call.name == "iter" and len(call.types) == 2:
        return "iter(v, w): v must be callable"
    return None
