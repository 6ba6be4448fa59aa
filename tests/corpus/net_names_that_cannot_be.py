"""Names that no host can have: what each function says of them."""

import socket


def show(function, *arguments):
    try:
        print(str(function(*arguments))[:60])
    except Exception as error:
        print(type(error).__module__, type(error).__qualname__, error)


LONG = "x" * 70
ASKED = {
    "getaddrinfo": lambda host: socket.getaddrinfo(host, 80),
    "gethostbyname": socket.gethostbyname,
    "connect": lambda host: socket.socket().connect((host, 80)),
    "bind": lambda host: socket.socket().bind((host, 0)),
    "getnameinfo": lambda host: socket.getnameinfo((host, 80), 0),
    "create_connection": lambda host: socket.create_connection((host, 1)),
}
for host in ["a..b", LONG + ".invalid", "a\0b", ".", ".invalid", "a b.invalid", "ü" * 70]:
    for name, function in ASKED.items():
        if host != "." or name in ("getaddrinfo", "gethostbyname"):
            print(repr(host)[:20], name, end=": ")
            show(function, host)
