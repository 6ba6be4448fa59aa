"""itsdangerous, blinker, wsproto, h2, hpack: what web frameworks are made of, by bytes alone."""
import datetime
import blinker
import h2.config
import h2.connection
import h2.events
import hpack
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

encoder, decoder = hpack.Encoder(), hpack.Decoder()
block = encoder.encode([(":method", "GET"), ("x-one", "1"), ("cookie", "a=b")])
print(len(block), decoder.decode(block), len(encoder.encode([("x-one", "1")])))
near = h2.connection.H2Connection(h2.config.H2Configuration(client_side=True))
far = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
near.initiate_connection()
far.initiate_connection()
near.send_headers(1, [(":method", "GET"), (":path", "/"), (":scheme", "https"), (":authority", "example.com")], end_stream=True)
for event in far.receive_data(near.data_to_send()):
    print(type(event).__name__, getattr(event, "headers", None))
far.send_headers(1, [(":status", "200"), ("content-length", "2")])
far.send_data(1, b"ok", end_stream=True)
for event in near.receive_data(far.data_to_send()):
    print(type(event).__name__, getattr(event, "data", None))
