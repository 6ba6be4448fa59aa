"""Bytes as text, in one of the modes of a configuration."""

from ..binary_text import base64_encoded
from .errors import JsonFailure


def bytes_text(data, mode):
    """The text of bytes. Raises `UnicodeDecodeError` for bytes that are not UTF-8 where they should be."""
    if mode == "base64":
        return base64_encoded(data)
    if mode == "hex":
        return bytes(data).hex()
    data = bytes(data)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        start = error.start
    raise UnicodeDecodeError("utf-8", data, start, start + 1, "invalid utf-8")


def bytes_to_json_text(data, mode):
    """As `bytes_text`, for JSON text: what is wrong with the bytes is said with their number."""
    if mode != "utf8":
        return bytes_text(data, mode)
    try:
        return bytes(data).decode()
    except UnicodeDecodeError as error:
        if "unexpected end" in error.reason:
            raise JsonFailure(f"incomplete utf-8 byte sequence from index {error.start}") from None
        size = max(1, error.end - error.start)
        raise JsonFailure(f"invalid utf-8 sequence of {size} bytes from index {error.start}") from None
