"""`SchemaSerializer`: a core schema, ready to serialize; and serializing without a schema."""

from .build import Definitions
from .frames import hide_frames, without_frames
from .serializers.any import ANY
from .serializers.build import build_serializer
from .serializers.infer import infer_to_python
from .serializers.output import json_bytes
from .serializers.state import (
    SerializationState,
    config_from_arguments,
    config_of,
    warnings_setting,
)


class SchemaSerializer:
    """Serializes Python objects as a core schema says."""

    @without_frames
    def __new__(cls, schema, config=None):
        self = object.__new__(cls)
        definitions = Definitions()
        self.serializer = build_serializer(schema, config, definitions, base=True)
        self._definitions = definitions.finish()
        self.config = config_of(config)
        self._schema = schema
        self._config = config or None
        return self

    def __init__(self, schema, config=None):
        pass

    def to_python(
        self,
        value,
        *,
        mode=None,
        include=None,
        exclude=None,
        by_alias=None,
        exclude_unset=False,
        exclude_defaults=False,
        exclude_none=False,
        exclude_computed_fields=False,
        round_trip=False,
        warnings=True,
        fallback=None,
        serialize_as_any=False,
        context=None,
    ):
        """A Python object; of JSON's types where the mode is `json`."""
        state = SerializationState(
            self.config,
            mode or "python",
            include,
            exclude,
            by_alias,
            exclude_unset,
            exclude_defaults,
            exclude_none,
            exclude_computed_fields,
            round_trip,
            warnings_setting(warnings),
            fallback,
            serialize_as_any,
            context,
        )
        serializer = ANY if serialize_as_any else self.serializer
        try:
            result = serializer.to_python(value, state)
            if state.warnings:
                state.final_check()
            return result
        except BaseException as error:
            hide_frames(error)
            raise

    def to_json(
        self,
        value,
        *,
        indent=None,
        ensure_ascii=False,
        include=None,
        exclude=None,
        by_alias=None,
        exclude_unset=False,
        exclude_defaults=False,
        exclude_none=False,
        exclude_computed_fields=False,
        round_trip=False,
        warnings=True,
        fallback=None,
        serialize_as_any=False,
        context=None,
    ):
        """JSON in UTF-8."""
        state = SerializationState(
            self.config,
            "json",
            include,
            exclude,
            by_alias,
            exclude_unset,
            exclude_defaults,
            exclude_none,
            exclude_computed_fields,
            round_trip,
            warnings_setting(warnings),
            fallback,
            serialize_as_any,
            context,
        )
        try:
            result = json_bytes(value, self.serializer, state, indent, ensure_ascii)
            if state.warnings:
                state.final_check()
            return result
        except BaseException as error:
            hide_frames(error)
            raise

    def __reduce__(self):
        return type(self), (self._schema, self._config)

    def __repr__(self):
        from .debug import described

        inside = ", ".join(described(found.value) for found in self._definitions.by_reference.values())
        return f"SchemaSerializer(serializer={described(self.serializer)}, definitions=[{inside}])"


SchemaSerializer.__module__ = "pydantic_core._pydantic_core"


def _state(options, modes):
    config = config_from_arguments(*modes)
    return SerializationState(config, "json", warnings="none", **options)


@without_frames
def to_json(
    value,
    *,
    indent=None,
    ensure_ascii=False,
    include=None,
    exclude=None,
    by_alias=True,
    exclude_none=False,
    round_trip=False,
    timedelta_mode="iso8601",
    temporal_mode="iso8601",
    bytes_mode="utf8",
    inf_nan_mode="constants",
    serialize_unknown=False,
    fallback=None,
    serialize_as_any=False,
    context=None,
):
    """JSON in UTF-8 of a value, by what it is."""
    options = {
        "include": include,
        "exclude": exclude,
        "by_alias": by_alias,
        "exclude_none": exclude_none,
        "round_trip": round_trip,
        "serialize_unknown": serialize_unknown,
        "fallback": fallback,
        "serialize_as_any": serialize_as_any,
        "context": context,
    }
    state = _state(options, (timedelta_mode, temporal_mode, bytes_mode, inf_nan_mode))
    return json_bytes(value, ANY, state, indent, ensure_ascii)


@without_frames
def to_jsonable_python(
    value,
    *,
    include=None,
    exclude=None,
    by_alias=True,
    exclude_none=False,
    round_trip=False,
    timedelta_mode="iso8601",
    temporal_mode="iso8601",
    bytes_mode="utf8",
    inf_nan_mode="constants",
    serialize_unknown=False,
    fallback=None,
    serialize_as_any=False,
    context=None,
):
    """A Python object of JSON's types of a value, by what it is."""
    options = {
        "include": include,
        "exclude": exclude,
        "by_alias": by_alias,
        "exclude_none": exclude_none,
        "round_trip": round_trip,
        "serialize_unknown": serialize_unknown,
        "fallback": fallback,
        "serialize_as_any": serialize_as_any,
        "context": context,
    }
    state = _state(options, (timedelta_mode, temporal_mode, bytes_mode, inf_nan_mode))
    return infer_to_python(value, state)
