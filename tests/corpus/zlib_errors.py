"""What is no compressed data, in the words of the C library."""

import gzip
import zlib


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__module__, type(error).__qualname__, error)


good = zlib.compress(b"hello" * 100)
show(lambda: zlib.decompress(b"hello"))
show(lambda: zlib.decompress(good[:-3]))
show(lambda: zlib.decompress(good[:-1] + b"x"))
show(lambda: zlib.decompressobj().decompress(b"hello"))
show(lambda: zlib.decompressobj(31).decompress(b"hello"))
show(lambda: zlib.decompressobj(-15).decompress(b"\xffhello"))
show(lambda: zlib.decompressobj(47).decompress(b"hello"))
show(lambda: zlib.decompressobj().decompress(good[:-1] + b"x"))
show(lambda: gzip.decompress(b"hello"))

reader = zlib.decompressobj()
print(reader.decompress(good[:-3], 7), reader.eof, len(reader.unconsumed_tail) > 0)
print(len(reader.decompress(reader.unconsumed_tail)), reader.eof, reader.unused_data)
print(reader.flush(), type(reader))
