"""`model`: instances of a model class, made of validated fields."""

from ..build import build_validator, required, required_class, schema_or_config
from ..debug import Word
from ..errors import Invalid, converted, invalid, invalid_at
from ..schema_error import SchemaError
from ..undefined import PydanticUndefined
from .base import Validator

set_attribute = object.__setattr__
_REVALIDATION = {"always": "Always", "never": "Never", "subclass-instances": "SubclassInstances"}


def revalidation(schema, config):
    """When instances are validated again: `always`, `never` or `subclass-instances`. Raises `SchemaError`."""
    found = schema_or_config(schema, config, "revalidate_instances") or "never"
    if found not in ("always", "never", "subclass-instances"):
        raise SchemaError(f"Invalid revalidate_instances value: {found}")
    return found


class ModelValidator(Validator):
    @classmethod
    def build(cls, schema, config, definitions):
        # Models take the configuration of their own, never that of what is around them.
        config = schema.get("config")
        self = cls()
        self.cls = required_class(schema)
        self.generic_origin = schema.get("generic_origin")
        self.inner = build_validator(required(schema, "schema"), config, definitions)
        self.revalidate = revalidation(schema, config)
        self.post_init = schema.get("post_init")
        self.frozen = schema.get("frozen") or False
        self.custom_init = schema.get("custom_init") or False
        self.root_model = schema.get("root_model") or False
        self.name = self.cls.__name__
        return self

    def py(self, value, state):
        if state.self_instance is not None:
            return self.initialize(state.self_instance, value, state, "py")
        again = False
        if not isinstance(value, self.cls):
            if self.generic_origin is None or not isinstance(value, self.generic_origin):
                if state.exactness == 2:
                    state.exactness = 1
                return self.construct(value, None, state, "py")
            again = True
        if not again and self.revalidate != "always":
            if self.revalidate == "never" or type(value) is self.cls:
                return value
        given = value.__pydantic_fields_set__
        if self.root_model:
            return self.construct(value.root, given, state, "py")
        fields = value.__dict__
        extra = value.__pydantic_extra__
        if extra is not None:
            fields = dict(fields)
            fields.update(extra)
        return self.construct(fields, given, state, "py")

    def json(self, value, state):
        if state.self_instance is not None:
            return self.initialize(state.self_instance, value, state, "json")
        if state.exactness == 2:
            state.exactness = 1
        return self.construct(value, None, state, "json")

    def strings(self, value, state):
        if state.self_instance is not None:
            return self.initialize(state.self_instance, value, state, "strings")
        if state.exactness == 2:
            state.exactness = 1
        return self.construct(value, None, state, "strings")

    def root(self, value, state, form):
        """The root of a root model, and the fields that count as given."""
        before = state.field_name
        state.field_name = "root"
        try:
            output = getattr(self.inner, form)(value, state)
        finally:
            state.field_name = before
        return output, set() if value is PydanticUndefined and form == "py" else {"root"}

    def initialize(self, instance, value, state, form):
        """Validates, and fills an instance that is being made by `__init__`."""
        state.self_instance = None
        try:
            if self.root_model:
                output, given = self.root(value, state, form)
                set_attribute(instance, "__pydantic_fields_set__", given)
                set_attribute(instance, "root", output)
            else:
                fields, extra, given = getattr(self.inner, form)(value, state)
                self.fill(instance, fields, extra, given)
        finally:
            state.self_instance = instance
        return self.initialized(instance, value, state)

    def fill(self, instance, fields, extra, given):
        set_attribute(instance, "__dict__", fields)
        set_attribute(instance, "__pydantic_extra__", extra)
        set_attribute(instance, "__pydantic_private__", None)
        set_attribute(instance, "__pydantic_fields_set__", given)

    def construct(self, value, given, state, form):
        """Validates, and makes a new instance."""
        if self.custom_init and isinstance(value, dict) and form in ("py", "json"):
            try:
                return self.cls(**value)
            except Exception as error:
                failure = converted(error, value)
                if failure is error:
                    raise
            raise failure
        cls = self.cls
        if self.root_model:
            output, root_given = self.root(value, state, form)
            instance = cls.__new__(cls)
            set_attribute(instance, "__pydantic_fields_set__", root_given)
            set_attribute(instance, "root", output)
        else:
            fields, extra, fresh = getattr(self.inner, form)(value, state)
            instance = cls.__new__(cls)
            set_attribute(instance, "__dict__", fields)
            set_attribute(instance, "__pydantic_extra__", extra)
            set_attribute(instance, "__pydantic_private__", None)
            set_attribute(instance, "__pydantic_fields_set__", fresh if given is None else given)
        return self.initialized(instance, value, state)

    def initialized(self, instance, value, state):
        """Calls what is to be called after the fields are set."""
        if self.post_init is not None:
            try:
                getattr(instance, self.post_init)(state.context)
            except Exception as error:
                failure = converted(error, value)
                if failure is error:
                    raise
            else:
                return instance
            raise failure
        return instance

    def assign(self, model, field_name, value, state):
        if self.frozen:
            raise invalid("frozen_instance", value)
        if self.root_model:
            if field_name != "root":
                raise Invalid([invalid_at("no_such_attribute", value, field_name, {"attribute": field_name})])
            output, _ = self.root(value, state, "py")
            set_attribute(model, "root", output)
            return model
        fields = dict(model.__dict__)
        extra = model.__pydantic_extra__
        if isinstance(extra, dict):
            fields.update(extra)
        fields[field_name] = value
        fields, extra, given = self.inner.assign(fields, field_name, value, state)
        known = getattr(model, "__pydantic_fields_set__", None)
        if known is not None:
            known.update(given)
        set_attribute(model, "__dict__", fields)
        set_attribute(model, "__pydantic_extra__", extra)
        return model

    def debug_fields(self):
        return {
            "revalidate": Word(_REVALIDATION[self.revalidate]),
            "validator": self.inner,
            "class": self.cls,
            "frozen": self.frozen,
            "custom_init": self.custom_init,
            "root_model": self.root_model,
            "name": self.name,
        }
