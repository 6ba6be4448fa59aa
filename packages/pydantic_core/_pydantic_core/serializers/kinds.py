"""What kind of value an object is, where no schema says it."""

import datetime
from enum import Enum, EnumMeta
from re import Pattern
from types import GeneratorType, NoneType

_EXACT = {
    NoneType: "none",
    int: "int",
    bool: "bool",
    float: "float",
    str: "str",
    list: "list",
    dict: "dict",
    bytes: "bytes",
    tuple: "tuple",
    set: "set",
    frozenset: "frozenset",
    datetime.datetime: "datetime",
    datetime.date: "date",
    datetime.time: "time",
    datetime.timedelta: "timedelta",
    bytearray: "bytearray",
    complex: "complex",
}
# Classes that are known by their names, so that their modules are not imported for them.
_NAMED = {
    ("decimal", "Decimal"): "decimal",
    ("_pydecimal", "Decimal"): "decimal",
    ("_decimal", "Decimal"): "decimal",
    ("uuid", "UUID"): "uuid",
    ("pathlib", "Path"): "via_str",
    ("pathlib._local", "Path"): "via_str",
    ("ipaddress", "IPv4Address"): "via_str",
    ("ipaddress", "IPv6Address"): "via_str",
    ("ipaddress", "IPv4Network"): "via_str",
    ("ipaddress", "IPv6Network"): "via_str",
    ("pydantic_core._pydantic_core", "Url"): "via_str",
    ("pydantic_core._pydantic_core", "MultiHostUrl"): "via_str",
}
_SUBCLASS = {"int": "int_subclass", "float": "float_subclass", "str": "str_subclass"}


def _of_class(cls):
    found = _EXACT.get(cls)
    if found is None:
        found = _NAMED.get((cls.__module__, cls.__qualname__))
    return found


def kind_of(value):
    """The kind of a value; `unknown` where there is none."""
    cls = type(value)
    found = _EXACT.get(cls)
    if found is not None:
        return found
    found = _NAMED.get((cls.__module__, cls.__qualname__))
    if found is not None and found != "via_str":
        return found
    if not isinstance(value, type):
        if hasattr(value, "__pydantic_serializer__"):
            return "serializable"
        if hasattr(value, "__dataclass_fields__"):
            return "dataclass"
    if type(cls) is EnumMeta:
        return "enum"
    if isinstance(value, GeneratorType) or (hasattr(cls, "__next__") and callable(cls.__next__)):
        return "generator"
    if cls is Pattern:
        return "pattern"
    for base in cls.__mro__:
        found = _of_class(base)
        if found is not None:
            return _SUBCLASS.get(found, found) if base is not cls else found
    if isinstance(value, Enum):
        return "enum"
    return "unknown"


def is_kind(value, cls, name=None):
    """Whether a value is of a class: 2 for the class itself, 1 for a subclass, 0 otherwise."""
    if type(value) is cls:
        return 2
    return 1 if isinstance(value, cls) else 0


def is_named(value, kind):
    """Whether a value is an instance of one of the classes that are known by their names."""
    for base in type(value).__mro__:
        if _NAMED.get((base.__module__, base.__qualname__)) == kind:
            return True
    return False


SHOWN = {
    "list": "list",
    "set": "set",
    "frozenset": "frozenset",
    "dict": "dict",
    "generator": "generator",
}
