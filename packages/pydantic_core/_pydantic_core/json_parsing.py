"""JSON text to Python values, with the errors that say at which byte it is wrong, and of text that is cut off.

Text without faults is read by the standard library. Whatever that does not take is read again here, byte by byte.
"""

from json.decoder import JSONDecoder

from .errors import invalid
from .frames import without_frames

MAX_DEPTH = 200
_read = JSONDecoder().decode
_ESCAPES = {34: 34, 92: 92, 47: 47, 98: 8, 102: 12, 110: 10, 114: 13, 116: 9}
_EOF_LIST, _EOF_OBJECT = "EOF while parsing a list", "EOF while parsing an object"
_EOF_STRING, _EOF_VALUE = "EOF while parsing a string", "EOF while parsing a value"
_LIST_STEP, _OBJECT_STEP = "expected `,` or `]`", "expected `,` or `}`"
_CUT_OFF = {_EOF_LIST, _EOF_OBJECT, _EOF_STRING, _EOF_VALUE, _LIST_STEP, _OBJECT_STEP}


class JsonError(Exception):
    """What is wrong with JSON text, and at which byte."""

    def __init__(self, message, index, data):
        self.message = message
        self.index = index
        self.data = data

    def described(self):
        """The message with line and column."""
        before = self.data[: self.index]
        line = before.count(b"\n") + 1
        start = before.rfind(b"\n") + 1
        column = self.index - start + 1
        if self.index >= len(self.data):
            column -= 1
        elif self.data[self.index] == 10:
            line, column = line + 1, 0
        return f"{self.message} at line {line} column {max(0, column)}"


def json_text(value):
    """The text of an input that is to be JSON, `None` for one that is no text. Raises `Invalid`."""
    if isinstance(value, str):
        if not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:
                raise invalid("string_unicode", value) from None
        return value
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    return None


def parse_json(data, allow_inf_nan=True, partial=0):
    """The value of JSON text. `partial`: 1 takes text that is cut off, 2 keeps cut off strings too. Raises `JsonError`."""
    if not partial and allow_inf_nan:
        try:
            text = data if type(data) is str else data.decode()
            if "\\ud" not in text and "\\uD" not in text:
                value = _read(text)
                if text.count("[") + text.count("{") <= MAX_DEPTH or _is_shallow(value):
                    return value
        except (ValueError, RecursionError):
            pass
    return Parser(data.encode() if type(data) is str else data, allow_inf_nan, partial).parse()


def _is_shallow(value):
    """Whether no more containers lie in one another than are allowed."""
    level = [value]
    depth = 0
    while level:
        depth += 1
        inner = []
        for container in level:
            for item in container.values() if type(container) is dict else container:
                if type(item) is dict or type(item) is list:
                    inner.append(item)
        level = inner if depth > 1 or type(value) in (dict, list) else []
        if depth > MAX_DEPTH:
            return False
    return True


