"""What models, typed dictionaries and dataclasses share: fields, and where their values are looked for."""

from ..build import build_validator, extra_behavior
from ..debug import Shape
from ..errors import LineError, invalid, place_of
from ..lookup import FieldKeys, find_attribute, find_string, in_dict, in_mapping, into_item, into_json
from ..reprs import exception_text
from ..schema_error import SchemaError
from ..state import ABSENT


class Field:
    """A field of a model, typed dictionary or dataclass."""

    __slots__ = ("name", "keys", "validator", "frozen", "required", "kw_only", "init", "init_only")

    def __init__(self, name, validation_alias, validator):
        self.name = name
        self.keys = FieldKeys(validation_alias, name)
        self.validator = validator
        self.frozen = False
        self.required = True
        self.kw_only = True
        self.init = True
        self.init_only = False

    def shown(self, kind):
        """The field as the `repr` of its validator shows it."""
        fields = {"name": self.name, "lookup_key": self.keys.by_alias, "validator": self.validator}
        return Shape(kind, fields)


def build_field(name, info, config, definitions, quote='"'):
    """Reads a field. Raises `SchemaError`."""
    schema = info["schema"] if "schema" in info else None
    if schema is None:
        raise KeyError("schema")
    try:
        validator = build_validator(schema, config, definitions)
    except Exception as error:
        raise SchemaError(f"Field {quote}{name}{quote}:\n  {exception_text(error)}") from None
    return Field(name, info.get("validation_alias"), validator)


def extras(schema, config, definitions):
    """What happens to extra fields, and the validator of their values."""
    behavior = extra_behavior(schema, config, "ignore")
    inner = schema.get("extras_schema")
    if inner is None:
        return behavior, None
    if behavior != "allow":
        raise SchemaError("extras_schema can only be used if extra_behavior=allow")
    return behavior, build_validator(inner, config, definitions)


class Settings:
    """The settings of a configuration that speak of fields."""

    __slots__ = ("loc_by_alias", "by_alias", "by_name", "_selected")

    def __init__(self, config, schema=None):
        config = config or {}
        self.loc_by_alias = config.get("loc_by_alias", True)
        self.by_alias = config.get("validate_by_alias")
        self.by_name = config.get("validate_by_name")
        if schema is not None:
            self.by_alias = schema.get("validate_by_alias", self.by_alias)
            self.by_name = schema.get("validate_by_name", self.by_name)
        self._selected = {}

    def keys(self, fields, state):
        """The key of each field, for this validation."""
        by_alias = self.by_alias if state.by_alias is None else state.by_alias
        by_name = self.by_name if state.by_name is None else state.by_name
        by_alias = True if by_alias is None else by_alias
        by_name = False if by_name is None else by_name
        found = self._selected.get((by_alias, by_name))
        if found is None:
            found = self._selected[by_alias, by_name] = [field.keys.select(by_alias, by_name) for field in fields]
        return found


def dict_finder(source, key):
    return key.find(source, in_dict, into_item)


def mapping_finder(source, key):
    return key.find(source, in_mapping, into_item)


def json_finder(source, key):
    return key.find(source, in_dict, into_json)


FINDERS = {"py": dict_finder, "json": json_finder, "strings": find_string, "mapping": mapping_finder}
attribute_finder = find_attribute


def string_items(source):
    """The items of a dictionary of strings. Raises `Invalid` for anything else in it."""
    for key, value in source.items():
        if not isinstance(key, str):
            raise invalid("string_type", key)
        if not isinstance(value, (str, dict)):
            raise invalid("string_type", value)
        yield key, value


def invalid_key(key):
    """The error of a key that is no string."""
    error = LineError("invalid_key", key)
    error.loc.append(place_of(key))
    return error


__all__ = ["ABSENT", "FINDERS", "Field", "Settings", "attribute_finder", "build_field", "extras", "invalid_key", "string_items"]
