"""TLS over sockets: threads that block, and asyncio on both ends."""

import asyncio
import os
import socket
import ssl
import tempfile
import threading

# Made by: openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/C=NL/ST=Utrecht/O=A Lesson/CN=localhost"
#   -addext "subjectAltName=DNS:localhost,IP:127.0.0.1"
CERT = """\
-----BEGIN CERTIFICATE-----
MIIDiTCCAnGgAwIBAgIULJzPyY1r9kGSiCzfsTBPT7X56ZowDQYJKoZIhvcNAQEL
BQAwRjELMAkGA1UEBhMCTkwxEDAOBgNVBAgMB1V0cmVjaHQxETAPBgNVBAoMCEEg
TGVzc29uMRIwEAYDVQQDDAlsb2NhbGhvc3QwHhcNMjYxMTI5MDQxNzM3WhcNMzYx
MTI2MDQxNzM3WjBGMQswCQYDVQQGEwJOTDEQMA4GA1UECAwHVXRyZWNodDERMA8G
A1UECgwIQSBMZXNzb24xEjAQBgNVBAMMCWxvY2FsaG9zdDCCASIwDQYJKoZIhvcN
AQEBBQADggEPADCCAQoCggEBANgwJFn1qGjr3BfY4Mteq4xUGtl0sHD7xGZwci5b
WSx3i73OX96dDQmleSSbaHu1n1V9ecx5NgcJimByPThma3+gOmnetIce1kuOvwc/
OporUI7ohhSLEEoSfmRwXMj20KUNH1TAByqsSup5B3YereIOnoH4aWcCQuLlezqi
oxWPBrfr37ZE3gs6yUbJMhI81VWo+TnFCR6MSZBZVzpZgbBT4IfS3sqHJYz9I3A3
tpUgDyRxy9sNelDXvOJUoUw3W0jFn4oPkuxXL19/qQTZgXdT6duBUrnz/ThZZue4
0HYM300VPVQK2U05CTGmONK2t1ERrKxD8WPXAxvz6eMmwL8CAwEAAaNvMG0wHQYD
VR0OBBYEFBCSUmNqrldus7iK2WD7o0F5AkhGMB8GA1UdIwQYMBaAFBCSUmNqrldu
s7iK2WD7o0F5AkhGMA8GA1UdEwEB/wQFMAMBAf8wGgYDVR0RBBMwEYIJbG9jYWxo
b3N0hwR/AAABMA0GCSqGSIb3DQEBCwUAA4IBAQAGhNJK6p9jzhaLgR4M/HvQLuSh
Tumrw+L3zmIyM2sGamYBaqeGFqD4vxnLN3SBKH0BzJOpvre8T0sxSIpWe+r5NTuv
mDGhCbbX6F++YLQdH0Mo8+DuOgqfVerjhYeiJswOT4n1JUQLrDBb643Xd+DNII2n
KL3zqR3eVgYfv7C52ATjmjAhr//FJGYnDtathvDq5VtpvID/DgqQ2247wDLiI1ih
wpXdkonwoIW+L83hGFU5gmZ4r7+vNlwlcfaYvvxgUTrH9S/6ud+93nN058IjxasB
Hb+18HMcmYtv/okS6MEm7I5A+dwzmUlMQyjN9DgpSn5EZNWyIZmhNjrCiRA+
-----END CERTIFICATE-----
"""
KEY = """\
-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDYMCRZ9aho69wX
2ODLXquMVBrZdLBw+8RmcHIuW1ksd4u9zl/enQ0JpXkkm2h7tZ9VfXnMeTYHCYpg
cj04Zmt/oDpp3rSHHtZLjr8HPzqaK1CO6IYUixBKEn5kcFzI9tClDR9UwAcqrErq
eQd2Hq3iDp6B+GlnAkLi5Xs6oqMVjwa369+2RN4LOslGyTISPNVVqPk5xQkejEmQ
WVc6WYGwU+CH0t7KhyWM/SNwN7aVIA8kccvbDXpQ17ziVKFMN1tIxZ+KD5LsVy9f
f6kE2YF3U+nbgVK58/04WWbnuNB2DN9NFT1UCtlNOQkxpjjStrdREaysQ/Fj1wMb
8+njJsC/AgMBAAECggEAAQmWGxJpOPusxjaFuaQeKaG7sUB0mk4y/pTaj2tjzalT
M9l6L0zMo7e2EZ1nTnSsK5JbE8afIkCC9/yEW7FuIaIotZpafm2A9MLeGtBMXTIJ
BG6MOiwCq4BUN/IsF9DLZodeF5+GSUejYmWrSf9SsUuFqjUBeHuTy5fzU/A03SUc
zpHOz47TLZOO4jjAdAkOer6ZymzjWJfkyqvlgPPE8lB+mWDp5EiQMItw2fwYtTCy
xQgiJ6Ey9a+z+KuQzL4NivcJgR3ooAZu+K3uFUcHjfJeG9mDJA0pBqUH/PA01jEY
gGBgQ1OlIfQKKgNEK9zYCi0LcqrjkmRE4/KGgkA5MQKBgQDuQ+cMkpb5wyTpQTMS
llEnPfbTZzRg9vuOMX2RcQixTLliMu/sR2FJqIdThg5dkEA/x6WVOpLdYmMgGoux
itX+SRgIKv2nVns6Uyf/WxHkgAftbrwlS2oT04Zx5RMe70fo+Qhg8Q2rd4DoG6i/
sUYnJ8GWV5w2t4yP8broLejTzwKBgQDoR5AdUl+OfGVFivh5Mj8aG7NXDDZ9b2iI
cW1VlC8dpmYPu3Bck98QTpRr2rzuJyNnZDPYZZVm5PZQxoin354uLgKtoXsilWeP
NR9IoSQjSzOFZ8mpg3UXiwj6u6v7RoToGyut0vzOHGVp5TUU56JLxR+N0IO4AKsV
yW0jQ4BQEQKBgQCFdHshy6nM08UE8YQN0Sw7crWhy5jHBw/3oTjYEhvwUy0zF5zT
F1gizcaeveOl/HpAPy872scQQV+MR9Ie68jY2VAgoxPYetQi4xjwKq5m8l9+WhwA
N7F+0Wfou4puNVBt6a8LvXkOpa0KVRO76yuEGvyPnRreewi8R4WNLsnOeQKBgH2P
AYX4GxNIhu26m2nYEWgphR4Oyf2wFU98EN/rxDRA2Ha0mZ5RiIimEXDjwrDxkx+2
eJgHAWWnasZrKz+jjzvjPytgWNFu9ZXh31FBWemCIw1/9vCc0NSzIV13yRWBHyLg
XRIPNPytONyvO6xbMc3HdrEP/8OdCN40Dby8JkYhAoGAeua63i3TYVX9A+uo+c4a
h84KHEuoAfhAp4aXG+Ovw1O9oNF4/KXlhqhFOTFsC7I2u2h6sr1fJV9GjRRDiGNV
xbw6Pn85SBPHJgJV5VFAFoijTcdXqf4cZTLWFGrH+p9olfnr72SBK9KuBtclRRg7
FrN9qLaNBHh0/F4vQWUsap8=
-----END PRIVATE KEY-----
"""

