"""`MultiHostUrl`: a URL that may name several hosts, as those of databases do."""

from .frames import without_frames
from .url import Url, host_text, unicode_text, with_rest
from .url_parsing import SPECIAL


def _host_dict(parts):
    return {
        "username": parts.username or None,
        "password": parts.password,
        "host": parts.host,
        "port": parts.known_port(),
    }


class MultiHostUrl:
    """A URL with one host or more. The last host stands with the path; the others are URLs of their own."""

    @without_frames
    def __new__(cls, url, *, preserve_empty_path=False):
        from .validators.url import parsed_multi_host_url

        made = parsed_multi_host_url(url, preserve_empty_path)
        self = object.__new__(cls)
        self._url = made._url
        self._others = made._others
        return self

    def __init__(self, url, *, preserve_empty_path=False):
        pass

    @classmethod
    def of(cls, url, others=None):
        """A `MultiHostUrl` of what was parsed."""
        self = object.__new__(cls)
        self._url = url
        self._others = others
        return self

    @property
    def _parts(self):
        return self._url._parts

    @property
    def scheme(self):
        return self._url.scheme

    @property
    def path(self):
        return self._url.path

    @property
    def query(self):
        return self._url.query

    def query_params(self):
        return self._url.query_params()

    @property
    def fragment(self):
        return self._url.fragment

    def hosts(self):
        if self._others is not None:
            return [_host_dict(parts) for parts in (*self._others, self._parts)]
        return [] if self._parts.host is None else [_host_dict(self._parts)]

    def _with_hosts(self, text, show):
        if self._others is None:
            return text
        start = len(self._url.scheme) + 3
        cut = 1 if self._url.scheme in SPECIAL else 0
        hosts = ""
        for parts in self._others:
            shown = show(parts)
            hosts += shown[start : len(shown) - cut] + ","
        return text[:start] + hosts + text[start:]

    def unicode_string(self):
        return self._with_hosts(self._url.unicode_string(), lambda parts: unicode_text(parts.text(), parts))

    def __str__(self):
        return self._with_hosts(str(self._url), lambda parts: parts.text())

    def __repr__(self):
        return f"MultiHostUrl('{self}')"

    def __eq__(self, other):
        return self.unicode_string() == other.unicode_string() if isinstance(other, MultiHostUrl) else NotImplemented

    def __lt__(self, other):
        return self.unicode_string() < other.unicode_string() if isinstance(other, MultiHostUrl) else NotImplemented

    def __le__(self, other):
        return self.unicode_string() <= other.unicode_string() if isinstance(other, MultiHostUrl) else NotImplemented

    def __gt__(self, other):
        return self.unicode_string() > other.unicode_string() if isinstance(other, MultiHostUrl) else NotImplemented

    def __ge__(self, other):
        return self.unicode_string() >= other.unicode_string() if isinstance(other, MultiHostUrl) else NotImplemented

    def __hash__(self):
        return hash(str(self))

    def __bool__(self):
        return True

    def __deepcopy__(self, memo):
        others = None if self._others is None else [parts.copy() for parts in self._others]
        return type(self).of(Url.of(self._parts.copy(), self._url._path_is_empty), others)

    def __getnewargs__(self):
        return (str(self),)

    @classmethod
    def build(
        cls,
        *,
        scheme,
        hosts=None,
        username=None,
        password=None,
        host=None,
        port=None,
        path=None,
        query=None,
        fragment=None,
    ):
        single = {"username": username, "password": password, "host": host, "port": port}
        if hosts is not None:
            if any(value is not None for value in single.values()):
                raise ValueError("expected one of `hosts` or singular values to be set.")
            for entry in hosts:
                if all(entry.get(name) is None for name in ("host", "password", "port")):
                    raise ValueError("expected one of 'host', 'username', 'password' or 'port' to be set")
            text = ",".join(host_text(entry) for entry in hosts)
        elif host is not None:
            text = host_text(single)
        else:
            raise ValueError("expected either `host` or `hosts` to be set")
        return cls(with_rest(f"{scheme}://{text}", path, query, fragment))


MultiHostUrl.__module__ = "pydantic_core._pydantic_core"
