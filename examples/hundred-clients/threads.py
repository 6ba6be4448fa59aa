# A thread for each client, as servers were first written.
# Look for: 200 threads that only wait, each with a stack of 8 MB.
import socket
import threading
import time

CLIENTS = 100  # try 1000


def serve(connection):
    with connection:
        name = connection.recv(100)
        time.sleep(1)  # asks the database
        connection.sendall(b"hello " + name)


def accept(server):
    for _ in range(CLIENTS):
        connection, _ = server.accept()
        threading.Thread(target=serve, args=[connection]).start()


def ask(name, address):
    with socket.create_connection(address) as connection:
        connection.sendall(b"%d" % name)
        answers.append(connection.recv(100))


answers = []
began = time.monotonic()
with socket.create_server(("127.0.0.1", 0), backlog=CLIENTS) as server:
    threading.Thread(target=accept, args=[server]).start()
    address = server.getsockname()
    clients = [
        threading.Thread(target=ask, args=[name, address])
        for name in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    time.sleep(0.5)
    print(threading.active_count() - 1, "threads, half of them serve")
    for client in clients:
        client.join()
took = time.monotonic() - began
print(f"{len(answers)} answers, the last after {took:.0f} s")
