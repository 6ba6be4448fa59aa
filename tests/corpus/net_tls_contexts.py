"""Contexts: what they are made of, and what they refuse."""

import os
import ssl
import tempfile
import warnings

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


def facts(context):
    print(repr(context.verify_mode), context.check_hostname, repr(context.verify_flags), repr(context.protocol))
    print(repr(context.options), repr(context.minimum_version), repr(context.maximum_version), context.hostname_checks_common_name)
    print(context.cert_store_stats(), context.session_stats(), context.security_level, context.num_tickets, context.post_handshake_auth)
    print(context.sni_callback, context.keylog_filename)


facts(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
facts(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER))
facts(ssl.create_default_context(cafile=cert))
context = ssl.create_default_context(cafile=cert)
told(lambda: setattr(context, "verify_mode", ssl.CERT_NONE))
told(lambda: setattr(context, "verify_mode", 7))
told(lambda: setattr(context, "minimum_version", 5))
told(lambda: setattr(context, "num_tickets", 3))
told(lambda: ssl.SSLContext(99))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    old = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
    ssl.SSLContext()
    print([str(one.message) for one in caught])
told(lambda: setattr(old, "minimum_version", ssl.TLSVersion.TLSv1_3))
server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
missing, other = os.path.join(folder, "missing.pem"), os.path.join(folder, "other.txt")
with open(other, "w") as file:
    file.write("no certificate\n")
told(lambda: server.load_cert_chain(missing))
told(lambda: server.load_cert_chain(other))
told(lambda: server.load_cert_chain(key))
told(lambda: server.load_cert_chain(cert))
told(lambda: server.load_cert_chain(cert, key, password=3))
told(lambda: server.load_cert_chain(cert, key, password="unused"))
told(lambda: server.load_verify_locations(missing))
told(lambda: server.load_verify_locations(other))
told(lambda: server.load_verify_locations())
told(lambda: server.load_verify_locations(cafile=3))
told(lambda: server.load_verify_locations(cadata=3))
told(lambda: server.load_verify_locations(cadata="x"))
told(lambda: server.load_verify_locations(cadata=b"x"))
told(lambda: server.load_verify_locations(cadata=CERT))
told(lambda: server.load_verify_locations(cadata=ssl.PEM_cert_to_DER_cert(CERT)))
print(server.cert_store_stats(), server.get_ca_certs(), len(server.get_ca_certs(binary_form=True)))
told(lambda: server.set_ciphers("NOPE"))
told(lambda: server.set_ciphers("ECDHE+AESGCM"))
told(lambda: server.set_ecdh_curve("nope"))
told(lambda: server.set_ecdh_curve("prime256v1"))
told(lambda: server.set_alpn_protocols([""]))
print(context.get_ciphers()[0])
bios = ssl.MemoryBIO(), ssl.MemoryBIO()
told(lambda: context.wrap_bio(*bios))
told(lambda: context.wrap_bio(*bios, server_hostname=""))
told(lambda: context.wrap_bio(*bios, server_hostname=".a"))
told(lambda: context.wrap_bio(*bios, server_hostname="a\0b"))
told(lambda: server.wrap_bio(*bios))
told(lambda: server.wrap_bio(*bios, server_side=True, server_hostname="a"))
print(context.wrap_bio(*bios, server_hostname="bücher.example").server_hostname)

print(ssl.OPENSSL_VERSION_INFO[:2] >= (3, 0), ssl.HAS_TLSv1_3, ssl.HAS_ALPN, ssl.HAS_SNI, len(ssl.RAND_bytes(5)), ssl.RAND_status())
told(lambda: ssl.RAND_bytes(-1))
print(ssl.Purpose.SERVER_AUTH, ssl.Purpose.CLIENT_AUTH.oid, list(ssl.TLSVersion), list(ssl.VerifyMode), len(ssl.AlertDescription))
print(ssl.SSLError(1, "x"), ssl.SSLError("a", "b", "c").args, repr(ssl.SSLError()), str(ssl.SSLError("only")), ssl.SSLError.__mro__[1:3])
bio = ssl.MemoryBIO()
print(bio.write(b"abc"), bio.read(2), bio.pending, bio.read(), bio.read(), bio.eof)
bio.write_eof()
print(bio.eof)
told(lambda: bio.write("a"))
told(ssl.SSLObject)
told(ssl.SSLSession)
print(ssl.cert_time_to_seconds("Jan  5 09:34:43 2018 GMT"), ssl.DER_cert_to_PEM_cert(b"abc"))
