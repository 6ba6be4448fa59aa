import select
import socket

one, other = socket.socketpair()
print(select.select([one, other], [one], [], 0)[0] == [])
other.send(b"x")
readable, writable, failed = select.select([one, other], [one, other], [one])
print(readable == [one], writable == [one, other], failed)
print(select.select([], [], [], 0.01))
poll = select.poll()
poll.register(one)
poll.register(other, select.POLLIN)
print([(fd == one.fileno(), event) for fd, event in poll.poll(10)])
one.recv(1)
poll.modify(one, select.POLLIN)
print(poll.poll(1))
other.close()
print([(fd == one.fileno(), event) for fd, event in poll.poll(10) if fd == one.fileno()])
poll.unregister(one)
try:
    poll.unregister(one)
except KeyError:
    print("KeyError")
try:
    poll.modify(one, select.POLLIN)
except OSError as error:
    print(error.errno)
for wrong in (lambda: select.select([-1], [], []), lambda: select.select(["x"], [], []), lambda: select.select(1, [], []),
              lambda: select.select([], [], [], -1), lambda: select.select([], [], [], "1")):
    try:
        wrong()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
with select.epoll() as epoll:
    epoll.register(one, select.EPOLLIN | select.EPOLLOUT)
    print([event for fd, event in epoll.poll(0)])
    try:
        epoll.register(one)
    except FileExistsError as error:
        print(error)
    epoll.modify(one, select.EPOLLET | select.EPOLLIN)
    print(len(epoll.poll(0)), len(epoll.poll(0)))
    epoll.unregister(one)
    try:
        epoll.unregister(one)
    except FileNotFoundError as error:
        print(error)
print(epoll.closed)
try:
    epoll.poll()
except ValueError as error:
    print(error)
one.close()
