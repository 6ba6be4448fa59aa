import asyncio
import socket
import threading
import time


def slow_server(server):
    connection, _ = server.accept()
    connection.recv(10)
    time.sleep(0.3)
    connection.sendall(b"late")
    connection.close()


async def ticker():
    for number in range(3):
        print("tick", number)
        await asyncio.sleep(0.05)


async def main():
    server = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=slow_server, args=(server,))
    thread.start()
    task = asyncio.create_task(ticker())
    await asyncio.sleep(0)
    client = socket.create_connection(server.getsockname())
    client.sendall(b"question")
    # Nothing else runs meanwhile.
    print(client.recv(10))
    client.close()
    await task
    thread.join()
    server.close()


asyncio.run(main())
