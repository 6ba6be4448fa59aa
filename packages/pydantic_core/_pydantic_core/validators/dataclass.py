"""`dataclass`: instances of a dataclass, made of validated fields."""

from ..build import build_validator, is_strict, required, required_class
from ..errors import converted, invalid
from .base import Validator
from .model import revalidation, set_attribute


class DataclassValidator(Validator):
    @classmethod
    def build(cls, schema, config, definitions):
        config = schema.get("config")
        self = cls()
        self.cls = required_class(schema)
        self.generic_origin = schema.get("generic_origin")
        name = schema.get("cls_name")
        self.name = self.cls.__name__ if name is None else name
        self.inner = build_validator(required(schema, "schema"), config, definitions)
        self.post_init = bool(schema.get("post_init"))
        self.fields = list(required(schema, "fields"))
        self.strict = is_strict(schema, config)
        self.revalidate = revalidation(schema, config)
        self.frozen = bool(schema.get("frozen"))
        self.slots = bool(schema.get("slots"))
        return self

    def py(self, value, state):
        if state.self_instance is not None:
            return self.initialize(value, state, "py")
        again = False
        if not isinstance(value, self.cls):
            if self.generic_origin is None or not isinstance(value, self.generic_origin):
                if state.input_type == "python" and (self.strict if state.strict is None else state.strict):
                    raise invalid("dataclass_exact_type", value, class_name=self.name)
                return self.construct(value, state, "py")
            again = True
        if not again and self.revalidate != "always":
            if self.revalidate == "never" or type(value) is self.cls:
                return value
        output = self.inner.py(self.as_dict(value), state)
        instance = self.cls.__new__(self.cls)
        self.fill(instance, output, value)
        return instance

    def json(self, value, state):
        if state.self_instance is not None:
            return self.initialize(value, state, "json")
        return self.construct(value, state, "json")

    def strings(self, value, state):
        if state.self_instance is not None:
            return self.initialize(value, state, "strings")
        return self.construct(value, state, "strings")

    def construct(self, value, state, form):
        output = getattr(self.inner, form)(value, state)
        state.floor(1)
        instance = self.cls.__new__(self.cls)
        self.fill(instance, output, value)
        return instance

    def initialize(self, value, state, form):
        """Validates, and fills an instance that is being made by `__init__`."""
        instance = state.self_instance
        state.self_instance = None
        try:
            output = getattr(self.inner, form)(value, state)
        finally:
            state.self_instance = instance
        self.fill(instance, output, value)
        return instance

    def as_dict(self, instance):
        return {name: getattr(instance, name) for name in self.fields}

    def fill(self, instance, output, input):
        fields, post_init_args = output
        if self.slots:
            for name, value in fields.items():
                set_attribute(instance, name, value)
        else:
            set_attribute(instance, "__dict__", fields)
        if self.post_init:
            try:
                instance.__post_init__(*(post_init_args or ()))
                return
            except Exception as error:
                failure = converted(error, input)
                if failure is error:
                    raise
            raise failure

    def assign(self, model, field_name, value, state):
        if self.frozen:
            raise invalid("frozen_instance", value)
        fields = self.as_dict(model)
        fields[field_name] = value
        fields, _ = self.inner.assign(fields, field_name, value, state)
        if self.slots:
            set_attribute(model, field_name, fields[field_name])
        else:
            set_attribute(model, "__dict__", fields)
        return model

    def debug_fields(self):
        return {"strict": self.strict, "validator": self.inner, "class": self.cls, "name": self.name}
