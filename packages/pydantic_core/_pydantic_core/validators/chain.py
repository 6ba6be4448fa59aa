"""`chain`: one validator after another, each taking what the one before it gave."""

from ..build import build_validator, required
from ..schema_error import SchemaError
from .base import Validator, in_every_form


@in_every_form
class ChainValidator(Validator):
    def __init__(self, steps):
        self.steps = steps
        self.name = f"chain[{','.join(step.get_name() for step in steps)}]"

    @classmethod
    def build(cls, schema, config, definitions):
        steps = []
        for step in required(schema, "steps"):
            found = build_validator(step, config, definitions)
            if isinstance(found, ChainValidator):
                steps.extend(found.steps)
            else:
                steps.append(found)
        if not steps:
            raise SchemaError("One or more steps are required for a chain validator")
        return steps[0] if len(steps) == 1 else cls(steps)

    def run(self, value, state, form):
        value = getattr(self.steps[0], form)(value, state)
        for step in self.steps[1:]:
            value = step.py(value, state)
        return value

    def debug_fields(self):
        return {"steps": self.steps, "name": self.name}
