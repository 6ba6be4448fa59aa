"""`typed-dict`: dictionaries with a value of its own kind for each key."""

from ..build import is_strict, required, schema_or_config
from ..debug import Word
from ..errors import Invalid, OmitValue, invalid, invalid_at, place_of
from ..lookup import is_mapping, place_errors
from ..number_text import str_text
from ..schema_error import SchemaError
from ..state import ABSENT
from .base import Validator
from .dict import mapping_items
from .fields import FINDERS, Settings, build_field, extras, invalid_key, string_items
from .with_default import WithDefaultValidator


class TypedDictValidator(Validator):
    @classmethod
    def build(cls, schema, config, definitions):
        # Typed dictionaries take the configuration of their own, never that of what is around them.
        config = schema.get("config")
        self = cls()
        self.strict = is_strict(schema, config)
        total = schema_or_config(schema, config, "total", "typed_dict_total")
        total = True if total is None else total
        self.extra_behavior, self.extras_validator = extras(schema, config, definitions)
        name = schema.get("cls_name")
        if name is None and isinstance(schema.get("cls"), type):
            name = schema["cls"].__name__
        self.name = "typed-dict" if name is None else name
        self.fields = []
        for key, info in required(schema, "fields").items():
            field = build_field(key, info, config, definitions)
            wants = info.get("required")
            field.required = total if wants is None else wants
            inner = field.validator
            if isinstance(inner, WithDefaultValidator):
                if wants and inner.has_default():
                    raise SchemaError(f"Field '{key}': a required field cannot have a default value")
                if field.required and inner.omits_on_error():
                    raise SchemaError(f"Field '{key}': 'on_error = omit' cannot be set for required fields")
            self.fields.append(field)
        self.settings = Settings(config)
        return self

    def py(self, value, state):
        if type(value) is dict:
            return self.run(value, FINDERS["py"], "py", state)
        strict = self.strict if state.strict is None else state.strict
        if isinstance(value, dict) or (not strict and is_mapping(value)):
            return self.run(value, FINDERS["mapping"], "py", state)
        raise invalid("dict_type", value)

    def json(self, value, state):
        if type(value) is not dict:
            raise invalid("dict_type", value)
        return self.run(value, FINDERS["json"], "json", state)

    def strings(self, value, state):
        if not isinstance(value, dict):
            raise invalid("dict_type", value)
        return self.run(value, FINDERS["strings"], "strings", state)

    def key(self, value, state):
        raise invalid("dict_type", value)

    def run(self, source, finder, form, state):
        """A dictionary of the validated values. Raises `Invalid`."""
        behavior = self.extra_behavior if state.extra_behavior is None else state.extra_behavior
        keys = self.settings.keys(self.fields, state)
        by_alias = self.settings.loc_by_alias
        partial = state.allow_partial
        last_key = ABSENT
        if partial:
            for last_key in source.keys():
                pass
        used = None if behavior == "ignore" else set()
        output = {}
        errors = []
        count = 0
        before = state.data, state.has_field_error, state.field_name
        state.data = output
        state.has_field_error = False
        try:
            for field, key in zip(self.fields, keys):
                name = field.name
                try:
                    path, value = finder(source, key)
                except Invalid as failed:
                    if last_key == name:
                        errors.extend(failed.within(name).errors)
                    continue
                if path is not None:
                    if used is not None:
                        used.add(path[0])
                    is_last = path[0] == last_key
                    state.allow_partial = partial if is_last else 0
                    state.field_name = name
                    try:
                        output[name] = getattr(field.validator, form)(value, state)
                        count += 1
                    except Invalid as failed:
                        state.has_field_error = True
                        if not is_last or field.required:
                            place_errors(path, failed.errors, by_alias, name)
                            errors.extend(failed.errors)
                    except OmitValue:
                        state.has_field_error = True
                    continue
                state.field_name = before[2]
                try:
                    value = field.validator.default_value(name, state)
                except Invalid as failed:
                    state.has_field_error = True
                    errors.extend(failed.errors)
                except OmitValue:
                    pass
                else:
                    if value is not ABSENT:
                        output[name] = value
                    elif field.required:
                        errors.append(key.missing("missing", source, by_alias, name))
        finally:
            state.data, state.has_field_error, state.field_name = before
        state.add_fields_set(count)
        if used is not None:
            self.extras(source, form, used, behavior, state, errors, output, partial, last_key)
        if errors:
            raise Invalid(errors)
        return output

    def extras(self, source, form, used, behavior, state, errors, output, partial, last_key):
        """Puts in the values that belong to no field, or the errors that they are."""
        if form == "strings":
            items = string_items(source)
        elif type(source) is dict:
            items = source.items()
        else:
            items = mapping_items(source)
        for key, value in items:
            if not isinstance(key, str):
                errors.append(invalid_key(key))
                continue
            if key in used:
                continue
            if behavior == "forbid":
                errors.append(invalid_at("extra_forbidden", value, place_of(key)))
            elif behavior == "allow":
                if self.extras_validator is not None:
                    is_last = key == last_key
                    state.allow_partial = partial if is_last else 0
                    try:
                        value = getattr(self.extras_validator, form)(value, state)
                    except Invalid as failed:
                        if not is_last:
                            errors.extend(failed.within(place_of(key)).errors)
                        continue
                output[key if type(key) is str else str_text(key)] = value

    def debug_fields(self):
        return {
            "fields": [field.shown("TypedDictField") for field in self.fields],
            "extra_behavior": Word(self.extra_behavior.capitalize()),
        }
