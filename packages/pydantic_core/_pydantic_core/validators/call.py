"""`call`: calls a function with validated arguments, and validates what it returns."""

from ..build import build_validator, required
from ..errors import Invalid
from .base import Validator, in_every_form


@in_every_form
class CallValidator(Validator):
    @classmethod
    def build(cls, schema, config, definitions):
        self = cls()
        self.arguments = build_validator(required(schema, "arguments_schema"), config, definitions)
        returned = schema.get("return_schema")
        self.returned = None if returned is None else build_validator(returned, config, definitions)
        self.function = required(schema, "function")
        name = schema.get("function_name")
        if name is None:
            name = getattr(self.function, "__name__", None)
            if name is None:
                name = self.function.func.__name__ if hasattr(self.function, "func") else "<unknown>"
        self.name = f"call[{name}]"
        return self

    def run(self, value, state, form):
        arguments = getattr(self.arguments, form)(value, state)
        if isinstance(arguments, tuple) and len(arguments) == 2 and isinstance(arguments[1], dict):
            result = self.function(*arguments[0], **arguments[1])
        elif isinstance(arguments, dict):
            result = self.function(**arguments)
        else:
            raise TypeError("Arguments validator should return a tuple of (args, kwargs) or a dict of kwargs")
        if self.returned is None:
            return result
        try:
            return self.returned.py(result, state)
        except Invalid as failed:
            raise failed.within("return")

    def debug_fields(self):
        return {"function": self.function, "arguments_validator": self.arguments, "name": self.name}
