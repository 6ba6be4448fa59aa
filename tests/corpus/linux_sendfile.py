# From a file to a pipe and to a socket; several buffers at once.
import asyncio
import os
import socket
import tempfile

os.chdir(tempfile.mkdtemp())
with open("digits", "wb") as file:
    print(os.writev(file.fileno(), [b"01234", bytearray(b"56"), memoryview(b"789")]))

reader, writer = os.pipe()
file = open("digits", "rb", buffering=0)
print(os.sendfile(writer, file.fileno(), 2, 3), os.read(reader, 10), file.tell())
print(os.sendfile(writer, file.fileno(), None, 4), os.read(reader, 100), file.tell())
print(os.sendfile(writer, file.fileno(), None, 100), os.read(reader, 100), file.tell(), os.sendfile(writer, file.fileno(), None, 5))
for out, into in ((1, 99), (99, file.fileno()), (writer, reader)):
    try:
        os.sendfile(out, into, 0, 5)
    except OSError as error:
        print(error)

os.write(writer, b"abcd")
buffers = [bytearray(3), bytearray(3)]
print(os.readv(reader, buffers), buffers)
os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_SEQUENTIAL)
os.fdatasync(file.fileno())
os.sync()

ours, theirs = socket.socketpair()
with open("digits", "rb") as source:
    print(ours.sendfile(source, offset=1, count=8), source.tell())
ours.close()
print(theirs.recv(100), theirs.recv(10))
theirs.close()


async def serve(reader, writer):
    with open("big", "rb") as source:
        sent = await asyncio.get_running_loop().sendfile(writer.transport, source)
    print("sent", sent)
    writer.close()


async def main():
    with open("big", "wb") as target:
        target.write(bytes(range(256)) * 4096)
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    data = await reader.read()
    print(len(data), data == bytes(range(256)) * 4096)
    writer.close()
    server.close()
    await server.wait_closed()


asyncio.run(main())
