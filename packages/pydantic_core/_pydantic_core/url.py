"""`Url`: a parsed URL."""

from .frames import without_frames
from .url_host import unicode_domain
from .url_parsing import SPECIAL


def host_text(host):
    """User, host and port of a dictionary, as they stand in a URL."""
    username, password, port = host.get("username"), host.get("password"), host.get("port")
    text = username or ""
    if password is not None:
        text += ":" + password
    if username is not None or password is not None:
        text += "@"
    text += host.get("host") or ""
    return text if port is None else f"{text}:{port}"


def with_rest(url, path, query, fragment):
    """A URL with path, query and fragment added."""
    if path is not None:
        url += "/" + path
    if query is not None:
        url += "?" + query
    return url if fragment is None else url + "#" + fragment


def is_punycode(parts):
    return parts.is_domain and parts.scheme in SPECIAL and any(part.startswith("xn--") for part in parts.host.split("."))


def unicode_text(text, parts):
    """The text of a URL with its domain decoded."""
    if parts.host and is_punycode(parts):
        decoded = unicode_domain(parts.host)
        if decoded is not None:
            start = len(parts.scheme) + 3
            return text[:start] + decoded + text[start + len(parts.host) :]
    return text


class Url:
    """A URL, parsed and normalized as the URL standard says."""

    @without_frames
    def __new__(cls, url, *, preserve_empty_path=False):
        from .validators.url import parsed_url

        made = parsed_url(url, preserve_empty_path)
        self = object.__new__(cls)
        self._parts = made._parts
        self._path_is_empty = made._path_is_empty
        self._text = made._text
        return self

    def __init__(self, url, *, preserve_empty_path=False):
        pass

    @classmethod
    def of(cls, parts, path_is_empty=False):
        """A `Url` of what was parsed."""
        self = object.__new__(cls)
        self._parts = parts
        self._path_is_empty = path_is_empty
        self._text = parts.before_path() + parts.after_path() if path_is_empty else parts.text()
        return self

    @property
    def scheme(self):
        return self._parts.scheme

    @property
    def username(self):
        return self._parts.username or None

    @property
    def password(self):
        return self._parts.password

    @property
    def host(self):
        return self._parts.host

    def unicode_host(self):
        parts = self._parts
        if parts.host and is_punycode(parts):
            return unicode_domain(parts.host)
        return parts.host

    @property
    def port(self):
        return self._parts.known_port()

    @property
    def path(self):
        return None if self._path_is_empty else self._parts.path or None

    @property
    def query(self):
        return self._parts.query

    def query_params(self):
        query = self._parts.query
        if not query:
            return []
        from urllib.parse import unquote_plus

        pairs = []
        for part in query.split("&"):
            if part:
                key, _, value = part.partition("=")
                pairs.append((unquote_plus(key), unquote_plus(value)))
        return pairs

    @property
    def fragment(self):
        return self._parts.fragment

    def unicode_string(self):
        return unicode_text(self._text, self._parts)

    def __str__(self):
        return self._text

    def __repr__(self):
        return f"Url('{self._text}')"

    def _key(self):
        return self._parts.text()

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, Url) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, Url) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, Url) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, Url) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, Url) else NotImplemented

    def __hash__(self):
        return hash((self._key(), self._path_is_empty))

    def __bool__(self):
        return True

    def __deepcopy__(self, memo):
        return type(self).of(self._parts.copy(), self._path_is_empty)

    def __getnewargs__(self):
        return (self._text,)

    @classmethod
    def build(
        cls,
        *,
        scheme,
        username=None,
        password=None,
        host,
        port=None,
        path=None,
        query=None,
        fragment=None,
    ):
        parts = {"username": username, "password": password, "host": host, "port": port}
        return cls(with_rest(f"{scheme}://{host_text(parts)}", path, query, fragment))


Url.__module__ = "pydantic_core._pydantic_core"
