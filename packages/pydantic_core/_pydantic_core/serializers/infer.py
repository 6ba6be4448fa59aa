"""Serializing values by what they are, where no schema says it."""

from ..reprs import rust_float, safe_repr
from .binary_text import bytes_text, bytes_to_json_text
from .errors import PydanticSerializationError, UnknownType
from .filter import ANY_FILTER, filtered
from .json_text import any_float_text, quoted
from .kinds import kind_of

_NODE = -1
_INFINITY = float("inf")


def uuid_text(value):
    digits = f"{value.int:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def complex_text(value):
    """A complex number as Python reads it."""
    text = rust_float(value.imag) + "j"
    if value.real != 0.0:
        text = rust_float(value.real) + ("+" if value.imag >= 0.0 else "") + text
    return text


def unknown_text(value):
    """What stands for a value that cannot be serialized, where that is wanted."""
    try:
        return str(value)
    except Exception:
        return f"<Unserializable {type(value).__qualname__} object>"


def dataclass_items(value):
    """The fields of a dataclass that belong to its instances."""
    from dataclasses import _FIELD

    return [
        (name, getattr(value, name))
        for name, field in value.__dataclass_fields__.items()
        if field._field_type is _FIELD
    ]


def inner_state(value, state):
    """The serializer that a value brings along, and the state for it."""
    from ..serializer import SchemaSerializer

    serializer = value.__pydantic_serializer__
    if not isinstance(serializer, SchemaSerializer):
        raise TypeError(f"'{type(serializer).__name__}' object cannot be converted to 'SchemaSerializer'")
    return serializer.serializer, serializer.config


def infer_to_python(value, state):
    """A Python object for a value; of JSON's types where the mode is `json`."""
    kind = kind_of(value)
    if state.is_json:
        quick = _JSON_SCALARS.get(kind)
        if quick is not None:
            return quick(value, state)
    elif kind not in _CONTAINERS:
        if kind != "unknown" or state.fallback is None:
            return value
    return infer_known(kind, value, state)


def infer_known(kind, value, state):
    """As `infer_to_python`, where the kind is known."""
    if kind not in _CONTAINERS and kind != "unknown" and kind != "enum":
        return _JSON_SCALARS[kind](value, state) if state.is_json else value
    try:
        mark = state.enter(value, _NODE)
    except ValueError:
        if state.is_json:
            raise
        return value
    try:
        return _BY_KIND[kind](value, state)
    finally:
        state.leave(mark)


def _float(value, state):
    value = float(value)
    if state.config.inf_nan == "null" and not -_INFINITY < value < _INFINITY:
        return None
    return value


def _temporal(kind):
    def made(value, state):
        from . import temporal

        return temporal.to_jsonable(kind, value, state.config.temporal)

    return made


_JSON_SCALARS = {
    "none": lambda value, state: value,
    "bool": lambda value, state: value,
    "int": lambda value, state: value,
    "str": lambda value, state: value,
    "int_subclass": lambda value, state: int(value),
    "float": _float,
    "float_subclass": _float,
    "decimal": lambda value, state: str(value),
    "str_subclass": lambda value, state: str.__str__(value),
    "bytes": lambda value, state: bytes_text(value, state.config.bytes),
    "bytearray": lambda value, state: bytes_text(value, state.config.bytes),
    "datetime": _temporal("datetime"),
    "date": _temporal("date"),
    "time": _temporal("time"),
    "timedelta": _temporal("timedelta"),
    "via_str": lambda value, state: str(value),
    "uuid": lambda value, state: uuid_text(value),
    "complex": lambda value, state: complex_text(value),
    "pattern": lambda value, state: str(value.pattern),
}


def items_to_python(value, state, length):
    """The items of a sequence, those that the filter takes."""
    include, exclude = state.include, state.exclude
    if include is None and exclude is None:
        return [infer_to_python(item, state) for item in value]
    takes = ANY_FILTER.indices(state, length)
    output = []
    try:
        for index, item in enumerate(value):
            inside = takes(index)
            if inside is not None:
                state.include, state.exclude = inside
                output.append(infer_to_python(item, state))
    finally:
        state.include, state.exclude = include, exclude
    return output


