"""`model-fields`: the fields of a model, from a dictionary, a mapping or the attributes of an object."""

from ..build import build_validator, flag, is_strict, required
from ..errors import Invalid, OmitValue, invalid, invalid_at, place_of
from ..lookup import has_attributes, is_mapping, place_errors
from ..number_text import str_text
from ..schema_error import SchemaError
from ..state import ABSENT
from .base import Validator
from .dict import mapping_items
from .fields import FINDERS, Settings, attribute_finder, build_field, extras, invalid_key, string_items


class ModelFieldsValidator(Validator):
    name = "model-fields"

    @classmethod
    def build(cls, schema, config, definitions):
        self = cls()
        self.strict = is_strict(schema, config)
        self.from_attributes = flag(schema, config, "from_attributes")
        self.extra_behavior, self.extras_validator = extras(schema, config, definitions)
        keys_schema = schema.get("extras_keys_schema")
        self.extras_keys_validator = None
        if keys_schema is not None:
            if self.extra_behavior != "allow":
                raise SchemaError("extras_keys_schema can only be used if extra_behavior=allow")
            self.extras_keys_validator = build_validator(keys_schema, config, definitions)
        self.model_name = schema.get("model_name") or "Model"
        self.fields = []
        for name, info in required(schema, "fields").items():
            field = build_field(name, info, config, definitions)
            field.frozen = info.get("frozen") or False
            self.fields.append(field)
        self.settings = Settings(config)
        return self

    def model_type(self, input):
        return invalid("model_type", input, class_name=self.model_name)

    def py(self, value, state):
        state.allow_partial = 0
        if type(value) is dict:
            return self.run(value, value, FINDERS["py"], "py", state)
        strict = self.strict if state.strict is None else state.strict
        from_attributes = self.from_attributes if state.from_attributes is None else state.from_attributes
        if from_attributes:
            if isinstance(value, dict):
                return self.run(value, value, FINDERS["py"], "py", state)
            if not strict and is_mapping(value):
                return self.run(value, value, FINDERS["mapping"], "py", state)
            if has_attributes(value):
                return self.run(value, (value, None), attribute_finder, "py", state)
            if isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], dict):
                if has_attributes(value[0]):
                    return self.run(value, value, attribute_finder, "py", state)
            raise invalid("model_attributes_type", value)
        if isinstance(value, dict) or (not strict and is_mapping(value)):
            return self.run(value, value, FINDERS["mapping"], "py", state)
        raise self.model_type(value)

    def json(self, value, state):
        state.allow_partial = 0
        if type(value) is not dict:
            raise self.model_type(value)
        return self.run(value, value, FINDERS["json"], "json", state)

    def strings(self, value, state):
        state.allow_partial = 0
        if not isinstance(value, dict):
            raise self.model_type(value)
        return self.run(value, value, FINDERS["strings"], "strings", state)

    def key(self, value, state):
        raise self.model_type(value)

    def run(self, input, source, finder, form, state):
        """The values of the fields, extra values (or `None`), and which were given. Raises `Invalid`."""
        behavior = self.extra_behavior if state.extra_behavior is None else state.extra_behavior
        keys = self.settings.keys(self.fields, state)
        by_alias = self.settings.loc_by_alias
        from_object = finder is attribute_finder
        used = None if behavior == "ignore" or from_object else set()
        output = {}
        errors = []
        given = []
        quick = source.get if type(source) is dict and form != "strings" else None
        before = state.data, state.has_field_error, state.field_name
        state.data = output
        state.has_field_error = False
        try:
            for field, key in zip(self.fields, keys):
                name = field.name
                simple = key.simple
                if simple is not None and quick is not None:
                    path = None
                    value = quick(simple, ABSENT)
                else:
                    try:
                        path, value = finder(source, key)
                    except Invalid as failed:
                        errors.extend(failed.within(name).errors)
                        continue
                state.field_name = name
                if value is not ABSENT:
                    if used is not None:
                        used.add(simple if path is None else path[0])
                    try:
                        output[name] = getattr(field.validator, form)(value, state)
                        given.append(name)
                    except Invalid as failed:
                        state.has_field_error = True
                        place_errors(path or (simple,), failed.errors, by_alias, name)
                        errors.extend(failed.errors)
                    except OmitValue:
                        state.has_field_error = True
                    continue
                try:
                    value = field.validator.default_value(name, state)
                except Invalid as failed:
                    state.has_field_error = True
                    errors.extend(failed.errors)
                except OmitValue:
                    pass
                else:
                    if value is ABSENT:
                        errors.append(key.missing("missing", input, by_alias, name))
                    else:
                        output[name] = value
        finally:
            state.data, state.has_field_error, state.field_name = before
        count = len(given)
        extra = None
        if used is not None:
            extra = self.extras(source, form, used, behavior, state, errors, given)
        if errors:
            raise Invalid(errors)
        state.add_fields_set(count)
        if behavior == "allow":
            if extra is None:
                extra = {}
        else:
            extra = None
        return output, extra, set(given)

    def extras(self, source, form, used, behavior, state, errors, given):
        """The values that belong to no field."""
        if form == "strings":
            items = string_items(source)
        elif type(source) is dict:
            items = source.items()
        elif isinstance(source, dict) and form == "py" and self.from_attributes:
            items = dict.items(source)
        else:
            items = mapping_items(source)
        found = {}
        for key, value in items:
            if not isinstance(key, str):
                errors.append(invalid_key(key))
                continue
            if key in used:
                continue
            if behavior == "forbid":
                errors.append(invalid_at("extra_forbidden", value, place_of(key)))
            elif behavior == "allow":
                output_key = key if type(key) is str else str_text(key)
                try:
                    if self.extras_keys_validator is not None:
                        validate = getattr(self.extras_keys_validator, "key" if form == "json" else form)
                        output_key = validate(key, state)
                        if not isinstance(output_key, str):
                            raise TypeError(f"'{type(output_key).__name__}' object cannot be converted to 'PyString'")
                    if self.extras_validator is not None:
                        value = getattr(self.extras_validator, form)(value, state)
                except Invalid as failed:
                    errors.extend(failed.within(place_of(key)).errors)
                    continue
                found[output_key] = value
                given.append(output_key)
        return found

    def assign(self, model, field_name, value, state):
        """Validates one field anew; `model` is the dictionary of all of them."""
        if not isinstance(model, dict):
            raise TypeError(f"'{type(model).__name__}' object cannot be converted to 'PyDict'")
        behavior = self.extra_behavior if state.extra_behavior is None else state.extra_behavior
        data = dict(model)
        data.pop(field_name, None)
        before = state.data, state.field_name
        state.data = data
        try:
            for field in self.fields:
                if field.name == field_name:
                    if field.frozen:
                        raise Invalid([invalid_at("frozen_field", value, field_name)])
                    state.field_name = field_name
                    model[field_name] = self.assigned(field.validator, field_name, value, state)
                    break
            else:
                if behavior != "allow":
                    fields = {"attribute": field_name}
                    raise Invalid([invalid_at("no_such_attribute", value, field_name, fields)])
                if self.extras_validator is not None:
                    value = self.assigned(self.extras_validator, field_name, value, state)
                model[field_name] = value
        finally:
            state.data, state.field_name = before
        extra = None
        if behavior == "allow":
            names = {field.name for field in self.fields}
            extra = {key: item for key, item in model.items() if key not in names}
            ordered = {field.name: model[field.name] for field in self.fields if field.name in model}
            model.clear()
            model.update(ordered)
        return model, extra, {field_name}

    def assigned(self, validator, field_name, value, state):
        try:
            return validator.py(value, state)
        except Invalid as failed:
            raise failed.within(field_name)

    def debug_fields(self):
        return {"model_name": self.model_name, "fields": [field.shown("Field") for field in self.fields]}


