import socket
import threading


def serve(server):
    for _ in range(3):
        connection, _ = server.accept()
        threading.Thread(target=answer, args=(connection,)).start()


def answer(connection):
    with connection:
        while data := connection.recv(64):
            connection.sendall(b"<" + data + b">")


server = socket.create_server(("127.0.0.1", 0))
thread = threading.Thread(target=serve, args=(server,))
thread.start()
for number in range(3):
    with socket.create_connection(server.getsockname()) as client:
        client.sendall(b"n%d" % number)
        print(client.recv(64))
        client.sendall(b"again")
        print(client.recv(64))
thread.join()
server.close()
