"""`arguments`: positional and keyword arguments of a call."""

from ..build import build_validator, extra_behavior, required
from ..debug import Shape, Word
from ..errors import Invalid, invalid, invalid_at, place_of
from ..lookup import FieldKeys, place_errors
from ..markers import ArgsKwargs
from ..reprs import exception_text
from ..schema_error import SchemaError
from ..state import ABSENT
from .base import Validator
from .fields import FINDERS, Settings, invalid_key
from .with_default import WithDefaultValidator


class Parameter:
    """A parameter of a function."""

    __slots__ = ("name", "mode", "validator", "keys", "has_default")

    def __init__(self, info, config, definitions):
        self.name = required(info, "name")
        self.mode = info.get("mode") or "positional_or_keyword"
        try:
            self.validator = build_validator(required(info, "schema"), config, definitions)
        except KeyError:
            raise
        except Exception as error:
            raise SchemaError(f"Parameter '{self.name}':\n  {exception_text(error)}") from None
        self.has_default = False
        if isinstance(self.validator, WithDefaultValidator):
            if self.validator.omits_on_error():
                raise SchemaError(f"Parameter '{self.name}': omit_on_error cannot be used with arguments")
            self.has_default = self.validator.has_default()
        self.keys = FieldKeys(info.get("alias"), self.name)

    def shown(self):
        """The parameter as the `repr` of its validator shows it."""
        return Shape("Parameter", {"name": self.name, "mode": Word(self.mode), "validator": self.validator})

    @property
    def positional(self):
        return self.mode in ("positional_only", "positional_or_keyword")

    @property
    def keyword(self):
        return self.mode in ("keyword_only", "positional_or_keyword")


class ArgumentsValidator(Validator):
    name = "arguments"

    @classmethod
    def build(cls, schema, config, definitions):
        self = cls()
        self.fields = []
        self.positional_count = 0
        had_default = had_keyword_only = False
        for index, info in enumerate(required(schema, "arguments_schema")):
            parameter = Parameter(info, config, definitions)
            if parameter.positional:
                self.positional_count = index + 1
            if parameter.mode == "keyword_only":
                had_keyword_only = True
            if had_default and not parameter.has_default and not had_keyword_only:
                raise SchemaError(f"Non-default argument '{parameter.name}' follows default argument")
            had_default = had_default or parameter.has_default
            self.fields.append(parameter)
        self.var_kwargs_mode = schema.get("var_kwargs_mode") or "uniform"
        if self.var_kwargs_mode not in ("uniform", "unpacked-typed-dict"):
            raise SchemaError(
                f"Invalid var_kwargs mode: `{self.var_kwargs_mode}`, expected `uniform` or `unpacked-typed-dict`"
            )
        var_kwargs = schema.get("var_kwargs_schema")
        self.var_kwargs = None if var_kwargs is None else build_validator(var_kwargs, config, definitions)
        if self.var_kwargs_mode == "unpacked-typed-dict" and self.var_kwargs is None:
            raise SchemaError(
                "`var_kwargs_schema` must be specified when `var_kwargs_mode` is `'unpacked-typed-dict'`"
            )
        var_args = schema.get("var_args_schema")
        self.var_args = None if var_args is None else build_validator(var_args, config, definitions)
        self.extra = extra_behavior(schema, config, "forbid")
        self.settings = Settings(config, schema)
        return self

    def py(self, value, state):
        state.allow_partial = 0
        if isinstance(value, dict):
            return self.run(value, None, value, "py", state)
        if isinstance(value, ArgsKwargs):
            return self.run(value, value.args, value.kwargs, "py", state)
        if isinstance(value, (tuple, list)):
            return self.run(value, value, None, "py", state)
        raise invalid("arguments_type", value)

    def json(self, value, state):
        state.allow_partial = 0
        if isinstance(value, dict):
            return self.run(value, None, value, "json", state)
        if isinstance(value, list):
            return self.run(value, value, None, "json", state)
        raise invalid("arguments_type", value)

    def strings(self, value, state):
        raise invalid("arguments_type", value)

    key = strings

    def run(self, input, args, kwargs, form, state):
        """A tuple of positional and a dictionary of keyword arguments. Raises `Invalid`."""
        output_args = []
        output_kwargs = {}
        errors = []
        used = set()
        keys = self.settings.keys(self.fields, state)
        by_alias = self.settings.loc_by_alias
        finder = FINDERS[form]
        before = state.field_name
        try:
            for index, parameter in enumerate(self.fields):
                key = keys[index]
                positional = ABSENT
                if args is not None and parameter.positional and index < len(args):
                    positional = args[index]
                path, keyword = None, ABSENT
                if kwargs is not None and parameter.keyword:
                    path, keyword = finder(kwargs, key)
                    if path is not None:
                        used.add(path[0])
                state.field_name = parameter.name
                if positional is not ABSENT and path is not None:
                    errors.append(invalid_at("multiple_argument_values", keyword, parameter.name))
                elif positional is not ABSENT:
                    try:
                        output_args.append(getattr(parameter.validator, form)(positional, state))
                    except Invalid as failed:
                        errors.extend(failed.within(index).errors)
                elif path is not None:
                    try:
                        output_kwargs[parameter.name] = getattr(parameter.validator, form)(keyword, state)
                    except Invalid as failed:
                        place_errors(path, failed.errors, by_alias, parameter.name)
                        errors.extend(failed.errors)
                else:
                    value = parameter.validator.default_value(parameter.name, state)
                    if value is not ABSENT:
                        if parameter.keyword:
                            output_kwargs[parameter.name] = value
                        else:
                            output_args.append(value)
                    elif parameter.keyword:
                        kind = "missing_argument" if parameter.positional else "missing_keyword_only_argument"
                        errors.append(key.missing(kind, input, by_alias, parameter.name))
                    else:
                        errors.append(invalid_at("missing_positional_only_argument", input, index))
        finally:
            state.field_name = before
        if args is not None and len(args) > self.positional_count:
            for index in range(self.positional_count, len(args)):
                if self.var_args is None:
                    errors.append(invalid_at("unexpected_positional_argument", args[index], index))
                    continue
                try:
                    output_args.append(getattr(self.var_args, form)(args[index], state))
                except Invalid as failed:
                    errors.extend(failed.within(index).errors)
        self.rest(kwargs, used, form, state, errors, output_kwargs)
        if errors:
            raise Invalid(errors)
        return tuple(output_args), output_kwargs

    def rest(self, kwargs, used, form, state, errors, output):
        """The keyword arguments that belong to no parameter."""
        remaining = {}
        if kwargs is not None and len(kwargs) > len(used):
            for key, value in kwargs.items():
                if not isinstance(key, str):
                    errors.append(invalid_key(key))
                elif key in used:
                    continue
                elif self.var_kwargs_mode != "uniform":
                    remaining[key] = value
                elif self.var_kwargs is not None:
                    try:
                        output[key] = getattr(self.var_kwargs, form)(value, state)
                    except Invalid as failed:
                        errors.extend(failed.within(place_of(key)).errors)
                elif self.extra == "forbid":
                    errors.append(invalid_at("unexpected_keyword_argument", value, place_of(key)))
        if self.var_kwargs_mode != "uniform":
            try:
                output.update(self.var_kwargs.py(remaining, state))
            except Invalid as failed:
                errors.extend(failed.errors)

    def debug_fields(self):
        return {
            "parameters": [parameter.shown() for parameter in self.fields],
            "positional_params_count": self.positional_count,
            "loc_by_alias": self.settings.loc_by_alias,
        }
