"""Parsing URLs as the URL standard says, with the violations that strict mode asks about."""

from .url_host import EMPTY_HOST, UrlError, parse_host, parse_opaque_host, percent_encoded

DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21}
SPECIAL = frozenset(("http", "https", "ws", "wss", "ftp", "file"))
_FRAGMENT = frozenset(' "<>`')
_PATH = _FRAGMENT | frozenset("#?{}")
_USERINFO = _PATH | frozenset("/:;=@[\\]^|")
_QUERY = frozenset(' "#<>')
_SPECIAL_QUERY = _QUERY | frozenset("'")
_SINGLE = frozenset((".", "%2e", "%2E"))
_DOUBLE = frozenset(a + b for a in _SINGLE for b in _SINGLE)
_CODE_POINTS = frozenset("!$&'()*+,-./:;=?@_~")
_TRIMMED = "".join(map(chr, range(33)))


class UrlParts:
    """A parsed URL. `opaque` paths belong to URLs without a host, like those of `mailto`."""

    __slots__ = ("scheme", "username", "password", "host", "is_domain", "port", "path", "query", "fragment", "authority")

    def __init__(self, scheme):
        self.scheme = scheme
        self.username = ""
        self.password = None
        self.host = None
        self.is_domain = False
        self.port = None
        self.path = ""
        self.query = None
        self.fragment = None
        self.authority = False

    def copy(self):
        other = UrlParts(self.scheme)
        for name in UrlParts.__slots__:
            setattr(other, name, getattr(self, name))
        return other

    def before_path(self):
        """The text up to the path."""
        text = self.scheme + ":"
        if self.authority:
            text += "//"
            if self.username or self.password is not None:
                text += self.username
                if self.password is not None:
                    text += ":" + self.password
                text += "@"
            text += self.host or ""
            if self.port is not None:
                text += f":{self.port}"
        elif self.path.startswith("//"):
            text += "/."
        return text

    def after_path(self):
        """The text after the path."""
        text = "" if self.query is None else "?" + self.query
        return text if self.fragment is None else text + "#" + self.fragment

    def text(self):
        return self.before_path() + self.path + self.after_path()

    def known_port(self):
        return DEFAULT_PORTS.get(self.scheme) if self.port is None else self.port

    def set_host(self, host):
        """Another host. Raises `UrlError`."""
        if not self.authority and not self.path.startswith("/"):
            raise UrlError("a cannot-be-a-base URL doesn’t have a host to set")
        if not (host.startswith("[") and host.endswith("]")):
            colon = host.find(":")
            if colon == 0:
                raise UrlError("invalid domain character")
            if colon > 0:
                host = host[:colon]
        self.host, self.is_domain = parse_host(host) if self.scheme in SPECIAL else parse_opaque_host(host)
        self.authority = True

    def set_port(self, port):
        """Another port. Raises `UrlError` where there is no host."""
        if not self.host or self.scheme == "file":
            raise UrlError(EMPTY_HOST)
        self.port = None if DEFAULT_PORTS.get(self.scheme) == port else port

    def set_path(self, path):
        """Another path."""
        if not self.authority and not self.path.startswith("/") and self.path:
            self.path = percent_encoded("%2F" + path[1:] if path.startswith("/") else path, frozenset())
            return
        if path and not path.startswith("/"):
            path = "/" + path
        self.path = _Parser(None).path(path, self.scheme, self.scheme in SPECIAL)


def parse_url(text, violations=None):
    """Parses a URL; the last violation of its syntax is put into the list `violations`. Raises `UrlError`."""
    return _Parser(violations).url(text)


def _is_code_point(char):
    if char.isascii():
        return char.isalnum() or char in _CODE_POINTS
    code = ord(char)
    return code >= 0xA0 and not 0xFDD0 <= code <= 0xFDEF and code & 0xFFFE != 0xFFFE


def is_drive_letter(segment):
    """Whether a segment is a drive's letter, as paths of Windows have it."""
    return len(segment) == 2 and segment[0].isascii() and segment[0].isalpha() and segment[1] in ":|"