folder = tempfile.mkdtemp()
cert, key = os.path.join(folder, "cert.pem"), os.path.join(folder, "key.pem")
for name, text in ((cert, CERT), (key, KEY)):
    with open(name, "w") as file:
        file.write(text)


def told(call):
    try:
        print(call())
    except Exception as error:
        names = [name for name in ("library", "reason", "verify_code", "verify_message") if hasattr(error, name)]
        print(type(error).__name__, error, {name: getattr(error, name) for name in names})


def contexts(trusted=True):
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(cert, key)
    client = ssl.create_default_context(cafile=cert if trusted else None)
    return client, server


def serve(listening, context):
    with context.wrap_socket(listening, server_side=True) as secure:
        connection, _ = secure.accept()
        with connection:
            data = connection.recv(100)
            print("the server got", data, connection.version(), connection.server_side)
            connection.sendall(data.upper())
            connection.unwrap().close()


client, server = contexts()
listening = socket.create_server(("127.0.0.1", 0))
address = listening.getsockname()
thread = threading.Thread(target=serve, args=(listening, server))
thread.start()
with socket.create_connection(address) as plain:
    with client.wrap_socket(plain, server_hostname="localhost") as secure:
        print(secure.version(), secure.cipher()[0], secure.getpeercert()["subjectAltName"])
        secure.sendall(b"hello")
        print(secure.recv(2), secure.pending(), secure.recv(100), secure.recv(100))
        secure.unwrap().close()
thread.join()

listening = socket.create_server(("127.0.0.1", 0))
waiting = socket.create_connection(listening.getsockname())
waiting.settimeout(0.5)
told(lambda: client.wrap_socket(waiting, server_hostname="localhost"))
eager = socket.create_connection(listening.getsockname())
eager.setblocking(False)
eager = client.wrap_socket(eager, server_hostname="localhost", do_handshake_on_connect=False)
told(eager.do_handshake)
told(lambda: client.wrap_socket(socket.socket(), server_hostname="localhost").send(b"x"))
told(lambda: client.wrap_socket(socket.socket(), server_hostname="localhost").do_handshake())
unconnected = client.wrap_socket(socket.socket(), server_hostname="localhost")
print(unconnected.version(), unconnected.cipher(), unconnected.pending(), unconnected.server_hostname)
told(unconnected.getpeercert)
one, other = socket.socketpair()
other.send(b"SSH-2.0-OpenSSH_9.9\r\n")
told(lambda: client.wrap_socket(one, server_hostname="localhost"))
for each in (listening, waiting, eager, unconnected, one, other):
    each.close()


async def answer(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()
    await writer.wait_closed()


async def ask(address, context, host):
    reader, writer = await asyncio.open_connection(*address, ssl=context, server_hostname=host)
    print(writer.get_extra_info("cipher"), writer.get_extra_info("peercert").get("subject"))
    for word in (b"one\n", b"two\n"):
        writer.write(word)
        print(await reader.readline())
    writer.close()
    await writer.wait_closed()


async def main():
    client, server = contexts()
    serving = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=server)
    address = serving.sockets[0].getsockname()
    async with serving:
        await ask(address, client, "localhost")
        for context, host in ((client, "example.org"), (contexts(False)[0], "localhost")):
            try:
                await ask(address, context, host)
            except ssl.SSLCertVerificationError as error:
                print(error.verify_code, error)
        # What is begun in the clear goes on in secret.
        reader, writer = await asyncio.open_connection(*address)
        await writer.start_tls(client, server_hostname="localhost")
        writer.write(b"upgraded\n")
        print(await reader.readline(), writer.get_extra_info("ssl_object").version())
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
