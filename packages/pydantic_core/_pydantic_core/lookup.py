"""Where a field's value is looked for: a key, the first of two keys, or paths into nested values."""

from collections.abc import Mapping

from .debug import Wrapped
from .errors import LineError, Invalid, invalid, invalid_at
from .reprs import exception_words
from .schema_error import SchemaError
from .state import ABSENT
from .undefined import PydanticUndefined


class LookupKey:
    """A key, or several paths that are tried in turn. `simple` is the key where there is nothing else."""

    __slots__ = ("simple", "paths", "plain")

    def __init__(self, paths, plain):
        self.paths = paths
        self.plain = plain
        self.simple = paths[0][0] if len(paths) == 1 and len(paths[0]) == 1 else None

    def __str__(self):
        if self.plain:
            return " | ".join(f"'{path[0]}'" for path in self.paths)
        return " | ".join(
            ".".join(f"'{item}'" if isinstance(item, str) else str(item) for item in path) for path in self.paths
        )

    def debug_fields(self):
        if self.simple is not None:
            return {"Simple": self.simple}
        return {"choices": [Wrapped("PathChoices", list(path)) for path in self.paths]}

    def find(self, source, get, step):
        """The first path that leads to a value, and the value; `(None, ABSENT)` where none does."""
        for path in self.paths:
            value = get(source, path[0])
            if value is ABSENT:
                continue
            for item in path[1:]:
                value = step(value, item)
                if value is ABSENT:
                    break
            else:
                return path, value
        return None, ABSENT

    def missing(self, type, input, by_alias, field_name):
        """The error that says that nothing was found."""
        if not by_alias:
            return invalid_at(type, input, field_name)
        error = LineError(type, input)
        error.loc.extend(reversed(self.paths[0]))
        return error


def place_errors(path, errors, by_alias, field_name):
    """Puts errors where the path found the value."""
    if by_alias:
        outer = path[::-1]
        for error in errors:
            error.loc.extend(outer)
    else:
        for error in errors:
            error.loc.append(field_name)


def _path(items):
    if not isinstance(items, list):
        raise TypeError(f"'{type(items).__name__}' object cannot be converted to 'PyList'")
    if not items:
        raise SchemaError("Each alias path should have at least one element")
    if not isinstance(items[0], str):
        raise TypeError("The first item in an alias path should be a string")
    for item in items[1:]:
        if not isinstance(item, (str, int)):
            raise TypeError("Item in an alias path should be a string or int")
    return tuple(items)


def lookup_key(alias, alternative=None):
    """The `LookupKey` of an alias: a string, a path, or a list of paths; `alternative` is a key tried after it."""
    if isinstance(alias, str):
        paths = [(alias,)]
        plain = True
    else:
        if not isinstance(alias, list):
            raise TypeError(f"'{type(alias).__name__}' object cannot be converted to 'PyList'")
        if not alias:
            raise SchemaError("Lookup paths should have at least one element")
        paths = [_path(alias)] if isinstance(alias[0], str) else [_path(path) for path in alias]
        plain = False
    if alternative is not None:
        paths.append((alternative,))
    return LookupKey(paths, plain)


class FieldKeys:
    """How a field is found by its name, by its alias, or by either."""

    __slots__ = ("by_name", "by_alias", "by_either")

    def __init__(self, alias, name):
        self.by_name = LookupKey([(name,)], True)
        if alias is None:
            self.by_alias = self.by_either = self.by_name
        else:
            self.by_alias = lookup_key(alias)
            self.by_either = lookup_key(alias, name)

    def select(self, by_alias, by_name):
        """The key to use. Raises `SchemaError` where neither alias nor name may be used."""
        if by_alias:
            return self.by_either if by_name else self.by_alias
        if by_name:
            return self.by_name
        raise SchemaError("`validate_by_name` and `validate_by_alias` cannot both be set to `False`.")


def in_dict(source, key):
    return dict.get(source, key, ABSENT)


def in_mapping(source, key):
    value = source.get(key, PydanticUndefined)
    return ABSENT if value is PydanticUndefined else value


def in_attributes(source, key):
    try:
        return getattr(source, key)
    except AttributeError:
        return ABSENT


def into_item(value, item):
    """One step into a Python value by `[]`; never into a string."""
    if isinstance(value, str):
        return ABSENT
    try:
        return value[item]
    except Exception:
        return ABSENT


def into_attribute(value, item):
    if isinstance(item, str) and not isinstance(value, dict):
        return in_attributes(value, item)
    return into_item(value, item)


def into_json(value, item):
    """One step into a JSON value."""
    if isinstance(value, dict):
        return value.get(item, ABSENT) if isinstance(item, str) else ABSENT
    if isinstance(value, list) and not isinstance(item, str):
        try:
            return value[item]
        except IndexError:
            return ABSENT
    return ABSENT


def find_attribute(source, key):
    """Looks a key up in the attributes of `source`, or of the object of a pair `(object, dictionary)`."""
    holder, extra = source
    if extra is not None:
        try:
            path, value = key.find(extra, in_dict, into_item)
            if path is not None:
                return path, value
        except Exception:
            pass
    try:
        return key.find(holder, in_attributes, into_attribute)
    except Exception as error:
        raise Invalid([LineError("get_attribute_error", holder, {"error": exception_words(error)})]) from None


def find_string(source, key):
    """Looks a key up in a dictionary of strings; what is found must be a string or a dictionary."""
    path, value = key.find(source, in_dict, into_item)
    if path is not None and not isinstance(value, (str, dict)):
        raise invalid("string_type", value)
    return path, value


def is_mapping(value):
    """Whether a value counts as a mapping."""
    return isinstance(value, (dict, Mapping))


def has_attributes(value):
    """Whether it makes sense to read fields from the attributes of a value: not of what is built in."""
    return getattr(type(value), "__module__", "builtins") not in ("builtins", "datetime", "collections")


def readable_attributes(value):
    """The attributes that count as fields where extra fields are wanted: public ones that are no methods."""
    from types import FunctionType

    for name in dir(value):
        if name.startswith("_"):
            continue
        try:
            attribute = getattr(value, name)
        except Exception:
            continue
        if not hasattr(attribute, "__self__") and not isinstance(attribute, FunctionType):
            yield name, attribute
