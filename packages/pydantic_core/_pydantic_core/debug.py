"""How validators and serializers show themselves in the `repr` of the whole: the kind and its settings."""


def _shown(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_shown(item) for item in value) + "]"
    if value is None:
        return "None"
    if hasattr(value, "get_name"):
        return described(value)
    return repr(value)


def described(part):
    """A validator or serializer with what `debug_fields` names of it."""
    kind = type(part).__name__
    short = kind
    for ending in ("Validator", "Serializer"):
        if short.endswith(ending):
            short = short[: -len(ending)]
    fields = part.debug_fields()
    if not fields:
        return f"{short}({kind})"
    inside = ", ".join(f"{name}: {_shown(value)}" for name, value in fields.items())
    return f"{short}({kind} {{ {inside} }})"
