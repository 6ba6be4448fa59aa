"""How validators and serializers show themselves in the `repr` of the whole: the kind and its settings.

The form is the one in which Rust shows structures, a line a field: it is what published tests and tools look into.
"""

_INDENT = "    "


class Word(str):
    """A name that is shown bare."""


class Some:
    """A setting that could have been absent, and is not."""

    def __init__(self, value):
        self.value = value


def optional(value):
    """A setting that may be absent."""
    return None if value is None else Some(value)


class Shape:
    """A structure of a name and fields."""

    def __init__(self, name, fields):
        self.name = name
        self.fields = fields


class Wrapped:
    """A name around one value."""

    def __init__(self, name, value):
        self.name = name
        self.value = value


def shown(value, indent=""):
    """The text of a value; `indent` is that of the line it stands on, `None` where all is in one line."""
    if isinstance(value, Word):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if value is None:
        return "None"
    inner = None if indent is None else indent + _INDENT
    if isinstance(value, (list, tuple)):
        return _lines("[", [shown(item, inner) for item in value], "]", indent)
    if isinstance(value, (set, frozenset)):
        return _lines("{", [shown(item, inner) for item in sorted(value)], "}", indent)
    if isinstance(value, Some):
        return _lines("Some(", [shown(value.value, inner)], ")", indent)
    if isinstance(value, Wrapped):
        return _lines(value.name + "(", [shown(value.value, inner)], ")", indent)
    if isinstance(value, Shape):
        fields = [f"{name}: {shown(field, inner)}" for name, field in value.fields.items()]
        return _lines(value.name + " {", fields, "}", indent)
    if hasattr(value, "debug_fields"):
        return described(value, indent)
    return repr(value)


def _lines(opening, items, closing, indent):
    if not items:
        return opening + closing
    if indent is None:
        space = " " if opening.endswith(" {") else ""
        return f"{opening}{space}{', '.join(items)}{space}{closing}"
    inside = "".join(f"{indent}{_INDENT}{item},\n" for item in items)
    return f"{opening}\n{inside}{indent}{closing}"


def described(part, indent=""):
    """A validator or serializer with what `debug_fields` names of it."""
    kind = type(part).__name__
    short = kind
    for ending in ("Validator", "Serializer"):
        if short.endswith(ending):
            short = short[: -len(ending)]
    fields = part.debug_fields()
    return shown(Wrapped(short, Shape(kind, fields) if fields else Word(kind)), indent)
