"""`model` and `model-fields`."""

from ..build import extra_behavior, required, required_class
from ..schema_error import SchemaError
from .any import ANY
from .base import Serializer
from .build import build_serializer
from .fields import MODEL_EXTRA, SIMPLE, FieldsSerializer, build_fields
from .infer import infer_known_json_key
from .state import LAX_CHECK, STRICT_CHECK


class ModelFieldsBuilder:
    """The fields of a model."""

    @classmethod
    def build(cls, schema, config, definitions):
        mode = MODEL_EXTRA if extra_behavior(schema, config, "ignore") == "allow" else SIMPLE
        extra = schema.get("extras_schema")
        if extra is not None:
            if mode != MODEL_EXTRA:
                raise SchemaError("extras_schema can only be used if extra_behavior=allow")
            extra = build_serializer(extra, config, definitions)
        entries = [
            (name, name, {**info, "required": True}) for name, info in required(schema, "fields").items()
        ]
        fields = build_fields(entries, config, definitions)
        return FieldsSerializer(fields, mode, extra, schema, config, definitions)


class ModelSerializer(Serializer):
    retries_laxly = True

    @classmethod
    def build(cls, schema, config, definitions):
        config = schema.get("config")
        self = cls()
        self.cls = required_class(schema)
        self.inner = build_serializer(required(schema, "schema"), config, definitions)
        self.has_extra = extra_behavior(schema, config, "ignore") == "allow"
        self.root_model = bool(schema.get("root_model"))
        self.name = self.cls.__name__
        return self

    def fits(self, value, state):
        if state.check == STRICT_CHECK:
            return type(value) is self.cls
        if state.check == LAX_CHECK or self.root_model:
            return isinstance(value, self.cls)
        return hasattr(value, "__dict__")

    def fields_of(self, model, state):
        """The values of a model's fields, and extra ones beside them where it has any."""
        fields = model.__dict__
        if not isinstance(fields, dict):
            raise TypeError(f"'{type(fields).__name__}' object cannot be converted to 'PyDict'")
        if state.exclude_unset:
            given = model.__pydantic_fields_set__
            fields = {key: value for key, value in fields.items() if key in given}
        return (fields, model.__pydantic_extra__) if self.has_extra else fields

    def run(self, value, state, method):
        if not self.fits(value, state):
            return getattr(Serializer, method)(self, value, state)
        before = state.model, state.field_name
        try:
            if self.root_model:
                inner = self.inner
                if state.serialize_as_any and not inner.is_field_function:
                    inner = ANY
                root = value.root
                state.field_name = "root"
                state.model = value
                return getattr(inner, method)(root, state)
            fields = self.fields_of(value, state)
            state.model = value
            return getattr(self.inner, method)(fields, state)
        finally:
            state.model, state.field_name = before

    def to_python(self, value, state):
        return self.run(value, state, "to_python")

    def to_json(self, value, state):
        return self.run(value, state, "to_json")

    def json_key(self, key, state):
        root_model = self.root_model
        self_fits = self.fits(key, state) if not root_model else (
            isinstance(key, self.cls) if state.check else hasattr(key, "__dict__")
        )
        if self_fits:
            return infer_known_json_key("serializable", key, state)
        return self.other_key(key, state)

    def debug_fields(self):
        return {
            "class": self.cls,
            "serializer": self.inner,
            "has_extra": self.has_extra,
            "root_model": self.root_model,
            "name": self.name,
        }