class _Parser:
    def __init__(self, violations):
        self.violations = violations

    def violate(self, what):
        if self.violations is not None:
            self.violations[:] = [what]

    def check(self, text):
        """Notes characters that should have been escaped."""
        if self.violations is None:
            return
        for index, char in enumerate(text):
            if char == "%":
                digits = text[index + 1 : index + 3]
                if len(digits) < 2 or not all(digit in "0123456789abcdefABCDEF" for digit in digits):
                    self.violate("expected 2 hex digits after %")
            elif not _is_code_point(char):
                self.violate("non-URL code point")

    def url(self, original):
        text = original.strip(_TRIMMED)
        if len(text) < len(original):
            self.violate("leading or trailing control or space character are ignored in URLs")
        if "\t" in text or "\n" in text or "\r" in text:
            self.violate("tabs or newlines are ignored in URLs")
            text = text.replace("\t", "").replace("\n", "").replace("\r", "")
        scheme, colon, rest = text.partition(":")
        if not colon or not scheme or not scheme[0].isalpha() or not scheme.isascii():
            raise UrlError("relative URL without a base")
        if not all(char.isalnum() or char in "+-." for char in scheme):
            raise UrlError("relative URL without a base")
        parts = UrlParts(scheme.lower())
        if parts.scheme == "file":
            if not rest.startswith("//"):
                self.violate("expected // after file:")
            rest = self.file(parts, rest)
        elif parts.scheme in SPECIAL:
            slashes = len(rest) - len(rest.lstrip("/\\"))
            if rest[:slashes] != "//":
                self.violate("expected //")
            rest = self.authority(parts, rest[slashes:], True)
        elif rest.startswith("//"):
            rest = self.authority(parts, rest[2:], False)
        else:
            path, rest = _until(rest, "?#")
            if path.startswith("/"):
                parts.path = self.path(path, parts.scheme, False)
            else:
                self.check(path)
                parts.path = percent_encoded(path, frozenset())
        self.query_and_fragment(parts, rest)
        return parts

    def authority(self, parts, text, special):
        """Reads user, host, port and path; what is left is the query and what follows it."""
        ends = "/?#\\" if special else "/?#"
        authority, rest = _until(text, ends)
        userinfo, at, host = authority.rpartition("@")
        has_user = False
        if at:
            for _ in range(userinfo.count("@")):
                self.violate("unencoded @ sign in username or password")
            if not userinfo and not host and rest:
                raise UrlError(EMPTY_HOST)
            self.check(userinfo)
            username, colon, password = userinfo.partition(":")
            parts.username = percent_encoded(username, _USERINFO)
            if colon and password:
                parts.password = percent_encoded(password, _USERINFO)
            has_user = bool(parts.username or parts.password)
        parts.authority = True
        host, port = _split_port(host)
        if special and not host:
            raise UrlError(EMPTY_HOST)
        parts.host, parts.is_domain = parse_host(host) if special else parse_opaque_host(host)
        if not parts.host and port is not None:
            raise UrlError(EMPTY_HOST)
        if port is not None:
            self.port(parts, port)
        if not parts.host:
            parts.host = None
            if has_user:
                raise UrlError(EMPTY_HOST)
        path, rest = _until(rest, "?#")
        if special:
            if path.startswith("\\"):
                self.violate("backslash")
            parts.path = self.path(path or "/", parts.scheme, True)
        elif path:
            parts.path = self.path(path, parts.scheme, False)
        return rest

    def port(self, parts, text):
        if text and not (text.isascii() and text.isdigit()):
            raise UrlError("invalid port number")
        if text:
            number = int(text)
            if number > 65535:
                raise UrlError("invalid port number")
            parts.port = None if DEFAULT_PORTS.get(parts.scheme) == number else number

    def file(self, parts, text):
        """Reads host and path of a file's URL."""
        parts.authority = True
        slashes = text[:2]
        if "\\" in slashes:
            self.violate("backslash")
        if len(slashes) == 2 and slashes[0] in "/\\" and slashes[1] in "/\\":
            host, rest = _until(text[2:], "/\\?#")
            if is_drive_letter(host):
                path, rest = _until("/" + text[2:], "?#")
            else:
                if host:
                    host, parts.is_domain = parse_host(host)
                    if host != "localhost":
                        parts.host = host
                path, rest = _until(rest, "?#")
        else:
            path, rest = _until(text, "?#")
        if not path.startswith(("/", "\\")):
            path = "/" + path
        parts.path = "/" + self.path(path, "file", True, parts).lstrip("/")
        return rest

    def path(self, text, scheme, special, parts=None):
        """A path without `.` and `..`, what must be escaped in it escaped."""
        if special and "\\" in text:
            self.violate("backslash")
            text = text.replace("\\", "/")
        self.check(text)
        is_file = scheme == "file"
        segments = text.split("/")
        output = []
        if not segments[0]:
            segments.pop(0)
        for place, segment in enumerate(segments):
            last = place == len(segments) - 1
            segment = percent_encoded(segment, _PATH)
            if segment in _DOUBLE:
                if output and not (is_file and len(output) == 1 and is_drive_letter(output[0])):
                    output.pop()
                if last:
                    output.append("")
            elif segment in _SINGLE:
                if last:
                    output.append("")
            else:
                if is_file and not output and is_drive_letter(segment):
                    segment = segment[0] + ":"
                    if parts is not None and parts.host is not None:
                        self.violate("file: with host and Windows drive letter")
                        parts.host = None
                output.append(segment)
        return "/" + "/".join(output)

    def query_and_fragment(self, parts, text):
        text, sharp, fragment = text.partition("#")
        if text:
            query = text[1:]
            self.check(query)
            parts.query = percent_encoded(query, _SPECIAL_QUERY if parts.scheme in SPECIAL else _QUERY)
        if sharp:
            for char in fragment:
                if char == "\0":
                    self.violate("NULL characters are ignored in URL fragment identifiers")
            self.check(fragment.replace("\0", ""))
            parts.fragment = percent_encoded(fragment, _FRAGMENT)


def _until(text, ends):
    """What stands before the first of some characters, and the rest."""
    for index, char in enumerate(text):
        if char in ends:
            return text[:index], text[index:]
    return text, ""


def _split_port(text):
    """The host, and the port after its colon or `None`."""
    inside = False
    for index, char in enumerate(text):
        if char == "[":
            inside = True
        elif char == "]":
            inside = False
        elif char == ":" and not inside:
            return text[:index], text[index + 1 :]
    return text, None


def path_is_omitted(parts, text):
    """Whether a URL of a special scheme was written without a path."""
    if parts.path != "/" or parts.scheme not in SPECIAL:
        return False
    for char in text.partition(":")[2].lstrip("/"):
        if char == "/":
            return False
        if char in "?#":
            return True
    return True
