# Who asks select() again and again, and is always told that it could write, keeps nobody from running.
import pathlib
import selectors
import socket
import sys
import threading

sys.path.insert(0, "")
pathlib.Path("asking.py").write_text('''
import selectors


def echo(kind, connection):
    with kind() as selector:
        selector.register(connection, selectors.EVENT_READ | selectors.EVENT_WRITE)
        while True:
            for key, events in selector.select():
                if events & selectors.EVENT_READ:
                    data = key.fileobj.recv(100)
                    if not data:
                        return
                    key.fileobj.sendall(data.upper())
''')
import asking

for kind in (selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector):
    ours, theirs = socket.socketpair()
    thread = threading.Thread(target=asking.echo, args=(kind, theirs))
    thread.start()
    for word in (b"one", b"two"):
        ours.sendall(word)
        print(kind.__name__, ours.recv(100))
    ours.shutdown(socket.SHUT_WR)
    thread.join()
    print("over")
    ours.close()
    theirs.close()
