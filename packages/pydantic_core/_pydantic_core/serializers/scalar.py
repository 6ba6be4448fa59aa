"""`decimal`, `uuid`, `complex`, `url` and `multi-host-url`."""

from .base import Serializer
from .infer import complex_text, uuid_text
from .json_text import quoted
from .kinds import is_named


class _TextSerializer(Serializer):
    """A kind of value that JSON has as text."""

    @classmethod
    def build(cls, schema, config, definitions):
        return cls()

    def fits(self, value):
        return is_named(value, self.name)

    def text(self, value):
        return str(value)

    def to_python(self, value, state):
        if not self.fits(value):
            return Serializer.to_python(self, value, state)
        return self.text(value) if state.is_json else value

    def to_json(self, value, state):
        if not self.fits(value):
            return Serializer.to_json(self, value, state)
        return quoted(self.text(value))

    def json_key(self, key, state):
        return self.text(key) if self.fits(key) else self.other_key(key, state)


class DecimalSerializer(_TextSerializer):
    name = "decimal"


class UuidSerializer(_TextSerializer):
    name = "uuid"

    def text(self, value):
        return uuid_text(value)


class ComplexSerializer(_TextSerializer):
    name = "complex"

    def fits(self, value):
        return isinstance(value, complex)

    def text(self, value):
        return complex_text(value)

    def json_key(self, key, state):
        return self.invalid_key(key, state, self.name)


class UrlSerializer(_TextSerializer):
    name = "url"

    def fits(self, value):
        from ..url import Url

        return isinstance(value, Url)


class MultiHostUrlSerializer(_TextSerializer):
    name = "multi-host-url"

    def fits(self, value):
        from ..multi_host_url import MultiHostUrl

        return isinstance(value, MultiHostUrl)
