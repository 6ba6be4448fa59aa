"""`function-plain` and `function-wrap` of a schema's `serialization`: functions of the user that serialize."""

from ..build import required
from ..errors import PydanticOmit
from ..reprs import exception_text, function_name
from .any import ANY
from .base import Serializer
from .build import build_serializer
from .errors import PydanticSerializationError, PydanticSerializationUnexpectedValue
from .filter import ANY_FILTER, filtered
from .format import WhenUsed
from .function_info import SerializationInfo
from .infer import infer_json_key, infer_to_json, infer_to_python


class SerializationCallable:
    """The serializer, as a function that it is wrapped in calls it."""

    def __init__(self, serializer, state):
        self._serializer = serializer
        self._state = state.copy()

    def __call__(self, value, index_key=None, /):
        state = self._state.copy()
        if index_key is not None:
            if type(index_key) is int and index_key >= 0:
                takes = ANY_FILTER.indices(state, None)
                inside = (None, None) if takes is None else takes(index_key)
            else:
                inside = filtered(index_key, None, state.include, state.exclude, None, None)
            if inside is None:
                raise PydanticOmit()
            state.include, state.exclude = inside
        result = self._serializer.to_python(value, state)
        state.final_check()
        return result

    def __repr__(self):
        return f"SerializationCallable(serializer={self._serializer.get_name()})"


def _outer(schema):
    """The schema without what it says of serialization."""
    return {key: value for key, value in schema.items() if key not in ("serialization", "ref")}


class _FunctionSerializer(Serializer):
    prefix = ""

    def read(self, settings, config, definitions):
        """Reads what both kinds of functions have."""
        self.function = required(settings, "function")
        self.function_name = function_name(self.function)
        self.is_field_function = bool(settings.get("is_field_serializer"))
        self.with_info = bool(settings.get("info_arg"))
        self.when_used = WhenUsed(settings, "always")
        returned = settings.get("return_schema")
        self.returned = ANY if returned is None else build_serializer(returned, config, definitions)

    def arguments(self, value, state):
        arguments = [value]
        if self.is_field_function:
            if state.model is None:
                raise RuntimeError(
                    f"Function {self.prefix} serializer expected to be run inside the context of a model field but no "
                    "model was found"
                )
            arguments.insert(0, state.model)
        return arguments

    def call(self, value, state):
        arguments = self.arguments(value, state)
        if self.with_info:
            arguments.append(SerializationInfo(state, self.is_field_function))
        return self.function(*arguments)

    def run(self, value, state, method, infer):
        """Serializes what the function gives, or the value where the function is not used."""
        include, exclude = state.include, state.exclude
        try:
            if method == "json_key":
                state.include = state.exclude = None
            if self.when_used.should_use(value, state):
                try:
                    value, serializer = self.call(value, state), self.returned
                except Exception as error:
                    self.failed(error, state)
                    return infer(value, state)
            else:
                serializer = self.inner
            state.include = state.exclude = None
            if state.serialize_as_any:
                serializer = ANY
            return getattr(serializer, method)(value, state)
        finally:
            state.include, state.exclude = include, exclude

    def failed(self, error, state):
        """What an exception of the function means: a warning, or an error. Raises it."""
        if isinstance(error, PydanticSerializationUnexpectedValue):
            if state.check:
                raise error
            state.register(error)
            return
        if isinstance(error, PydanticSerializationError):
            raise PydanticSerializationError(str(error)) from None
        if isinstance(error, RecursionError):
            raise PydanticSerializationError(f"Error calling function `{self.function_name}`: RecursionError")
        message = f"Error calling function `{self.function_name}`: {exception_text(error)}"
        raise PydanticSerializationError(message) from error

    def to_python(self, value, state):
        return self.run(value, state, "to_python", infer_to_python)

    def to_json(self, value, state):
        return self.run(value, state, "to_json", infer_to_json)

    def json_key(self, key, state):
        return self.run(key, state, "json_key", infer_json_key)

    def debug_fields(self):
        return {"func": self.function, "name": self.name, "return_serializer": self.returned}


class FunctionPlainSerializer(_FunctionSerializer):
    prefix = "plain"

    @classmethod
    def build(cls, schema, config, definitions):
        self = cls()
        self.read(required(schema, "serialization"), config, definitions)
        self.inner = None
        if self.when_used.kind != "always":
            self.inner = build_serializer(_outer(schema), config, definitions)
        self.name = f"plain_function[{self.function_name}]"
        return self

    @property
    def retries_laxly(self):
        return self.returned.retries_laxly or (self.inner is not None and self.inner.retries_laxly)


class FunctionWrapSerializer(_FunctionSerializer):
    prefix = "wrap"

    @classmethod
    def build(cls, schema, config, definitions):
        self = cls()
        settings = required(schema, "serialization")
        inner = settings.get("schema")
        self.inner = build_serializer(_outer(schema) if inner is None else inner, config, definitions)
        self.read(settings, config, definitions)
        self.name = f"wrap_function[{self.function_name}, {self.inner.get_name()}]"
        return self

    @property
    def retries_laxly(self):
        return self.returned.retries_laxly or self.inner.retries_laxly

    def arguments(self, value, state):
        arguments = _FunctionSerializer.arguments(self, value, state)
        arguments.append(SerializationCallable(self.inner, state))
        return arguments
