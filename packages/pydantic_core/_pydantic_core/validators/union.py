"""`union`: what one of several schemas takes, the best match or the first."""

from ..build import build_validator, required
from ..debug import Word
from ..errors import Invalid
from ..schema_error import SchemaError
from .base import Validator, in_every_form
from .custom_error import custom_error


@in_every_form
class UnionValidator(Validator):
    def __init__(self, choices, mode, error):
        self.choices = choices
        self.smart = mode == "smart"
        self.error = error
        self.name = "union[" + ",".join(choice.get_name() if label is None else label for choice, label in choices) + "]"

    @classmethod
    def build(cls, schema, config, definitions):
        choices = []
        for choice in required(schema, "choices"):
            label = None
            if isinstance(choice, tuple):
                choice, label = choice[0], str(choice[1])
            choices.append((build_validator(choice, config, definitions), label))
        mode = schema.get("mode") or "smart"
        if mode not in ("smart", "left_to_right"):
            raise SchemaError(f"Invalid union mode: `{mode}`, expected `smart` or `left_to_right`")
        if not choices:
            raise SchemaError("One or more union choices required")
        if len(choices) == 1 and schema.get("auto_collapse", True):
            return choices[0][0]
        return cls(choices, mode, custom_error(schema))

    def run(self, value, state, form):
        if not self.smart:
            return self.first(value, state, form)
        exactness, count = state.exactness, state.fields_set_count
        best = best_exactness = best_count = None
        found = False
        failures = []
        try:
            for choice, label in self.choices:
                state.exactness = 2
                state.fields_set_count = None
                try:
                    result = getattr(choice, form)(value, state)
                except Invalid as failed:
                    if not found:
                        failures.append((choice, label, failed))
                    continue
                new_exactness, new_count = state.exactness, state.fields_set_count
                if new_exactness == 2 and new_count is None:
                    return result
                if not found:
                    better = True
                elif best_count is not None and new_count is not None and best_count != new_count:
                    better = best_count < new_count
                else:
                    better = best_exactness < new_exactness
                if better:
                    found = True
                    best, best_exactness, best_count = result, new_exactness, new_count
        finally:
            state.exactness, state.fields_set_count = exactness, count
        if found:
            state.floor(best_exactness)
            if best_count is not None:
                state.add_fields_set(best_count)
            return best
        raise self.failed(failures, value)

    def first(self, value, state, form):
        failures = []
        for choice, label in self.choices:
            try:
                return getattr(choice, form)(value, state)
            except Invalid as failed:
                failures.append((choice, label, failed))
        raise self.failed(failures, value)

    def failed(self, failures, value):
        """The errors of all choices, each under the name of its choice."""
        if self.error is not None:
            return Invalid([self.error.line_error(value)])
        errors = []
        for choice, label, failure in failures:
            errors.extend(failure.within(choice.get_name() if label is None else label).errors)
        return Invalid(errors)

    def debug_fields(self):
        return {"mode": Word("Smart" if self.smart else "LeftToRight"), "choices": [choice for choice, _ in self.choices], "name": self.name}