def _sequence(value, state):
    items = items_to_python(value, state, len(value))
    return items if state.is_json or isinstance(value, list) else tuple(items)


def _set(value, state):
    include, exclude = state.include, state.exclude
    state.include = state.exclude = None
    try:
        items = [infer_to_python(item, state) for item in value]
    finally:
        state.include, state.exclude = include, exclude
    if state.is_json:
        return items
    return frozenset(items) if isinstance(value, frozenset) else set(items)


def _pairs(pairs, state):
    include, exclude = state.include, state.exclude
    output = {}
    as_json = state.is_json
    try:
        for key, value in pairs:
            if include is not None or exclude is not None:
                inside = filtered(key, None, include, exclude, None, None)
                if inside is None:
                    continue
                state.include, state.exclude = inside
            output[infer_json_key(key, state) if as_json else key] = infer_to_python(value, state)
    finally:
        state.include, state.exclude = include, exclude
    return output


def with_own_serializer(value, state, method):
    """Calls a method of the serializer that a value brings along, in its own configuration."""
    serializer, config = inner_state(value, state)
    before = state.config
    state.config = config
    try:
        return getattr(serializer, method)(value, state)
    finally:
        state.config = before


def _generator(value, state):
    if state.is_json:
        return items_to_python(value, state, None)
    from .any import ANY
    from .generator import SerializationIterator

    return SerializationIterator(value, ANY, ANY_FILTER, state)


def _unknown(value, state):
    if state.fallback is not None:
        return infer_to_python(state.fallback(value), state)
    if not state.is_json:
        return value
    if state.serialize_unknown:
        return unknown_text(value)
    raise PydanticSerializationError(f"Unable to serialize unknown type: {safe_repr(type(value))}")


_BY_KIND = {
    "list": _sequence,
    "tuple": _sequence,
    "set": _set,
    "frozenset": _set,
    "dict": lambda value, state: _pairs(value.items(), state),
    "dataclass": lambda value, state: _pairs(dataclass_items(value), state),
    "serializable": lambda value, state: with_own_serializer(value, state, "to_python"),
    "generator": _generator,
    "enum": lambda value, state: infer_to_python(value.value, state) if state.is_json else value,
    "unknown": _unknown,
}
_CONTAINERS = frozenset(("list", "tuple", "set", "frozenset", "dict", "dataclass", "serializable", "generator"))


def infer_to_json(value, state):
    """JSON text for a value."""
    return infer_known_to_json(kind_of(value), value, state)


def infer_known_to_json(kind, value, state):
    """As `infer_to_json`, where the kind is known."""
    quick = _TEXTS.get(kind)
    if quick is not None:
        return quick(value, state)
    try:
        mark = state.enter(value, _NODE)
    except ValueError:
        if state.serialize_unknown:
            return '"..."'
        raise
    try:
        return _TEXT_BY_KIND[kind](value, state)
    finally:
        state.leave(mark)


def _temporal_text(kind):
    def made(value, state):
        from . import temporal

        return temporal.to_text(kind, value, state.config.temporal)

    return made


_TEXTS = {
    "none": lambda value, state: "null",
    "bool": lambda value, state: "true" if value else "false",
    "int": lambda value, state: int.__repr__(value),
    "int_subclass": lambda value, state: int.__repr__(value),
    "float": lambda value, state: any_float_text(value, state.config.inf_nan),
    "float_subclass": lambda value, state: any_float_text(float(value), state.config.inf_nan),
    "str": lambda value, state: quoted(value),
    "str_subclass": lambda value, state: quoted(str.__str__(value)),
    "decimal": lambda value, state: quoted(str(value)),
    "bytes": lambda value, state: quoted(bytes_to_json_text(value, state.config.bytes)),
    "bytearray": lambda value, state: quoted(bytes_to_json_text(value, state.config.bytes)),
    "datetime": _temporal_text("datetime"),
    "date": _temporal_text("date"),
    "time": _temporal_text("time"),
    "timedelta": _temporal_text("timedelta"),
    "via_str": lambda value, state: quoted(str(value)),
    "uuid": lambda value, state: quoted(uuid_text(value)),
    "complex": lambda value, state: quoted(complex_text(value)),
    "pattern": lambda value, state: quoted(str(value.pattern)),
}


