"""Bytes from base64 and hexadecimal text, with the errors that say where it is wrong."""

_STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_URL_SAFE = _STANDARD[:-2] + "-_"


class DecodeError(Exception):
    """Text that stands for no bytes, with the words for why."""

    def __init__(self, message, byte=None):
        Exception.__init__(self, message)
        self.byte = byte


def base64_decoded(text):
    """Bytes from base64, in the alphabet for URLs or the usual one, with or without padding. Raises `DecodeError`."""
    data = text.encode()
    try:
        return _decoded(data, _URL_SAFE)
    except DecodeError as error:
        if error.byte not in (43, 47):
            raise
    return _decoded(data, _STANDARD)


def _decoded(data, alphabet):
    values = {ord(char): value for value, char in enumerate(alphabet)}
    body = data.rstrip(b"=")
    padding = len(data) - len(body)
    for index, byte in enumerate(body):
        if byte not in values:
            raise DecodeError(f"Invalid symbol {byte}, offset {index}.", byte)
    if padding > 2 or (padding and (len(body) + padding) % 4):
        if len(body) % 4 < 2 or padding > 2 or len(body) + padding > (len(body) + 3) // 4 * 4:
            raise DecodeError(f"Invalid symbol 61, offset {len(body)}.", 61)
        raise DecodeError("Invalid padding")
    if len(body) % 4 == 1:
        raise DecodeError(f"Invalid input length: {len(data)}")
    number = 0
    for byte in body:
        number = number << 6 | values[byte]
    extra = len(body) * 6 % 8
    if number & ((1 << extra) - 1):
        raise DecodeError(f"Invalid last symbol {body[-1]}, offset {len(body) - 1}.")
    return (number >> extra).to_bytes(len(body) * 6 // 8, "big")


def hex_decoded(text):
    """Bytes from hexadecimal digits. Raises `DecodeError`."""
    data = text.encode()
    if len(data) % 2:
        raise DecodeError("Odd number of digits")
    for index, byte in enumerate(data):
        if chr(byte) not in "0123456789abcdefABCDEF":
            raise DecodeError(f"Invalid character {chr(byte)!r} at position {index}")
    return bytes.fromhex(text)


def base64_encoded(data):
    """Base64 in the alphabet for URLs, with padding."""
    from binascii import b2a_base64

    return b2a_base64(data, newline=False).decode().replace("+", "-").replace("/", "_")
