"""`dataclass-args`: the fields of a dataclass, from keyword and positional arguments or a dictionary."""

from ..build import required
from ..errors import Invalid, OmitValue, invalid, invalid_at, place_of
from ..lookup import place_errors
from ..markers import ArgsKwargs
from ..number_text import str_text
from ..schema_error import SchemaError
from ..state import ABSENT
from .base import Validator
from .fields import FINDERS, Settings, build_field, extras, invalid_key, string_items
from .with_default import WithDefaultValidator


class DataclassArgsValidator(Validator):
    @classmethod
    def build(cls, schema, config, definitions):
        self = cls()
        self.extra_behavior, self.extras_validator = extras(schema, config, definitions)
        self.fields = []
        self.positional_count = 0
        for info in required(schema, "fields"):
            name = required(info, "name")
            field = build_field(name, info, config, definitions, "'")
            if isinstance(field.validator, WithDefaultValidator) and field.validator.omits_on_error():
                raise SchemaError(f"Field `{name}`: omit_on_error cannot be used with arguments")
            field.kw_only = info.get("kw_only", True)
            if not field.kw_only:
                self.positional_count += 1
            field.init = info.get("init", True)
            field.init_only = info.get("init_only", False)
            field.frozen = info.get("frozen") or False
            self.fields.append(field)
        self.collects_init_only = bool(schema.get("collect_init_only"))
        self.dataclass_name = required(schema, "dataclass_name")
        self.name = f"dataclass-args[{self.dataclass_name}]"
        self.settings = Settings(config)
        return self

    def py(self, value, state):
        state.allow_partial = 0
        if isinstance(value, dict):
            return self.run(value, None, value, "py", state)
        if isinstance(value, ArgsKwargs):
            return self.run(value, value.args, value.kwargs, "py", state)
        raise invalid("dataclass_type", value, class_name=self.dataclass_name)

    def json(self, value, state):
        state.allow_partial = 0
        if not isinstance(value, dict):
            raise invalid("dataclass_type", value, class_name=self.dataclass_name)
        return self.run(value, None, value, "json", state)

    def strings(self, value, state):
        state.allow_partial = 0
        if not isinstance(value, dict):
            raise invalid("arguments_type", value)
        return self.run(value, None, value, "strings", state)

    def run(self, input, args, kwargs, form, state):
        """A dictionary of the validated fields, and those that only `__post_init__` takes. Raises `Invalid`."""
        output = {}
        init_only = [] if self.collects_init_only else None
        errors = []
        used = set()
        count = 0
        behavior = self.extra_behavior if state.extra_behavior is None else state.extra_behavior
        keys = self.settings.keys(self.fields, state)
        by_alias = self.settings.loc_by_alias
        finder = FINDERS[form]
        before = state.data, state.has_field_error, state.field_name
        state.data = output
        state.has_field_error = False
        try:
            for index, field in enumerate(self.fields):
                name = field.name
                state.field_name = before[2]
                if not field.init:
                    try:
                        result = field.validator.default_value(name, state)
                    except Invalid as failed:
                        errors.extend(failed.errors)
                        continue
                    except OmitValue:
                        continue
                    if result is not ABSENT:
                        count += 1
                        self.put(field, result, output, init_only)
                    continue
                positional = ABSENT
                if args is not None and not field.kw_only and index < len(args):
                    positional = args[index]
                path, keyword = None, ABSENT
                key = keys[index]
                if kwargs is not None:
                    path, keyword = finder(kwargs, key)
                    if path is not None:
                        used.add(path[0])
                state.field_name = name
                if positional is not ABSENT and path is not None:
                    errors.append(invalid_at("multiple_argument_values", keyword, name))
                    continue
                try:
                    if positional is not ABSENT:
                        result = getattr(field.validator, form)(positional, state)
                        count += 1
                    elif path is not None:
                        result = getattr(field.validator, form)(keyword, state)
                        count += 1
                    else:
                        result = field.validator.default_value(name, state)
                        if result is ABSENT:
                            errors.append(key.missing("missing", input, by_alias, name))
                            continue
                except Invalid as failed:
                    state.has_field_error = True
                    if positional is not ABSENT:
                        failed.within(index)
                    elif path is not None:
                        place_errors(path, failed.errors, by_alias, name)
                    errors.extend(failed.errors)
                except OmitValue:
                    if positional is not ABSENT or path is not None:
                        raise
                else:
                    self.put(field, result, output, init_only)
            state.field_name = before[2]
            if args is not None:
                for index in range(self.positional_count, len(args)):
                    errors.append(invalid_at("unexpected_positional_argument", args[index], index))
            if kwargs is not None and len(kwargs) != len(used):
                self.extras(kwargs, form, used, behavior, state, errors, output)
        finally:
            state.data, state.has_field_error, state.field_name = before
        state.add_fields_set(count)
        if errors:
            raise Invalid(errors)
        return output, None if init_only is None else tuple(init_only)

    def put(self, field, value, output, init_only):
        if not field.init_only:
            output[field.name] = value
        elif init_only is not None:
            init_only.append(value)

    def extras(self, kwargs, form, used, behavior, state, errors, output):
        """Puts in the values that belong to no field, or the errors that they are."""
        for key, value in string_items(kwargs) if form == "strings" else kwargs.items():
            if not isinstance(key, str):
                errors.append(invalid_key(key))
            elif key in used:
                continue
            elif behavior == "forbid":
                errors.append(invalid_at("unexpected_keyword_argument", value, place_of(key)))
            elif behavior == "allow":
                if self.extras_validator is not None:
                    try:
                        value = getattr(self.extras_validator, form)(value, state)
                    except Invalid as failed:
                        errors.extend(failed.within(place_of(key)).errors)
                        continue
                output[key if type(key) is str else str_text(key)] = value

    def assign(self, model, field_name, value, state):
        if not isinstance(model, dict):
            raise TypeError(f"'{type(model).__name__}' object cannot be converted to 'PyDict'")
        behavior = self.extra_behavior if state.extra_behavior is None else state.extra_behavior
        for field in self.fields:
            if field.name == field_name:
                break
        else:
            if behavior != "allow":
                raise Invalid([invalid_at("no_such_attribute", value, field_name, {"attribute": field_name})])
            model[field_name] = value
            return model, None
        if field.frozen:
            raise Invalid([invalid_at("frozen_field", value, field_name)])
        data = dict(model)
        data.pop(field_name, None)
        before = state.data, state.field_name
        state.data, state.field_name = data, field_name
        try:
            model[field_name] = field.validator.py(value, state)
        except Invalid as failed:
            raise failed.within(field_name)
        finally:
            state.data, state.field_name = before
        return model, None

    def debug_fields(self):
        return {"fields": [field.shown("Field") for field in self.fields], "dataclass_name": self.dataclass_name}