class Parser:
    """Reads JSON from bytes."""

    def __init__(self, data, allow_inf_nan, partial):
        self.data = data
        self.index = 0
        self.allow_inf_nan = allow_inf_nan
        self.partial = partial
        self.depth = MAX_DEPTH

    def fail(self, message, index=None):
        return JsonError(message, self.index if index is None else index, self.data)

    def parse(self):
        value = self.value(self.peek())
        if not self.partial and self.blank() is not None:
            raise self.fail("trailing characters")
        return value

    def blank(self):
        """The next byte that is no white space, or `None` at the end."""
        data, size = self.data, len(self.data)
        while self.index < size:
            byte = data[self.index]
            if byte not in (32, 9, 10, 13):
                return byte
            self.index += 1
        return None

    def peek(self):
        byte = self.blank()
        if byte is None:
            raise self.fail(_EOF_VALUE)
        return byte

    def overlooked(self, error):
        """Whether an error only says that the text is cut off, where that is allowed."""
        return self.partial and error.message in _CUT_OFF

    def value(self, byte):
        if byte == 34:
            return self.string(self.partial == 2)
        if byte == 91:
            return self.list()
        if byte == 123:
            return self.object()
        if byte == 116:
            return self.word(b"true", True)
        if byte == 102:
            return self.word(b"false", False)
        if byte == 110:
            return self.word(b"null", None)
        if 48 <= byte <= 57 or byte == 45 or byte == 73 or byte == 78:
            return self.number(byte)
        raise self.fail("expected value")

    def inner(self, byte):
        if not self.depth:
            raise self.fail("recursion limit exceeded")
        self.depth -= 1
        try:
            return self.value(byte)
        finally:
            self.depth += 1

    def word(self, word, value):
        for expected in word:
            if self.index >= len(self.data):
                raise self.fail(_EOF_VALUE)
            if self.data[self.index] != expected:
                raise self.fail("expected ident")
            self.index += 1
        return value

    def list(self):
        items = []
        try:
            self.index += 1
            byte = self.blank()
            if byte is None:
                raise self.fail(_EOF_LIST)
            if byte == 93:
                self.index += 1
                return items
            while True:
                items.append(self.inner(byte))
                byte = self.blank()
                if byte is None:
                    raise self.fail(_EOF_LIST)
                if byte == 93:
                    self.index += 1
                    return items
                if byte != 44:
                    raise self.fail(_LIST_STEP)
                self.index += 1
                byte = self.peek()
                if byte == 93:
                    raise self.fail("trailing comma")
        except JsonError as error:
            if not self.overlooked(error):
                raise
            return items

    def object(self):
        items = {}
        try:
            self.index += 1
            byte = self.blank()
            if byte is None:
                raise self.fail(_EOF_OBJECT)
            if byte == 125:
                self.index += 1
                return items
            while True:
                if byte != 34:
                    raise self.fail("key must be a string")
                key = self.string(False)
                byte = self.blank()
                if byte is None:
                    raise self.fail(_EOF_OBJECT)
                if byte != 58:
                    raise self.fail("expected `:`")
                self.index += 1
                items[key] = self.inner(self.peek())
                byte = self.blank()
                if byte is None:
                    raise self.fail(_EOF_OBJECT)
                if byte == 125:
                    self.index += 1
                    return items
                if byte != 44:
                    raise self.fail(_OBJECT_STEP)
                self.index += 1
                byte = self.blank()
                if byte is None:
                    raise self.fail(_EOF_VALUE)
                if byte == 125:
                    raise self.fail("trailing comma")
        except JsonError as error:
            if not self.overlooked(error):
                raise
            return items

    def number(self, first):
        data = self.data
        start = index = self.index
        if first == 78:
            if not self.allow_inf_nan:
                raise self.fail("expected value")
            return self.word(b"NaN", float("nan"))
        negative = first == 45
        if negative:
            index += 1
            if index >= len(data):
                raise self.fail(_EOF_VALUE, index)
        byte = data[index]
        if byte == 73:
            if not self.allow_inf_nan:
                raise self.fail("invalid number" if negative else "expected value", index)
            self.index = index
            return self.word(b"Infinity", float("-inf") if negative else float("inf"))
        if not 48 <= byte <= 57:
            raise self.fail("invalid number", index)
        index += 1
        if byte == 48:
            if index < len(data) and 48 <= data[index] <= 57:
                raise self.fail("invalid number", index)
        else:
            while index < len(data) and 48 <= data[index] <= 57:
                index += 1
            if index - start > 4300:
                raise self.fail("number out of range", start + 4301)
        if index < len(data) and data[index] in (46, 101, 69):
            return self.fraction(start, index)
        self.index = index
        return int(data[start:index])

    def fraction(self, start, index):
        data, size = self.data, len(self.data)
        if data[index] == 46:
            index = self.digits(index + 1)
        if index < size and data[index] in (101, 69):
            index += 1
            if index < size and data[index] in (43, 45):
                index += 1
            index = self.digits(index)
        self.index = index
        return float(data[start:index])

    def digits(self, index):
        data, size = self.data, len(self.data)
        if index >= size:
            raise self.fail(_EOF_VALUE, index)
        if not 48 <= data[index] <= 57:
            raise self.fail("invalid number", index)
        while index < size and 48 <= data[index] <= 57:
            index += 1
        return index

    def string(self, cut_off):
        """A string from the quote at the index; `cut_off` takes one that ends with the text."""
        data, size = self.data, len(self.data)
        index = start = self.index + 1
        tape = bytearray()
        while True:
            if index >= size:
                if not cut_off:
                    raise self.fail(_EOF_STRING, index)
                break
            byte = data[index]
            if byte == 34:
                index += 1
                break
            if byte < 32:
                raise self.fail("control character (\\u0000-\\u001F) found while parsing a string", index)
            if byte != 92:
                tape.append(byte)
                index += 1
                continue
            index += 1
            if index >= size:
                if not cut_off:
                    raise self.fail(_EOF_STRING, index)
                break
            escape = data[index]
            if escape == 117:
                try:
                    char, index = self.escape(index)
                except JsonError as error:
                    if cut_off and error.message == _EOF_STRING:
                        index = error.index
                        break
                    raise
                tape.extend(char.encode())
            elif escape in _ESCAPES:
                tape.append(_ESCAPES[escape])
            else:
                raise self.fail("invalid escape", index)
            index += 1
        self.index = index
        try:
            return tape.decode()
        except UnicodeDecodeError as error:
            if cut_off and error.end == len(tape) and "unexpected end" in error.reason:
                return tape[: error.start].decode()
            raise self.fail("invalid unicode code point", start + error.start + 1) from None

    def escape(self, index):
        """The character of an escape whose `u` is at the index, and its last byte."""
        data, size = self.data, len(self.data)
        code, index = self.hex(index)
        if 0xDC00 <= code <= 0xDFFF:
            raise self.fail("lone leading surrogate in hex escape", index)
        if not 0xD800 <= code <= 0xDBFF:
            return chr(code), index
        following = data[index + 1 : index + 3]
        if len(following) < 2:
            if following and following != b"\\":
                raise self.fail("unexpected end of hex escape", index + 1)
            raise self.fail(_EOF_STRING, size)
        if following != b"\\u":
            raise self.fail("unexpected end of hex escape", index + (2 if following[:1] == b"\\" else 1))
        low, index = self.hex(index + 2)
        if not 0xDC00 <= low <= 0xDFFF:
            raise self.fail("lone leading surrogate in hex escape", index)
        return chr(0x10000 + (code - 0xD800 << 10 | low - 0xDC00)), index

    def hex(self, index):
        data = self.data
        if index + 5 > len(data):
            raise self.fail(_EOF_STRING, len(data))
        value = 0
        for _ in range(4):
            index += 1
            digit = b"0123456789abcdef".find(bytes((data[index],)).lower())
            if digit < 0:
                raise self.fail("invalid escape", index)
            value = value * 16 + digit
        return value, index


@without_frames
def from_json(data, *, allow_inf_nan=True, cache_strings=True, allow_partial=False):
    """Reads JSON text. Raises `ValueError` for text that is none."""
    from .errors import Invalid
    from .state import partial_mode

    if cache_strings not in (True, False, "all", "keys", "none"):
        raise ValueError("Invalid string cache mode, should be `'all'`, '`keys`', `'none`' or a `bool`")
    partial = partial_mode(allow_partial)
    try:
        text = json_text(data)
    except Invalid:
        text = None
    if text is None:
        raise TypeError("Expected bytes, bytearray or str")
    try:
        return parse_json(text, allow_inf_nan, partial)
    except JsonError as error:
        message = error.described()
    raise ValueError(message)
