import asyncio
import socket
import struct


async def handle(reader, writer):
    try:
        while data := await reader.read(10):
            print("server read", data)
    except ConnectionResetError as error:
        print("server:", type(error).__name__, error)
    writer.close()
    try:
        await writer.wait_closed()
    except ConnectionResetError as error:
        print("server: wait_closed", error)


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    sock = socket.create_connection(address)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.send(b"x")
    await asyncio.sleep(0.05)
    sock.close()
    await asyncio.sleep(0.05)
    reader, writer = await asyncio.open_connection(*address)
    writer.write(b"abc")
    await asyncio.sleep(0.05)
    writer.transport.abort()
    await asyncio.sleep(0.05)
    server.close()


asyncio.run(main())
with socket.create_server(("127.0.0.1", 0)) as server:
    client = socket.create_connection(server.getsockname())
    other, _ = server.accept()
    client.sendall(b"never read")
    other.close()
    try:
        print(client.recv(1))
    except ConnectionResetError as error:
        print(error)
    try:
        client.send(b"x")
    except BrokenPipeError as error:
        print(error)
    client.close()
    client = socket.create_connection(server.getsockname())
    other, _ = server.accept()
    other.close()
    print(client.recv(1), client.send(b"into nothing"))
    try:
        client.send(b"once more")
    except BrokenPipeError as error:
        print(error)
    client.close()
