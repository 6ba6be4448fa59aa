"""`url` and `multi-host-url`."""

from ..build import is_strict, schema_or_config
from ..errors import Invalid, invalid
from ..multi_host_url import MultiHostUrl
from ..schema_error import SchemaError
from ..state import State
from ..url import Url
from ..url_host import EMPTY_HOST, UrlError
from ..url_parsing import SPECIAL, parse_url, path_is_omitted
from ..validation_error import outward
from .base import Validator, in_every_form
from .literal import expected_text
from .string import StrValidator

_EMPTY_INPUT = "input is empty"
_TEXT = StrValidator(False, False)


def _parsed(text, input, strict):
    """The parts of a URL. Raises `Invalid`."""
    if not text:
        raise invalid("url_parsing", input, error=_EMPTY_INPUT)
    violations = [] if strict else None
    try:
        parts = parse_url(text, violations)
    except UrlError as error:
        raise invalid("url_parsing", input, error=str(error)) from None
    if violations:
        raise invalid("url_syntax_violation", input, error=violations[0])
    return parts


@in_every_form
class UrlValidator(Validator):
    kind = "url"

    @classmethod
    def build(cls, schema, config, definitions):
        self = cls()
        self.strict = is_strict(schema, config)
        self.max_length = schema.get("max_length")
        self.host_required = schema.get("host_required") or False
        self.default_host = schema.get("default_host")
        self.default_port = schema.get("default_port")
        self.default_path = schema.get("default_path")
        self.preserve_empty_path = bool(
            schema_or_config(schema, config, "preserve_empty_path", "url_preserve_empty_path")
        )
        schemes = schema.get("allowed_schemes")
        self.allowed_schemes = self.expected_schemes = None
        self.name = self.kind
        if schemes is not None:
            if not schemes:
                raise SchemaError("`allowed_schemes` should have length > 0")
            self.allowed_schemes = set(schemes)
            self.expected_schemes, self.name = expected_text([f"'{scheme}'" for scheme in schemes], self.kind)
        return self

    def text(self, value, state, form, strict):
        """The text of an input that is no URL yet. Raises `Invalid`."""
        before = state.strict
        state.strict = strict
        try:
            return getattr(_TEXT, form)(value, state)
        except Invalid:
            raise invalid("url_type", value) from None
        finally:
            state.strict = before

    def within_length(self, text, input):
        if self.max_length is not None and len(text.encode()) > self.max_length:
            raise invalid("url_too_long", input, max_length=self.max_length)

    def found(self, value, state, form, strict):
        """The URL of an input. Raises `Invalid`."""
        if form == "py" and isinstance(value, Url):
            self.within_length(str(value), value)
            return value
        if form == "py" and isinstance(value, MultiHostUrl):
            text = str(value)
        else:
            text = self.text(value, state, form, strict)
        self.within_length(text, value)
        parts = _parsed(text, value, strict)
        return Url.of(parts, self.preserve_empty_path and path_is_omitted(parts, text))

    def changed(self, url, change):
        """A URL with other parts."""
        parts = url._parts.copy()
        change(parts)
        return Url.of(parts)

    def run(self, value, state, form):
        strict = self.strict if state.strict is None else state.strict
        url = self.found(value, state, form, strict)
        if self.allowed_schemes is not None and url.scheme not in self.allowed_schemes:
            raise invalid("url_scheme", value, expected_schemes=self.expected_schemes)
        try:
            url = self.with_defaults(url)
        except UrlError as error:
            raise invalid("url_parsing", value, error=str(error)) from None
        state.floor(0)
        return url

    def with_defaults(self, url):
        """The URL with what the schema gives where it has no host, port or path. Raises `UrlError`."""
        if url._parts.host is None:
            if self.default_host is not None:
                url = self.changed(url, lambda parts: parts.set_host(self.default_host))
            elif self.host_required:
                raise UrlError(EMPTY_HOST)
        if self.default_port is not None and url._parts.port is None:
            url = self.changed(url, lambda parts: parts.set_port(self.default_port))
        if self.default_path is not None and url._parts.path in ("", "/"):
            url = self.changed(url, lambda parts: parts.set_path(self.default_path))
        return url

    def debug_fields(self):
        return {"strict": self.strict, "name": self.name}


@in_every_form
class MultiHostUrlValidator(UrlValidator):
    kind = "multi-host-url"

    @classmethod
    def build(cls, schema, config, definitions):
        host = schema.get("default_host")
        if host is not None and "," in host:
            raise SchemaError("default_host cannot contain a comma, see pydantic-core#326")
        return super().build(schema, config, definitions)

    def found(self, value, state, form, strict):
        if form == "py" and isinstance(value, MultiHostUrl):
            self.within_length(str(value), value)
            return value
        if form == "py" and isinstance(value, Url):
            self.within_length(str(value), value)
            return MultiHostUrl.of(Url.of(value._parts.copy(), value._path_is_empty))
        text = self.text(value, state, form, strict)
        self.within_length(text, value)
        return self.split(text, value, strict)

    def changed(self, url, change):
        return MultiHostUrl.of(UrlValidator.changed(self, url._url, change), url._others)

    def split(self, text, input, strict):
        """Parses a URL with several hosts. Raises `Invalid`."""
        if not text:
            raise invalid("url_parsing", input, error=_EMPTY_INPUT)
        start = len(text) - len(text.lstrip("".join(map(chr, range(33)))))
        end = start
        while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] in "+-."):
            end += 1
        if end == start or text[end : end + 1] != ":":
            raise invalid("url_parsing", input, error="relative URL without a base")
        special = text[start:end].lower() in SPECIAL
        end += 1
        while text[end : end + 1] in ("/", "\\"):
            end += 1
        prefix = text[:end]
        hosts = []
        begin = end
        for index in range(end, len(text)):
            char = text[index]
            if char in "/?#" or (char == "\\" and special):
                break
            if char == ",":
                if index == begin:
                    raise invalid("url_parsing", input, error=EMPTY_HOST)
                hosts.append(text[begin:index])
                begin = index + 1
        whole = prefix + text[begin:]
        parts = _parsed(whole, input, strict)
        url = Url.of(parts, self.preserve_empty_path and path_is_omitted(parts, whole))
        if not hosts:
            return MultiHostUrl.of(url)
        if parts.host is None:
            raise invalid("url_parsing", input, error=EMPTY_HOST)
        others = [_parsed(prefix + host, input, strict) for host in hosts]
        if any(other.host is None for other in others):
            raise invalid("url_parsing", input, error=EMPTY_HOST)
        return MultiHostUrl.of(url, others)


def _made(cls, value, preserve_empty_path):
    validator = cls.build({"preserve_empty_path": preserve_empty_path}, None, None)
    try:
        return validator.py(value, State("python"))
    except Invalid as failed:
        error = outward(failed, validator.name, "python")
    raise error


def parsed_url(value, preserve_empty_path):
    """The `Url` of text, or of another URL. Raises `ValidationError`."""
    return _made(UrlValidator, value, preserve_empty_path)


def parsed_multi_host_url(value, preserve_empty_path):
    """The `MultiHostUrl` of text, or of another URL. Raises `ValidationError`."""
    return _made(MultiHostUrlValidator, value, preserve_empty_path)