def items_to_text(value, state, length):
    """The items of a sequence in JSON, those that the filter takes."""
    include, exclude = state.include, state.exclude
    if include is None and exclude is None:
        return "[" + ",".join([infer_to_json(item, state) for item in value]) + "]"
    takes = ANY_FILTER.indices(state, length)
    output = []
    try:
        for index, item in enumerate(value):
            inside = takes(index)
            if inside is not None:
                state.include, state.exclude = inside
                output.append(infer_to_json(item, state))
    finally:
        state.include, state.exclude = include, exclude
    return "[" + ",".join(output) + "]"


def _set_text(value, state):
    include, exclude = state.include, state.exclude
    state.include = state.exclude = None
    try:
        return "[" + ",".join([infer_to_json(item, state) for item in value]) + "]"
    finally:
        state.include, state.exclude = include, exclude


def _pairs_text(pairs, state):
    include, exclude = state.include, state.exclude
    output = []
    try:
        for key, value in pairs:
            if include is not None or exclude is not None:
                inside = filtered(key, None, include, exclude, None, None)
                if inside is None:
                    continue
                state.include, state.exclude = inside
            output.append(quoted(infer_json_key(key, state)) + ":" + infer_to_json(value, state))
    finally:
        state.include, state.exclude = include, exclude
    return "{" + ",".join(output) + "}"


def _unknown_text(value, state):
    if state.fallback is not None:
        return infer_to_json(state.fallback(value), state)
    if state.serialize_unknown:
        return quoted(unknown_text(value))
    raise UnknownType(f"Unable to serialize unknown type: {safe_repr(type(value))}")


_TEXT_BY_KIND = {
    "list": lambda value, state: items_to_text(value, state, len(value)),
    "tuple": lambda value, state: items_to_text(value, state, len(value)),
    "set": _set_text,
    "frozenset": _set_text,
    "dict": lambda value, state: _pairs_text(value.items(), state),
    "dataclass": lambda value, state: _pairs_text(dataclass_items(value), state),
    "serializable": lambda value, state: with_own_serializer(value, state, "to_json"),
    "generator": lambda value, state: items_to_text(value, state, None),
    "enum": lambda value, state: infer_to_json(value.value, state),
    "unknown": _unknown_text,
}


def infer_json_key(key, state):
    """The text of a key of a JSON object."""
    if type(key) is str:
        return key
    return infer_known_json_key(kind_of(key), key, state)


def infer_known_json_key(kind, key, state):
    """As `infer_json_key`, where the kind is known."""
    if kind == "none":
        return "None"
    if kind == "bool":
        return "true" if key else "false"
    if kind in ("int", "int_subclass"):
        return str(key)
    if kind in ("float", "float_subclass"):
        if state.config.inf_nan == "null" and not -_INFINITY < key < _INFINITY:
            return "None"
        return str(key)
    if kind in ("datetime", "date", "time", "timedelta"):
        from . import temporal

        return temporal.to_key(kind, key, state.config.temporal)
    if kind in ("serializable", "dataclass"):
        hash(key)
        return str(key)
    if kind == "enum":
        return infer_json_key(key.value, state)
    if kind == "tuple":
        return ",".join([infer_json_key(item, state) for item in key])
    quick = _JSON_SCALARS.get(kind)
    if quick is not None:
        return quick(key, state)
    if kind != "unknown":
        raise TypeError(f"`{kind}` not valid as object key")
    if state.fallback is not None:
        return infer_json_key(state.fallback(key), state)
    if state.serialize_unknown:
        return unknown_text(key)
    raise PydanticSerializationError(f"Unable to serialize unknown type: {safe_repr(type(key))}")
