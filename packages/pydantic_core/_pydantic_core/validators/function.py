"""`function-before`, `function-after` and `function-plain`: functions of the user around, or instead of, a validator."""

from ..build import build_validator, required
from ..errors import converted
from ..reprs import function_name, safe_repr
from .base import Validator, in_every_form


class ValidationInfo:
    """What a function learns of the validation that calls it."""

    __slots__ = ("config", "context", "data", "field_name", "mode")

    def __init__(self, config, context, data, field_name, mode):
        self.config = config
        self.context = context
        self.data = data
        self.field_name = field_name
        self.mode = mode

    def __repr__(self):
        return (
            f"ValidationInfo(config={self.config!r}, context={safe_repr(self.context)}, data={safe_repr(self.data)}, "
            f"field_name={safe_repr(self.field_name)})"
        )


ValidationInfo.__module__ = "pydantic_core._pydantic_core"


class UserFunction:
    """The function of a schema, and what it is given."""

    __slots__ = ("function", "field_name", "with_info", "config", "name")

    def __init__(self, schema, config):
        entry = required(schema, "function")
        self.function = required(entry, "function")
        self.with_info = required(entry, "type") == "with-info"
        self.field_name = entry.get("field_name")
        self.config = config
        self.name = function_name(self.function)

    def info(self, state):
        field_name = state.field_name
        if field_name is None:
            field_name = self.field_name
        return ValidationInfo(self.config, state.context, state.data, field_name, state.input_type)

    def call(self, value, state, input):
        """Calls the function with a value. What it raises about the input becomes an error of `input`."""
        try:
            if self.with_info:
                return self.function(value, self.info(state))
            return self.function(value)
        except Exception as error:
            failure = converted(error, input)
            if failure is error:
                raise
        raise failure

    def call_around(self, value, handler, state):
        """Calls the function with a value and the validator that it is wrapped around."""
        try:
            if self.with_info:
                return self.function(value, handler, self.info(state))
            return self.function(value, handler)
        except Exception as error:
            failure = converted(error, value)
            if failure is error:
                raise
        raise failure


class _FunctionValidator(Validator):
    prefix = ""

    def __init__(self, inner, function):
        self.inner = inner
        self.function = function
        self.name = f"{self.prefix}[{function.name}(), {inner.get_name()}]"

    @classmethod
    def build(cls, schema, config, definitions):
        inner = build_validator(required(schema, "schema"), config, definitions)
        return cls(inner, UserFunction(schema, config))

    def debug_fields(self):
        return {"validator": self.inner, "func": self.function.function, "name": self.name}


@in_every_form
class FunctionBeforeValidator(_FunctionValidator):
    prefix = "function-before"

    def run(self, value, state, form):
        return self.inner.py(self.function.call(value, state, value), state)

    def assign(self, model, field_name, value, state):
        return self.inner.assign(self.function.call(model, state, model), field_name, value, state)


@in_every_form
class FunctionAfterValidator(_FunctionValidator):
    prefix = "function-after"
    rebuilt_in_place = True

    def run(self, value, state, form):
        return self.function.call(getattr(self.inner, form)(value, state), state, value)

    def assign(self, model, field_name, value, state):
        return self.function.call(self.inner.assign(model, field_name, value, state), state, model)


class FunctionPlainValidator(Validator):
    def __init__(self, function):
        self.function = function
        self.name = f"function-plain[{function.name}()]"

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(UserFunction(schema, config))

    def py(self, value, state):
        return self.function.call(value, state, value)

    def debug_fields(self):
        return {"func": self.function.function, "name": self.name}
