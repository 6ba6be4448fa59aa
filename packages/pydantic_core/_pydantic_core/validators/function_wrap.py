"""`function-wrap`: a function of the user that calls the validator itself."""

from ..build import build_validator, required
from ..errors import Invalid, OmitValue, UseDefaultValue, place_of
from ..state import State
from ..validation_error import outward
from .base import Validator, in_every_form
from .function import UserFunction


class InnerValidation:
    """A validator that outlives, or leaves, the validation it belongs to: it carries a state of its own."""

    def __init__(self, title, validator, state, hide_input, with_cause):
        self.title = title
        self.validator = validator
        self.hide_input = hide_input
        self.with_cause = with_cause
        self.settings = (
            state.input_type,
            state.strict,
            state.extra_behavior,
            state.from_attributes,
            state.context,
            state.self_instance,
        )
        self.data = state.data
        self.field_name = state.field_name
        self.guard = None if state.guard is None else set(state.guard)
        self.depth = state.depth
        self.exactness = state.exactness
        self.fields_set_count = state.fields_set_count

    def state(self):
        state = State(*self.settings)
        state.data = self.data
        state.field_name = self.field_name
        state.guard = self.guard
        state.depth = self.depth
        state.exactness = self.exactness
        state.fields_set_count = self.fields_set_count
        return state

    def validate(self, value, outer=None, form="py"):
        """Validates a value. Raises `ValidationError`."""
        state = self.state()
        try:
            return getattr(self.validator, form)(value, state)
        except (Invalid, OmitValue, UseDefaultValue) as signal:
            error = outward(signal, self.title, "python", self.hide_input, self.with_cause, outer)
        finally:
            self.exactness = state.exactness
            self.fields_set_count = state.fields_set_count
        raise error

    def assign(self, model, field_name, value, outer=None):
        """Validates an assignment. Raises `ValidationError`."""
        state = self.state()
        state.field_name = field_name
        try:
            return self.validator.assign(model, field_name, value, state)
        except (Invalid, OmitValue, UseDefaultValue) as signal:
            error = outward(signal, self.title, "python", self.hide_input, self.with_cause, outer)
        finally:
            self.exactness = state.exactness
        raise error


class ValidatorCallable:
    """The validator, as a function that it is wrapped in calls it."""

    def __init__(self, inner):
        self._inner = inner

    def __call__(self, input_value, outer_location=None):
        outer = None if outer_location is None else place_of(outer_location)
        return self._inner.validate(input_value, outer)

    def __repr__(self):
        from ..debug import described

        return f"{type(self).__name__}({described(self._inner.validator)})"


class AssignmentValidatorCallable(ValidatorCallable):
    """The validator, where a field is assigned."""

    def __init__(self, inner, field_name, value):
        self._inner = inner
        self._field_name = field_name
        self._value = value

    def __call__(self, input_value, outer_location=None):
        outer = None if outer_location is None else place_of(outer_location)
        return self._inner.assign(input_value, self._field_name, self._value, outer)


@in_every_form
class FunctionWrapValidator(Validator):
    rebuilt_in_place = True

    def __init__(self, inner, function, config):
        self.inner = inner
        self.function = function
        self.hide_input = bool(config and config.get("hide_input_in_errors"))
        self.with_cause = bool(config and config.get("validation_error_cause"))
        self.name = f"function-wrap[{function.name}()]"

    @classmethod
    def build(cls, schema, config, definitions):
        inner = build_validator(required(schema, "schema"), config, definitions)
        return cls(inner, UserFunction(schema, config), config)

    def run(self, value, state, form):
        inner = InnerValidation("ValidatorCallable", self.inner, state, self.hide_input, self.with_cause)
        try:
            return self.function.call_around(value, ValidatorCallable(inner), state)
        finally:
            state.exactness = inner.exactness
            state.fields_set_count = inner.fields_set_count

    def assign(self, model, field_name, value, state):
        title = "AssignmentValidatorCallable"
        inner = InnerValidation(title, self.inner, state, self.hide_input, self.with_cause)
        handler = AssignmentValidatorCallable(inner, field_name, value)
        return self.function.call_around(model, handler, state)

    def debug_fields(self):
        return {"validator": self.inner, "func": self.function.function, "name": self.name}
