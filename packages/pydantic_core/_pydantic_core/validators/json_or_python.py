"""`json-or-python`: one schema for JSON, another for Python objects."""

from ..build import build_validator, required
from .base import Validator, in_every_form


@in_every_form
class JsonOrPythonValidator(Validator):
    def __init__(self, json, python):
        self.for_json = json
        self.for_python = python
        self.name = f"json-or-python[json={json.get_name()},python={python.get_name()}]"

    @classmethod
    def build(cls, schema, config, definitions):
        json_schema, python_schema = required(schema, "json_schema"), required(schema, "python_schema")
        return cls(
            build_validator(json_schema, config, definitions), build_validator(python_schema, config, definitions)
        )

    def run(self, value, state, form):
        chosen = self.for_python if state.input_type == "python" else self.for_json
        return getattr(chosen, form)(value, state)

    def debug_fields(self):
        return {"json": self.for_json, "python": self.for_python, "name": self.name}
