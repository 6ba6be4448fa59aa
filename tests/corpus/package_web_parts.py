"""itsdangerous, blinker, wsproto: what web frameworks are made of, by bytes alone."""
import datetime
import blinker
import wsproto
from itsdangerous import BadSignature, SignatureExpired, Signer, TimestampSigner, URLSafeSerializer, URLSafeTimedSerializer
from wsproto.connection import ConnectionType
from wsproto.events import AcceptConnection, BytesMessage, CloseConnection, Ping, Request, TextMessage

signer = Signer("secret")
print(signer.sign("value"), signer.unsign(signer.sign("value")))
try:
    signer.unsign("value.wrong")
except BadSignature as error:
    print(type(error).__name__, error)
token = URLSafeSerializer("key", salt="s").dumps({"id": 5, "name": "Ada"})
print(token, URLSafeSerializer("key", salt="s").loads(token))
stamped = URLSafeTimedSerializer("key").dumps([1, 2])
print(URLSafeTimedSerializer("key").loads(stamped, max_age=60), stamped.count("."))
old = TimestampSigner("key")
old.get_timestamp = lambda: 1
try:
    TimestampSigner("key").unsign(old.sign("x"), max_age=10)
except SignatureExpired as error:
    print(type(error).__name__, error.date_signed)

ordered = blinker.signal("ordered")


@ordered.connect
def on_order(sender, **details):
    print("ordered by", sender, details)
    return len(details)


@ordered.connect_via("bar")
def only_bar(sender, **details):
    return "bar's"


print([result for _, result in ordered.send("kitchen", item="tea")], sorted(str(result) for _, result in ordered.send("bar")))
with ordered.connected_to(lambda sender: "for now"):
    print(len(ordered.send("x")))
ordered.disconnect(on_order)
print(bool(ordered.receivers), ordered.name)

client, server = wsproto.WSConnection(ConnectionType.CLIENT), wsproto.WSConnection(ConnectionType.SERVER)
server.receive_data(client.send(Request(host="example.com", target="/chat", subprotocols=["one", "two"])))
request = next(server.events())
print(request.target, request.subprotocols, request.host)
client.receive_data(server.send(AcceptConnection(subprotocol="two")))
print(list(client.events()))
server.receive_data(client.send(TextMessage(data="hello")) + client.send(BytesMessage(data=b"\x00\x01", message_finished=True)) + client.send(Ping(payload=b"p")))
for event in server.events():
    print(event)
    if isinstance(event, Ping):
        client.receive_data(server.send(event.response()))
client.receive_data(server.send(CloseConnection(code=1000, reason="done")))
for event in client.events():
    print(event)
print(client.state, server.state)
