"""`arguments-v3`: arguments of a call, from a dictionary by parameter, or as positional and keyword arguments."""

from ..build import extra_behavior, required
from ..errors import Invalid, LineError, invalid, invalid_at, place_of
from ..lookup import is_mapping, place_errors
from ..markers import ArgsKwargs
from ..schema_error import SchemaError
from ..state import ABSENT
from .arguments import Parameter
from .base import Validator
from .dict import mapping_items
from .fields import FINDERS, Settings, invalid_key, string_items
from .sequence import lax_items

_MODES = (
    "positional_only",
    "positional_or_keyword",
    "var_args",
    "keyword_only",
    "var_kwargs_uniform",
    "var_kwargs_unpacked_typed_dict",
)
_MISSING = {
    "positional_only": "missing_positional_only_argument",
    "positional_or_keyword": "missing_argument",
    "keyword_only": "missing_keyword_only_argument",
}


def _check_order(name, mode, seen):
    """Parameters stand in the order that Python asks for. Raises `SchemaError`."""
    variadic = "var_args" in seen
    keyword_only = "keyword_only" in seen
    var_kwargs = "var_kwargs_uniform" in seen or "var_kwargs_unpacked_typed_dict" in seen
    if mode == "positional_only":
        if "positional_or_keyword" in seen or variadic or keyword_only or var_kwargs:
            raise SchemaError(f"Positional only parameter '{name}' cannot follow other parameter kinds")
    elif mode == "positional_or_keyword":
        if variadic or keyword_only or var_kwargs:
            raise SchemaError(
                f"Positional or keyword parameter '{name}' cannot follow variadic or keyword only parameters"
            )
    elif mode == "var_args":
        if variadic:
            raise SchemaError(f"Duplicate variadic positional parameter '{name}'")
        if keyword_only or var_kwargs:
            raise SchemaError(
                f"Variadic positional parameter '{name}' cannot follow variadic or keyword only parameters"
            )
    elif mode == "keyword_only":
        if var_kwargs:
            raise SchemaError(f"Keyword only parameter '{name}' cannot follow variadic keyword only parameter")
    elif var_kwargs:
        raise SchemaError(f"Duplicate variadic keyword parameter '{name}'")


