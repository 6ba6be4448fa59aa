"""What serializers pass on to one another during one serialization."""

from ..schema_error import SchemaError
from ..state import RECURSION_LIMIT
from .errors import PydanticSerializationError, PydanticSerializationUnexpectedValue

# Whether a union asks if a value fits: not at all, exactly, or nearly.
NO_CHECK, STRICT_CHECK, LAX_CHECK = 0, 1, 2
_MODES = {
    "ser_json_timedelta": ("TimedeltaMode", ("iso8601", "float")),
    "ser_json_temporal": ("TemporalMode", ("iso8601", "seconds", "milliseconds")),
    "ser_json_bytes": ("BytesMode", ("utf8", "base64", "hex")),
    "ser_json_inf_nan": ("InfNanMode", ("null", "constants", "strings")),
}


def mode_setting(key, value, default):
    """A mode of a configuration. Raises `SchemaError` for one that does not exist."""
    if value is None:
        return default
    name, allowed = _MODES[key]
    if value not in allowed:
        expected = " or ".join(allowed)
        raise SchemaError(f"Invalid {name} serialization mode: `{value}`, expected {expected} or ")
    return value


class Config:
    """How times, bytes and infinite floats stand in JSON."""

    __slots__ = ("temporal", "bytes", "inf_nan")

    def __init__(self, temporal, bytes_mode, inf_nan):
        self.temporal = temporal
        self.bytes = bytes_mode
        self.inf_nan = inf_nan


def temporal_of(config):
    """The mode of times, which an older setting for durations may give."""
    if config and "ser_json_temporal" in config:
        return mode_setting("ser_json_temporal", config["ser_json_temporal"], "iso8601")
    timedelta = mode_setting("ser_json_timedelta", (config or {}).get("ser_json_timedelta"), "iso8601")
    return "seconds" if timedelta == "float" else "iso8601"


def inf_nan_of(config):
    return mode_setting("ser_json_inf_nan", (config or {}).get("ser_json_inf_nan"), "null")


def config_of(config):
    """The `Config` of a core configuration."""
    bytes_mode = mode_setting("ser_json_bytes", (config or {}).get("ser_json_bytes"), "utf8")
    return Config(temporal_of(config), bytes_mode, inf_nan_of(config))


def config_from_arguments(timedelta_mode, temporal_mode, bytes_mode, inf_nan_mode):
    """The `Config` of arguments of `to_json`."""
    if temporal_mode != "iso8601":
        temporal = mode_setting("ser_json_temporal", temporal_mode, None)
    else:
        timedelta = mode_setting("ser_json_timedelta", timedelta_mode, None)
        temporal = "seconds" if timedelta == "float" else "iso8601"
    bytes_mode = mode_setting("ser_json_bytes", bytes_mode, None)
    return Config(temporal, bytes_mode, mode_setting("ser_json_inf_nan", inf_nan_mode, None))


def default_config():
    return Config("iso8601", "utf8", "constants")


def warnings_setting(value):
    """`warnings` as `none`, `warn` or `error`. Raises `ValueError` or `TypeError`."""
    if value is True:
        return "warn"
    if value is False:
        return "none"
    if isinstance(value, str):
        if value in ("none", "warn", "error"):
            return value
        raise ValueError("Invalid warnings parameter, should be `'none'`, `'warn'`, `'error'` or a `bool`")
    raise TypeError("Invalid warnings parameter, should be `'none'`, `'warn'`, `'error'` or a `bool`")


class SerializationState:
    """The state of one serialization. Who changes a setting for what is inside puts it back after."""

    __slots__ = (
        "mode",
        "is_json",
        "by_alias",
        "exclude_unset",
        "exclude_defaults",
        "exclude_none",
        "exclude_computed_fields",
        "round_trip",
        "serialize_unknown",
        "fallback",
        "serialize_as_any",
        "context",
        "config",
        "warnings_mode",
        "warnings",
        "model",
        "field_name",
        "check",
        "include",
        "exclude",
        "guard",
        "depth",
    )

    def __init__(
        self,
        config,
        mode="python",
        include=None,
        exclude=None,
        by_alias=None,
        exclude_unset=False,
        exclude_defaults=False,
        exclude_none=False,
        exclude_computed_fields=False,
        round_trip=False,
        warnings="warn",
        fallback=None,
        serialize_as_any=False,
        context=None,
        serialize_unknown=False,
    ):
        self.config = config
        self.mode = mode
        self.is_json = mode == "json"
        self.include = include
        self.exclude = exclude
        self.by_alias = by_alias
        self.exclude_unset = exclude_unset
        self.exclude_defaults = exclude_defaults
        self.exclude_none = exclude_none
        self.exclude_computed_fields = exclude_computed_fields
        self.round_trip = round_trip
        self.warnings_mode = warnings
        self.fallback = fallback
        self.serialize_as_any = serialize_as_any
        self.context = context
        self.serialize_unknown = serialize_unknown
        self.warnings = []
        self.model = None
        self.field_name = None
        self.check = NO_CHECK
        self.guard = None
        self.depth = 0

    def copy(self):
        """A state of its own with the same settings, for what is called later."""
        other = SerializationState.__new__(SerializationState)
        for name in SerializationState.__slots__:
            setattr(other, name, getattr(self, name))
        other.warnings = list(self.warnings)
        other.guard = None if self.guard is None else set(self.guard)
        return other

    def enter(self, value, node):
        """Notes that a value is being serialized. Raises `ValueError` where it contains itself, or is too deep."""
        mark = (id(value), node)
        guard = self.guard
        if guard is None:
            guard = self.guard = set()
        if mark in guard:
            raise ValueError("Circular reference detected (id repeated)")
        if self.depth >= RECURSION_LIMIT:
            raise ValueError("Circular reference detected (depth exceeded)")
        guard.add(mark)
        self.depth += 1
        return mark

    def leave(self, mark):
        self.depth -= 1
        self.guard.discard(mark)

    def warn_fallback(self, field_type, value):
        """Says that a value is not of the kind that the schema promises: a warning, or an error where a union asks."""
        if value is None:
            return
        if self.check:
            raise PydanticSerializationUnexpectedValue(None, self.field_name, field_type, value)
        self.register(PydanticSerializationUnexpectedValue(None, self.field_name, field_type, value))

    def register(self, warning):
        if self.warnings_mode != "none":
            self.warnings.append(warning)

    def final_check(self):
        """Gives the warnings out. Raises `PydanticSerializationError` where they are to be errors."""
        if self.warnings and self.warnings_mode != "none":
            message = "Pydantic serializer warnings:\n  " + "\n  ".join(repr(warning) for warning in self.warnings)
            if self.warnings_mode == "error":
                raise PydanticSerializationError(message)
            import warnings

            warnings.warn(message, UserWarning, stacklevel=3)
