import struct, decimal
for fmt, args in ((">h", (40000,)), ("B", (-1,)), ("4s", ("str",)), ("2I", (1,)), ("z", ()), ("?", ([],)), ("I", ("x",)), ("d", ("x",)), ("c", ("x",)), ("c", (b"xy",)),("<I",(1.5,)), ("4s", (b"abcdef",))):
    try:
        print(fmt, struct.pack(fmt, *args))
    except struct.error as e:
        print("struct.error", fmt, e)
    except Exception as e: print("OTHER", fmt, repr(e))
for v in (None, [], object, "x", (1,), 1j):
    try: print(decimal.Decimal(v))
    except Exception as e: print(repr(e))
try:
    class A(int, str): pass
except TypeError as e: print(e)
ba = bytearray(8)
mv = memoryview(ba)[2:6]
try:
    struct.pack_into(">f", mv, 0, 1.5)
    ba.append(1)
except BufferError as e:
    print(e)
for data in (b"\x01", b"\x01\x02\x03"):
    try:
        print(struct.unpack("<H", data))
    except struct.error as e:
        print(e)