class ArgumentsV3Validator(Validator):
    name = "arguments-v3"

    @classmethod
    def build(cls, schema, config, definitions):
        self = cls()
        self.fields = []
        names = set()
        seen = set()
        had_default = False
        for info in required(schema, "arguments_schema"):
            name = required(info, "name")
            if name in names:
                raise SchemaError(f"Duplicate parameter '{name}'")
            names.add(name)
            mode = info.get("mode") or "positional_or_keyword"
            if mode not in _MODES:
                raise SchemaError(f"Invalid var_kwargs mode: `{mode}`")
            _check_order(name, mode, seen)
            seen.add(mode)
            parameter = Parameter(info, config, definitions)
            if had_default and not parameter.has_default and "keyword_only" not in seen:
                raise SchemaError(f"Required parameter '{name}' follows parameter with default")
            had_default = had_default or parameter.has_default
            self.fields.append(parameter)
        self.positional_count = sum(1 for parameter in self.fields if parameter.positional)
        self.extra = extra_behavior(schema, config, "forbid")
        self.settings = Settings(config, schema)
        self.simple = [parameter for parameter in self.fields if not parameter.mode.startswith("var_")]
        self.var_args = next((p for p in self.fields if p.mode == "var_args"), None)
        self.var_kwargs = next((p for p in self.fields if p.mode.startswith("var_kwargs")), None)
        return self

    def py(self, value, state):
        state.allow_partial = 0
        if is_mapping(value):
            return self.from_mapping(value, "py" if isinstance(value, dict) else "mapping", state)
        if isinstance(value, ArgsKwargs):
            return self.from_arguments(value, value.args, value.kwargs, state)
        raise invalid("arguments_type", value)

    def json(self, value, state):
        state.allow_partial = 0
        if isinstance(value, dict):
            return self.from_mapping(value, "json", state)
        raise invalid("arguments_type", value)

    def strings(self, value, state):
        state.allow_partial = 0
        if isinstance(value, dict):
            return self.from_mapping(value, "strings", state)
        raise invalid("arguments_type", value)

    key = json

    def from_mapping(self, source, finder, state):
        """Arguments from a value for each parameter. Raises `Invalid`."""
        form = "py" if finder == "mapping" else finder
        args = []
        kwargs = {}
        errors = []
        used = set()
        by_alias = self.settings.loc_by_alias
        behavior = self.extra if state.extra_behavior is None else state.extra_behavior
        for parameter, key in zip(self.fields, self.settings.keys(self.fields, state)):
            path, value = FINDERS[finder](source, key)
            if path is None:
                self.absent(parameter, key, source, state, args, kwargs, errors)
                continue
            used.add(path[0])
            try:
                self.take(parameter, value, form, state, args, kwargs, path, errors)
            except Invalid as failed:
                place_errors(path, failed.errors, by_alias, parameter.name)
                errors.extend(failed.errors)
        if behavior != "ignore":
            if form == "strings":
                items = string_items(source)
            else:
                items = source.items() if type(source) is dict else mapping_items(source)
            for key, value in items:
                if not isinstance(key, str):
                    errors.append(invalid_key(key))
                elif key not in used and behavior == "forbid":
                    errors.append(invalid_at("extra_forbidden", value, place_of(key)))
        if errors:
            raise Invalid(errors)
        return tuple(args), kwargs

    def take(self, parameter, value, form, state, args, kwargs, path, errors):
        """Validates what was given for a parameter. Raises `Invalid`."""
        validate = getattr(parameter.validator, form)
        mode = parameter.mode
        if mode == "positional_only" or mode == "positional_or_keyword":
            args.append(validate(value, state))
        elif mode == "keyword_only":
            kwargs[parameter.name] = validate(value, state)
        elif mode == "var_kwargs_unpacked_typed_dict":
            kwargs.update(validate(value, state))
        elif mode == "var_args":
            found = lax_items(value) if form == "py" else (value,) if isinstance(value, list) else None
            if found is None or form == "strings":
                raise invalid("tuple_type", value)
            inside = []
            for index, item in enumerate(found[0]):
                try:
                    args.append(validate(item, state))
                except Invalid as failed:
                    inside.extend(failed.within(index).errors)
            if inside:
                raise Invalid(inside)
        else:
            if not isinstance(value, dict) or form == "strings":
                raise Invalid([LineError("dict_type", value)])
            inside = []
            for key, item in value.items():
                if not isinstance(key, str):
                    error = invalid_key(key)
                    error.loc.append(parameter.name)
                    errors.append(error)
                    continue
                try:
                    # The values of a JSON object have become Python objects here.
                    kwargs[key] = parameter.validator.py(item, state)
                except Invalid as failed:
                    inside.extend(failed.within(place_of(key)).errors)
            if inside:
                raise Invalid(inside)

    def absent(self, parameter, key, source, state, args, kwargs, errors):
        """What is taken for a parameter that was not given."""
        mode = parameter.mode
        if mode in _MISSING:
            value = parameter.validator.default_value(parameter.name, state)
            if value is ABSENT:
                errors.append(key.missing(_MISSING[mode], source, self.settings.loc_by_alias, parameter.name))
            elif mode == "keyword_only":
                kwargs[parameter.name] = value
            else:
                args.append(value)
        elif mode == "var_kwargs_unpacked_typed_dict":
            try:
                kwargs.update(parameter.validator.py({}, state))
            except Invalid as failed:
                errors.extend(failed.within(parameter.name).errors)

    def from_arguments(self, input, given_args, given_kwargs, state):
        """Arguments from positional and keyword arguments. Raises `Invalid`."""
        args = []
        kwargs = {}
        errors = []
        used = set()
        by_alias = self.settings.loc_by_alias
        keys = dict(zip(self.fields, self.settings.keys(self.fields, state)))
        for index, parameter in enumerate(self.simple):
            key = keys[parameter]
            positional = ABSENT
            if parameter.positional and index < len(given_args):
                positional = given_args[index]
            path, keyword = None, ABSENT
            if given_kwargs is not None and parameter.keyword:
                path, keyword = FINDERS["py"](given_kwargs, key)
                if path is not None:
                    used.add(path[0])
            try:
                if positional is not ABSENT and path is not None:
                    errors.append(invalid_at("multiple_argument_values", keyword, parameter.name))
                elif positional is not ABSENT:
                    args.append(parameter.validator.py(positional, state))
                elif path is not None:
                    kwargs[parameter.name] = parameter.validator.py(keyword, state)
                else:
                    value = parameter.validator.default_value(parameter.name, state)
                    if value is not ABSENT:
                        if parameter.keyword:
                            kwargs[parameter.name] = value
                        else:
                            args.append(value)
                    elif parameter.mode == "positional_only":
                        errors.append(invalid_at("missing_positional_only_argument", input, index))
                    else:
                        errors.append(key.missing(_MISSING[parameter.mode], input, by_alias, parameter.name))
            except Invalid as failed:
                if positional is not ABSENT:
                    failed.within(index)
                elif path is not None:
                    place_errors(path, failed.errors, by_alias, parameter.name)
                errors.extend(failed.errors)
        for index in range(self.positional_count, len(given_args)):
            if self.var_args is None:
                errors.append(invalid_at("unexpected_positional_argument", given_args[index], index))
                continue
            try:
                args.append(self.var_args.validator.py(given_args[index], state))
            except Invalid as failed:
                errors.extend(failed.within(index).errors)
        self.rest(given_kwargs, used, state, kwargs, errors)
        if errors:
            raise Invalid(errors)
        return tuple(args), kwargs

    def rest(self, given, used, state, kwargs, errors):
        """The keyword arguments that belong to no parameter."""
        behavior = self.extra if state.extra_behavior is None else state.extra_behavior
        remaining = {}
        if given is not None and len(given) > len(used):
            for key, value in given.items():
                if not isinstance(key, str):
                    errors.append(invalid_key(key))
                elif key in used:
                    continue
                elif self.var_kwargs is None:
                    if behavior == "forbid":
                        errors.append(invalid_at("unexpected_keyword_argument", value, place_of(key)))
                elif self.var_kwargs.mode == "var_kwargs_uniform":
                    try:
                        kwargs[key] = self.var_kwargs.validator.py(value, state)
                    except Invalid as failed:
                        errors.extend(failed.within(place_of(key)).errors)
                else:
                    remaining[key] = value
        if self.var_kwargs is not None and self.var_kwargs.mode == "var_kwargs_unpacked_typed_dict":
            try:
                kwargs.update(self.var_kwargs.validator.py(remaining, state))
            except Invalid as failed:
                errors.extend(failed.errors)

    def debug_fields(self):
        return {
            "parameters": [parameter.shown() for parameter in self.fields],
            "positional_params_count": sum(parameter.positional for parameter in self.fields),
            "loc_by_alias": self.settings.loc_by_alias,
        }
