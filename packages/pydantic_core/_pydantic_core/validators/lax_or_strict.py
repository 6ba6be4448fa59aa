"""`lax-or-strict`: one schema for lax mode, another for strict mode."""

from ..build import build_validator, is_strict, required
from ..errors import Invalid, OmitValue, UseDefaultValue
from .base import Validator, in_every_form


@in_every_form
class LaxOrStrictValidator(Validator):
    def __init__(self, strict, lax_validator, strict_validator):
        self.strict = strict
        self.lax_validator = lax_validator
        self.strict_validator = strict_validator
        self.name = f"lax-or-strict[lax={lax_validator.get_name()},strict={strict_validator.get_name()}]"

    @classmethod
    def build(cls, schema, config, definitions):
        lax = build_validator(required(schema, "lax_schema"), config, definitions)
        strict = build_validator(required(schema, "strict_schema"), config, definitions)
        return cls(is_strict(schema, config), lax, strict)

    def run(self, value, state, form):
        if self.strict if state.strict is None else state.strict:
            return getattr(self.strict_validator, form)(value, state)
        if state.exactness is not None:
            # A union asks how exact the match is: try the strict schema first.
            try:
                return getattr(self.strict_validator, form)(value, state)
            except (Invalid, OmitValue, UseDefaultValue):
                state.floor(0)
        return getattr(self.lax_validator, form)(value, state)

    def debug_fields(self):
        return {"strict": self.strict, "lax_validator": self.lax_validator, "strict_validator": self.strict_validator}
