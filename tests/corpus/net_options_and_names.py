import socket

sock = socket.socket()
for name in ("SO_REUSEADDR", "SO_KEEPALIVE", "SO_TYPE", "SO_ERROR", "SO_BROADCAST", "SO_ACCEPTCONN", "SO_RCVBUF", "SO_SNDBUF"):
    value = sock.getsockopt(socket.SOL_SOCKET, getattr(socket, name))
    print(name, value if name not in ("SO_RCVBUF", "SO_SNDBUF") else value > 1000)
sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
print(sock.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR), sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
print(sock.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF), sock.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4))
try:
    sock.getsockopt(socket.SOL_SOCKET, 9999)
except OSError as error:
    print(error)
print(sock.detach() >= 3, sock.fileno())
print(socket.inet_aton("127.0.0.1"), socket.inet_ntoa(b"\x01\x02\x03\x04"), socket.inet_pton(socket.AF_INET6, "::1"))
print(socket.inet_ntop(socket.AF_INET6, bytes(15) + b"\x01"), socket.htons(80), socket.ntohl(1))
for wrong in (lambda: socket.inet_aton("1.2.3.256"), lambda: socket.inet_pton(socket.AF_INET, "1.2"), lambda: socket.htons(70000),
              lambda: socket.getservbyname("nothing"), lambda: socket.inet_ntoa(b"123"), lambda: socket.htonl(-1)):
    try:
        wrong()
    except (OSError, OverflowError, ValueError) as error:
        print(type(error).__name__, error)
print(socket.getservbyname("http"), socket.getservbyname("https", "tcp"), socket.getservbyport(22))
print(socket.gethostbyname("127.0.0.1"), socket.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
for host, port, options in (("127.0.0.1", 80, {}), ("127.0.0.1", "http", {"type": socket.SOCK_STREAM}), ("::1", 8080, {"proto": socket.IPPROTO_UDP}),
                            (None, 80, {"family": socket.AF_INET, "flags": socket.AI_PASSIVE, "type": socket.SOCK_STREAM})):
    for entry in socket.getaddrinfo(host, port, **options):
        print(entry)
for wrong in (("127.0.0.1", "nothing"), ("not a name at all", 80)):
    try:
        socket.getaddrinfo(*wrong, flags=socket.AI_NUMERICHOST)
    except socket.gaierror as error:
        print(error)
try:
    socket.getaddrinfo("::1", 80, family=socket.AF_INET)
except socket.gaierror as error:
    print(error.errno == socket.EAI_ADDRFAMILY, error)
try:
    socket.socket(99)
except OSError as error:
    print(error)
print(socket.has_ipv6, socket.SOMAXCONN > 0, socket.CMSG_LEN(4), socket.CMSG_SPACE(4))
