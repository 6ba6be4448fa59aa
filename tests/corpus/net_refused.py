import asyncio
import socket


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def main():
    port = free_port()
    try:
        await asyncio.open_connection("127.0.0.1", port)
    except OSError as error:
        print(type(error).__name__, error.errno, str(error).replace(str(port), "PORT"))
    try:
        await asyncio.open_connection("127.0.0.1", 70000)
    except (OSError, OverflowError) as error:
        print(type(error).__name__, error)
    sock = socket.socket()
    sock.setblocking(False)
    try:
        await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", port))
    except OSError as error:
        print(type(error).__name__, str(error).replace(str(port), "PORT"))
    sock.close()
    with socket.socket() as blocking:
        print(blocking.connect_ex(("127.0.0.1", port)))
        try:
            blocking.connect(("127.0.0.1", port))
        except ConnectionRefusedError as error:
            print(error)


asyncio.run(main())
