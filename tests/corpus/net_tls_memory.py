"""TLS between two buffers: handshakes, data, farewells, and how each fails."""

import os
import ssl
import tempfile

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


class Pair:
    """A client and a server, and four buffers between them."""

    def __init__(self, client, server, host="localhost"):
        self.to_client, self.from_client = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.to_server, self.from_server = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.client = client.wrap_bio(self.to_client, self.from_client, server_hostname=host)
        self.server = server.wrap_bio(self.to_server, self.from_server, server_side=True)

    def carry(self):
        self.to_server.write(self.from_client.read())
        self.to_client.write(self.from_server.read())

    def shake(self):
        ends = {"client": self.client, "server": self.server}
        for turn in range(5):
            for name, end in list(ends.items()):
                try:
                    end.do_handshake()
                except ssl.SSLWantReadError:
                    pass
                except ssl.SSLError as error:
                    print(name, type(error).__name__, error, getattr(error, "verify_code", ""))
                    del ends[name]
                else:
                    print(name, "is done in turn", turn)
                    del ends[name]
                self.carry()


pair = Pair(*contexts())
told(pair.client.do_handshake)
told(lambda: pair.client.read(10))
told(lambda: pair.client.getpeercert())
pair.shake()
for end in (pair.client, pair.server):
    print(end.version(), end.cipher(), end.compression(), end.selected_alpn_protocol(), end.server_hostname, end.server_side)
    print(end.getpeercert(), end.session_reused)
print(pair.client.getpeercert(True) == ssl.PEM_cert_to_DER_cert(CERT), pair.server.getpeercert(True))
print(pair.client.get_channel_binding() == pair.server.get_channel_binding() != None)
told(lambda: pair.client.get_channel_binding("unknown"))
told(lambda: pair.client.read(10))

print(pair.client.write(b"hello"), pair.client.write(b""))
pair.carry()
print(pair.server.pending(), pair.server.read(2), pair.server.pending(), pair.server.read(100))
buffer = bytearray(8)
pair.server.write(b"abcdef")
pair.carry()
print(pair.client.read(3, buffer), buffer, pair.client.read(), pair.client.read(0))
told(lambda: pair.client.read(-1))
told(pair.server.unwrap)
pair.carry()
print(pair.client.read(10), pair.client.unwrap())
pair.carry()
print(pair.server.unwrap())
told(lambda: pair.server.write(b"x"))
told(lambda: pair.client.read(3))

print("an end without a farewell")
pair = Pair(*contexts())
pair.shake()
pair.to_client.write_eof()
told(lambda: pair.client.read(5))
told(lambda: pair.to_client.write(b"x"))
print(pair.to_client.eof, pair.to_client.pending, pair.to_client.read())

print("data instead of a farewell")
pair = Pair(*contexts())
told(pair.client.unwrap)
pair.shake()
told(pair.client.unwrap)
pair.server.write(b"more")
pair.carry()
told(pair.client.unwrap)

print("the wrong host")
Pair(*contexts(), "example.org").shake()
print("the wrong address")
Pair(*contexts(), "10.0.0.1").shake()
print("the right address")
Pair(*contexts(), "127.0.0.1").shake()
print("nobody vouches")
pair = Pair(*contexts(False))
try:
    while True:
        pair.carry()
        try:
            pair.client.do_handshake()
        except ssl.SSLWantReadError:
            pass
        pair.carry()
        try:
            pair.server.do_handshake()
        except ssl.SSLWantReadError:
            pass
except ssl.SSLCertVerificationError as error:
    print(isinstance(error, ValueError), isinstance(error, OSError), error.errno, error.library, error.reason)
    print(error.verify_code, error.verify_message, error.strerror)
print("nobody asks")
client, server = contexts(False)
client.check_hostname = False
client.verify_mode = ssl.CERT_NONE
pair = Pair(client, server)
pair.shake()
print(pair.client.getpeercert(), len(pair.client.getpeercert(True)) > 500)

print("no common version")
client, server = contexts()
client.minimum_version = ssl.TLSVersion.TLSv1_3
server.maximum_version = ssl.TLSVersion.TLSv1_2
Pair(client, server).shake()
print("an older version")
client, server = contexts()
client.maximum_version = ssl.TLSVersion.TLSv1_2
pair = Pair(client, server)
pair.shake()
print(pair.client.version(), pair.server.cipher())
print("no version at all")
client.minimum_version = ssl.TLSVersion.TLSv1_3
told(Pair(client, server).client.do_handshake)
print("no certificate")
Pair(client=contexts()[0], server=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)).shake()
print("no TLS")
pair = Pair(*contexts())
told(pair.client.do_handshake)
pair.to_client.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
told(pair.client.do_handshake)
pair.to_server.write(b"GET / HTTP/1.1\r\n\r\n")
told(pair.server.do_handshake)

print("protocols above")
client, server = contexts()
client.set_alpn_protocols(["h2", "http/1.1"])
server.set_alpn_protocols(["http/1.1", "h2"])
pair = Pair(client, server)
pair.shake()
print(pair.client.selected_alpn_protocol(), pair.server.selected_alpn_protocol())
