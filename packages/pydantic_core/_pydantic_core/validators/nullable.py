"""`nullable`: `None`, or what another schema takes."""

from ..build import build_validator, required
from .base import Validator


class NullableValidator(Validator):
    def __init__(self, inner):
        self.inner = inner
        self.name = f"nullable[{inner.get_name()}]"

    @classmethod
    def build(cls, schema, config, definitions):
        return cls(build_validator(required(schema, "schema"), config, definitions))

    def py(self, value, state):
        return None if value is None else self.inner.py(value, state)

    def json(self, value, state):
        return None if value is None else self.inner.json(value, state)

    def strings(self, value, state):
        return self.inner.strings(value, state)

    def key(self, value, state):
        return self.inner.key(value, state)

    def debug_fields(self):
        return {"validator": self.inner, "name": self.name}
