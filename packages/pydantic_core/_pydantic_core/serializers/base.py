"""What all serializers have in common."""

from ..state import ABSENT
from .infer import infer_json_key, infer_to_json, infer_to_python


class Serializer:
    """A serializer; without methods of its own it warns, and goes by what the value is."""

    name = ""
    # Whether a union tries once more, less exactly, where nothing fits.
    retries_laxly = False
    # Functions that belong to a field are called whatever the value is.
    is_field_function = False

    def get_name(self):
        """What it is called in warnings."""
        return self.name

    def to_python(self, value, state):
        state.warn_fallback(self.get_name(), value)
        return infer_to_python(value, state)

    def to_json(self, value, state):
        self.mismatch(value, state)
        return infer_to_json(value, state)

    def mismatch(self, value, state):
        """Says that a value is not of the kind that the schema promises, while JSON is written."""
        if value is not None and state.check:
            from .errors import UnexpectedInJson

            raise UnexpectedInJson()
        state.warn_fallback(self.get_name(), value)

    def json_key(self, key, state):
        return self.invalid_key(key, state, self.name)

    def invalid_key(self, key, state, expected):
        """The key of a kind that is no key in JSON."""
        if key is None:
            raise TypeError(f"`{expected}` not valid as object key")
        state.warn_fallback(self.get_name(), key)
        return infer_json_key(key, state)

    def other_key(self, key, state):
        """The key of a value that is not of the kind that the schema promises."""
        state.warn_fallback(self.get_name(), key)
        return infer_json_key(key, state)

    def get_default(self):
        """The default of a schema, or `ABSENT`."""
        return ABSENT

    def debug_fields(self):
        return {}


class PrebuiltSerializer(Serializer):
    """The serializer that a class has already, within the schema of another; its methods are those of the other."""

    def __init__(self, inner):
        self.inner = inner
        self.retries_laxly = inner.retries_laxly
        self.is_field_function = inner.is_field_function
        for method in ("get_name", "to_python", "to_json", "json_key", "get_default"):
            setattr(self, method, getattr(inner, method))

    def debug_fields(self):
        return {"schema_serializer": self.inner}
