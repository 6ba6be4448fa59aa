import asyncio
import socket


async def serve(server, loop):
    connection, address = await loop.sock_accept(server)
    print("accepted from", address[0], connection.gettimeout())
    with connection:
        while data := await loop.sock_recv(connection, 4):
            print("piece", data)
            await loop.sock_sendall(connection, data[::-1])
    print("server done")


async def main():
    loop = asyncio.get_running_loop()
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    server.setblocking(False)
    task = asyncio.create_task(serve(server, loop))
    client = socket.socket()
    client.setblocking(False)
    await loop.sock_connect(client, server.getsockname())
    await loop.sock_sendall(client, b"abcdefgh")
    buffer = bytearray(8)
    count = 0
    while count < 8:
        count += await loop.sock_recv_into(client, memoryview(buffer)[count:])
    print(buffer)
    client.close()
    await task
    server.close()
    blocking = socket.socket()
    loop.set_debug(True)
    try:
        await loop.sock_recv(blocking, 1)
    except ValueError as error:
        print(error)
    blocking.close()
    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    other = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for each in (one, other):
        each.setblocking(False)
        each.bind(("127.0.0.1", 0))
    await loop.sock_sendto(one, b"datagram", other.getsockname())
    data, sender = await loop.sock_recvfrom(other, 100)
    print(data, sender == one.getsockname())
    one.close()
    other.close()


asyncio.run(main())
