"""Codecs of the library that are tables or functions in Python."""

import codecs

for text, names in {
    "bücher": ["punycode", "cp1252", "cp437", "iso-8859-15", "mac_roman", "cp850", "utf-7", "hp_roman8"],
    "привет": ["koi8-r", "cp1251", "cp866", "iso8859-5", "mac_cyrillic", "koi8_u", "punycode"],
    "あ": ["shift_jis", "euc_jp", "iso2022_jp", "cp932"],
    "你好": ["gb18030", "big5", "gbk", "hz", "gb2312", "big5hkscs"],
    "한": ["euc_kr", "cp949", "johab"],
    "ไทย": ["tis-620", "cp874"],
}.items():
    for name in names:
        data = text.encode(name)
        print(name, data, data.decode(name) == text, codecs.lookup(name).name)

print("bücher.example".encode("idna"), b"xn--bcher-kva.example".decode("idna"))
print(codecs.encode("Hello", "rot13"), codecs.encode(b"Hello", "base64"), codecs.encode(b"\x00\xff", "hex"))
print(codecs.encode(b"Hello=", "quopri"), codecs.decode(codecs.encode(b"a" * 50, "zlib"), "zlib") == b"a" * 50)
print(codecs.encode(b"Hello", "uu"))
for name, text in (("koi8_r", "é"), ("cp437", "€"), ("cp1251", "ÿ"), ("ascii", "é"), ("nothing", "a"), ("punycode", 1)):
    try:
        print(codecs.encode(text, name))
    except Exception as error:
        print(type(error).__name__, error)
for name, data in (("cp1252", b"\x81"), ("cp874", b"\xdb"), ("shift_jis", b"\x82")):
    try:
        print(data.decode(name))
    except Exception as error:
        print(type(error).__name__, error)
print("aéb".encode("koi8_r", "replace"), "aéb".encode("cp437", "xmlcharrefreplace"), b"a\x81b".decode("cp1252", "ignore"))
