"""`dataclass` and `dataclass-args`."""

from ..build import extra_behavior, required, required_class
from .base import Serializer
from .build import build_serializer
from .fields import ALLOW, SIMPLE, FieldsSerializer, build_fields
from .infer import infer_known_json_key
from .state import LAX_CHECK, STRICT_CHECK


class DataclassArgsBuilder:
    """The fields of a dataclass."""

    @classmethod
    def build(cls, schema, config, definitions):
        mode = ALLOW if extra_behavior(schema, config, "ignore") == "allow" else SIMPLE
        entries = [
            (required(info, "name"), index, {**info, "required": True})
            for index, info in enumerate(required(schema, "fields"))
            if not info.get("init_only")
        ]
        fields = build_fields(entries, config, definitions)
        return FieldsSerializer(fields, mode, None, schema, config, definitions)


class DataclassSerializer(Serializer):
    retries_laxly = True

    @classmethod
    def build(cls, schema, config, definitions):
        config = schema.get("config")
        self = cls()
        self.cls = required_class(schema)
        self.inner = build_serializer(required(schema, "schema"), config, definitions)
        self.fields = list(required(schema, "fields"))
        self.name = self.cls.__name__
        return self

    def fits(self, value, state):
        if state.check == STRICT_CHECK:
            return type(value) is self.cls
        if state.check == LAX_CHECK:
            return isinstance(value, self.cls)
        return hasattr(value, "__dataclass_fields__")

    def run(self, value, state, method):
        if not self.fits(value, state):
            return getattr(Serializer, method)(self, value, state)
        before = state.model
        state.model = value
        try:
            items = [(name, getattr(value, name)) for name in self.fields]
            inner = self.inner
            if isinstance(inner, FieldsSerializer):
                return inner.object(items, None, state) if method == "to_python" else inner.text(items, None, state)
            return getattr(inner, method)(dict(items), state)
        finally:
            state.model = before

    def to_python(self, value, state):
        return self.run(value, state, "to_python")

    def to_json(self, value, state):
        return self.run(value, state, "to_json")

    def json_key(self, key, state):
        if self.fits(key, state):
            return infer_known_json_key("dataclass", key, state)
        return self.other_key(key, state)

    def debug_fields(self):
        return {"class": self.cls, "serializer": self.inner, "name": self.name}
