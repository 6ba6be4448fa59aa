"""Modules of the library for documents, archives and mail, as they are used."""

import email
import email.policy
import http.cookies
import io
import tarfile
import xml.etree.ElementTree as ET
import zipfile
from email.message import EmailMessage
from xml.dom import minidom
from xml.sax.saxutils import escape

root = ET.fromstring("<shop open='yes'><item price='3'>tea &amp; milk</item><item price='5'/>tail</shop>")
print(root.tag, root.attrib, [(item.get("price"), item.text) for item in root.iter("item")])
ET.SubElement(root, "item", price="7").text = "<cake>"
ET.indent(root)
print(ET.tostring(root, encoding="unicode"))
print([item.get("price") for item in root.findall("./item[@price='5']")])
print(minidom.parseString("<a><b c='d'>text</b></a>").documentElement.firstChild.toxml(), escape("<&>"))

buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr(zipfile.ZipInfo("a/b.txt", (2026, 1, 2, 3, 4, 6)), "hello " * 20)
    archive.writestr(zipfile.ZipInfo("c.txt", (2026, 1, 2, 3, 4, 6)), b"more")
buffer.name = "shop.zip"
with zipfile.ZipFile(buffer) as archive:
    print(archive.namelist(), archive.read("c.txt"), archive.testzip(), archive.infolist()[0])
    print([str(part) for part in zipfile.Path(archive).iterdir()])
try:
    zipfile.ZipFile(io.BytesIO(b"nothing"))
except zipfile.BadZipFile as error:
    print(error)

buffer = io.BytesIO()
with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
    info = tarfile.TarInfo("one.txt")
    info.size = 3
    archive.addfile(info, io.BytesIO(b"one"))
buffer.seek(0)
with tarfile.open(fileobj=buffer) as archive:
    print(archive.getnames(), archive.extractfile("one.txt").read())

message = EmailMessage()
message["Subject"] = "Grüße"
message["From"], message["To"] = "a@example.org", "B <b@example.org>"
message.set_content("Hello,\n\nwörld\n")
message.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="x.bin")
message.set_boundary("=====")
print(message)
back = email.message_from_bytes(bytes(message), policy=email.policy.default)
print(back["subject"], back["to"].addresses[0], [part.get_content_type() for part in back.walk()])
print(back.get_body().get_content())

cookie = http.cookies.SimpleCookie("a=1; b=two")
cookie["a"]["httponly"] = True
print(cookie["b"].value, cookie.output(sep=" | "))
