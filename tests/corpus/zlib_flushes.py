"""Flushing a compressor again: nothing follows a flush at once, a block of its own follows `compress(b"")`."""
import zlib

END = b"\x00\x00\xff\xff"
compressor = zlib.compressobj(wbits=-15)
text = compressor.compress(b"hello " * 20) + compressor.flush(zlib.Z_SYNC_FLUSH)
print(text.endswith(END))
print(compressor.flush(zlib.Z_SYNC_FLUSH))
print(compressor.compress(b""), compressor.flush(zlib.Z_SYNC_FLUSH))
print(compressor.compress(b""), compressor.flush(zlib.Z_SYNC_FLUSH), compressor.flush(zlib.Z_SYNC_FLUSH))
print(compressor.compress(b""), compressor.flush(zlib.Z_FULL_FLUSH), compressor.flush(zlib.Z_SYNC_FLUSH))
print(compressor.compress(b""), compressor.flush(zlib.Z_NO_FLUSH), compressor.flush(zlib.Z_SYNC_FLUSH))
twin = compressor.copy()
print(twin.compress(b""), twin.flush(zlib.Z_SYNC_FLUSH), compressor.flush(zlib.Z_SYNC_FLUSH))
more = compressor.compress(b"bye") + compressor.flush(zlib.Z_SYNC_FLUSH)
print(more.endswith(END), len(more) > 5)

# As WebSocket's compression does with every message, and takes the last four bytes away.
sender, receiver = zlib.compressobj(wbits=-12), zlib.decompressobj(wbits=-12)
for message in ("one", "", "two", "", "", "three"):
    data = sender.compress(message.encode()) + sender.flush(zlib.Z_SYNC_FLUSH)
    assert data.endswith(END), data
    print(repr(receiver.decompress(data[:-4] + END).decode()), data[:-4] == b"\x00")
