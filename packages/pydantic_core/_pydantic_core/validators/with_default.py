"""`default`: a value where none was given, or where the one given is wrong."""

from ..build import build_validator, flag, required
from ..debug import Some, Word
from ..errors import Invalid, LineError, OmitValue, UseDefaultValue
from ..schema_error import SchemaError
from ..state import ABSENT
from ..undefined import PydanticUndefined
from .base import Validator


class Default:
    """The default of a schema: a value, what a function returns, or nothing."""

    __slots__ = ("value", "factory", "takes_data")

    def __init__(self, schema):
        self.value = schema.get("default", ABSENT)
        self.factory = schema.get("default_factory")
        if self.value is not ABSENT and self.factory is not None:
            raise SchemaError("'default' and 'default_factory' cannot be used together")
        self.takes_data = self.factory is not None and bool(schema.get("default_factory_takes_data"))

    def exists(self):
        return self.value is not ABSENT or self.factory is not None

    def get(self, data):
        """The default, given the fields that are validated already; `ABSENT` where there is none."""
        if self.factory is None:
            return self.value
        if self.takes_data:
            return self.factory({} if data is None else data)
        return self.factory()


class WithDefaultValidator(Validator):
    def __init__(self, inner, default, on_error, validate_default):
        self.inner = inner
        self.default = default
        self.on_error = on_error
        self.validate_default = validate_default
        self.name = f"default[{inner.get_name()}]"
        self.copies = False
        if default.value is not ABSENT:
            try:
                hash(default.value)
            except Exception:
                self.copies = True

    @classmethod
    def build(cls, schema, config, definitions):
        default = Default(schema)
        on_error = schema.get("on_error") or "raise"
        if on_error == "default" and not default.exists():
            raise SchemaError("'on_error = default' requires a `default` or `default_factory`")
        inner = build_validator(required(schema, "schema"), config, definitions)
        return cls(inner, default, on_error, flag(schema, config, "validate_default"))

    def has_default(self):
        return self.default.exists()

    def omits_on_error(self):
        return self.on_error == "omit"

    def py(self, value, state):
        if value is PydanticUndefined:
            return self.default_value(None, state)
        try:
            return self.inner.py(value, state)
        except (Invalid, UseDefaultValue, OmitValue) as failed:
            return self.failed(failed, state)

    def json(self, value, state):
        try:
            return self.inner.json(value, state)
        except (Invalid, UseDefaultValue, OmitValue) as failed:
            return self.failed(failed, state)

    def strings(self, value, state):
        try:
            return self.inner.strings(value, state)
        except (Invalid, UseDefaultValue, OmitValue) as failed:
            return self.failed(failed, state)

    def key(self, value, state):
        try:
            return self.inner.key(value, state)
        except (Invalid, UseDefaultValue, OmitValue) as failed:
            return self.failed(failed, state)

    def failed(self, failed, state):
        """What comes of an input that the inner validator rejected."""
        if isinstance(failed, UseDefaultValue) or self.on_error == "default":
            value = self.default_value(None, state)
            if value is ABSENT:
                raise failed
            return value
        if self.on_error == "omit":
            raise OmitValue()
        raise failed

    def default_value(self, place, state):
        if self.default.takes_data and state.has_field_error:
            error = Invalid([LineError("default_factory_not_called", PydanticUndefined)])
            raise error if place is None else error.within(place)
        value = self.default.get(state.data)
        if value is ABSENT:
            return value
        if self.copies:
            from copy import deepcopy

            value = deepcopy(value)
        if self.validate_default:
            try:
                return self.py(value, state)
            except Invalid as failed:
                if place is not None:
                    failed.within(place)
                raise
        return value

    def debug_fields(self):
        value = self.default.value
        return {
            "default": None if value is ABSENT else Some(value),
            "on_error": Word(self.on_error.capitalize()),
            "validator": self.inner,
        }
