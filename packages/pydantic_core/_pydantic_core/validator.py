"""`SchemaValidator`: a core schema, ready to validate."""

from .build import Definitions, build_validator
from .errors import Invalid, OmitValue, UseDefaultValue, invalid
from .frames import hide_frames, without_frames
from .markers import Some
from .state import ABSENT, State, partial_mode
from .validation_error import outward

_SIGNALS = (Invalid, OmitValue, UseDefaultValue)


def _extra(value):
    if value is not None and value not in ("allow", "forbid", "ignore"):
        raise ValueError(f"SchemaError: Invalid extra_behavior: `{value}`")
    return value


class SchemaValidator:
    """Validates Python objects, JSON and strings against a core schema."""

    @without_frames
    def __new__(cls, schema, config=None):
        self = object.__new__(cls)
        if config is not None and not isinstance(config, dict):
            raise TypeError(f"argument 'config': '{type(config).__name__}' object cannot be converted to 'PyDict'")
        definitions = Definitions()
        self.validator = validator = build_validator(schema, config, definitions, base=True)
        self._definitions = definitions.finish()
        self._schema = schema
        self._config = config or None
        config = config or {}
        title = config.get("title")
        self._title = validator.get_name() if title is None else title
        self._hide_input = config.get("hide_input_in_errors") or False
        self._with_cause = config.get("validation_error_cause") or False
        self._cache_strings = config.get("cache_strings", True)
        return self

    def __init__(self, schema, config=None):
        pass

    @property
    def title(self):
        return self._title

    def validate_python(
        self,
        input,
        *,
        strict=None,
        extra=None,
        from_attributes=None,
        context=None,
        self_instance=None,
        allow_partial=False,
        by_alias=None,
        by_name=None,
    ):
        """Validates a Python object. Raises `ValidationError`."""
        state = State(
            "python",
            strict,
            extra if extra is None else _extra(extra),
            from_attributes,
            context,
            self_instance,
            by_alias,
            by_name,
            partial_mode(allow_partial) if allow_partial else 0,
        )
        # As `without_frames` has it, but for one call less: this is what models are validated by.
        try:
            try:
                return self.validator.py(input, state)
            except _SIGNALS as signal:
                error = outward(signal, self._title, "python", self._hide_input, self._with_cause)
            raise error
        except BaseException as failure:
            hide_frames(failure)
            raise

    @without_frames
    def isinstance_python(
        self,
        input,
        *,
        strict=None,
        extra=None,
        from_attributes=None,
        context=None,
        self_instance=None,
        by_alias=None,
        by_name=None,
    ):
        """Whether a Python object is valid."""
        state = State(
            "python", strict, _extra(extra), from_attributes, context, self_instance, by_alias, by_name
        )
        try:
            self.validator.py(input, state)
            return True
        except Invalid:
            return False
        except (OmitValue, UseDefaultValue) as signal:
            error = outward(signal, self._title, "python")
        raise error

    def validate_json(
        self,
        input,
        *,
        strict=None,
        extra=None,
        context=None,
        self_instance=None,
        allow_partial=False,
        by_alias=None,
        by_name=None,
    ):
        """Validates JSON text. Raises `ValidationError`."""
        from .json_parsing import JsonError, json_text, parse_json

        partial = partial_mode(allow_partial) if allow_partial else 0
        state = State("json", strict, _extra(extra), None, context, self_instance, by_alias, by_name, partial)
        try:
            try:
                data = json_text(input)
                if data is None:
                    raise invalid("json_type", input)
                try:
                    value = parse_json(data, True, partial)
                except JsonError as error:
                    raise invalid("json_invalid", input, error=error.described()) from None
                return self.validator.json(value, state)
            except _SIGNALS as signal:
                error = outward(signal, self._title, "json", self._hide_input, self._with_cause)
            raise error
        except BaseException as failure:
            hide_frames(failure)
            raise

    @without_frames
    def validate_strings(
        self, input, *, strict=None, extra=None, context=None, allow_partial=False, by_alias=None, by_name=None
    ):
        """Validates a string, or a dictionary of strings. Raises `ValidationError`."""
        partial = partial_mode(allow_partial) if allow_partial else 0
        state = State("string", strict, _extra(extra), None, context, None, by_alias, by_name, partial)
        try:
            if not isinstance(input, (str, dict)):
                raise invalid("string_type", input)
            return self.validator.strings(input, state)
        except _SIGNALS as signal:
            error = outward(signal, self._title, "string", self._hide_input, self._with_cause)
        raise error

    @without_frames
    def validate_assignment(
        self,
        obj,
        field_name,
        field_value,
        *,
        strict=None,
        extra=None,
        from_attributes=None,
        context=None,
        by_alias=None,
        by_name=None,
    ):
        """Validates a new value of one field of a model, dataclass or typed dictionary. Raises `ValidationError`."""
        state = State("python", strict, _extra(extra), from_attributes, context, None, by_alias, by_name)
        state.field_name = field_name
        try:
            return self.validator.assign(obj, field_name, field_value, state)
        except _SIGNALS as signal:
            error = outward(signal, self._title, "python", self._hide_input, self._with_cause)
        raise error

    @without_frames
    def get_default_value(self, *, strict=None, context=None):
        """The default of the schema in a `Some`, or `None`. Raises `ValidationError`."""
        state = State("python", strict, context=context)
        try:
            value = self.validator.default_value(None, state)
        except _SIGNALS as signal:
            error = outward(signal, self._title, "python", self._hide_input, self._with_cause)
        else:
            return None if value is ABSENT else Some(value)
        raise error

    def __reduce__(self):
        return type(self), (self._schema, self._config)

    def __repr__(self):
        from .debug import described

        cache = {"keys": "'keys'", "none": "False", False: "False"}.get(self._cache_strings, "True")
        inside = ", ".join(
            described(found.value) for found in self._definitions.by_reference.values()
        )
        return (
            f'SchemaValidator(title="{self._title}", validator={described(self.validator)}, '
            f"definitions=[{inside}], cache_strings={cache})"
        )


SchemaValidator.__module__ = "pydantic_core._pydantic_core"
