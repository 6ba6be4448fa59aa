"""`is-instance` and `is-subclass`: Python objects of a class, and subclasses of one."""

from ..build import required, required_class
from ..errors import invalid
from ..schema_error import SchemaError
from .base import Validator


def class_repr(schema, cls):
    """How the class is called in messages."""
    found = schema.get("cls_repr")
    if found is not None:
        return found
    return cls.__qualname__ if isinstance(cls, type) else repr(cls)


class IsInstanceValidator(Validator):
    def __init__(self, cls, shown):
        self.cls = cls
        self.class_repr = shown
        self.name = f"is-instance[{shown}]"

    @classmethod
    def build(cls, schema, config, definitions):
        wanted = required(schema, "cls")
        try:
            isinstance("cls", wanted)
        except Exception:
            raise SchemaError("'cls' must be valid as the first argument to 'isinstance'") from None
        return cls(wanted, class_repr(schema, wanted))

    def py(self, value, state):
        if isinstance(value, self.cls):
            return value
        raise invalid("is_instance_of", value, **{"class": self.class_repr})

    def json(self, value, state):
        raise invalid("needs_python_object", value, method_name="isinstance")

    def debug_fields(self):
        return {"class_repr": self.class_repr, "name": self.name}


class IsSubclassValidator(Validator):
    def __init__(self, cls, shown):
        self.cls = cls
        self.class_repr = shown
        self.name = f"is-subclass[{shown}]"

    @classmethod
    def build(cls, schema, config, definitions):
        wanted = required_class(schema)
        return cls(wanted, class_repr(schema, wanted))

    def py(self, value, state):
        if isinstance(value, type) and issubclass(value, self.cls):
            return value
        raise invalid("is_subclass_of", value, **{"class": self.class_repr})

    def json(self, value, state):
        raise invalid("needs_python_object", value, method_name="issubclass")

    def debug_fields(self):
        return {"class_repr": self.class_repr, "name": self.name}
