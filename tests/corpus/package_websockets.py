"""websockets without input and output, requests with an adapter of the script's, urllib3's parts."""
import requests
import requests.adapters
from requests.structures import CaseInsensitiveDict
from urllib3.util import Retry, Timeout, parse_url
from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.server import ServerProtocol
from websockets.uri import parse_uri

client = ClientProtocol(parse_uri("ws://example.com/chat"), subprotocols=["two"])
server = ServerProtocol(subprotocols=["two"])
client.send_request(client.connect())
for data in client.data_to_send():
    server.receive_data(data)
request = server.events_received()[0]
print(request.path, request.headers["Upgrade"], request.headers["Sec-WebSocket-Protocol"])
server.send_response(server.accept(request))
for data in server.data_to_send():
    client.receive_data(data)
response = client.events_received()[0]
print(response.status_code, response.reason_phrase, client.state, client.subprotocol)
client.send_text(b"hello")
client.send_ping(b"p")
for data in client.data_to_send():
    server.receive_data(data)
print(server.events_received())
server.send_close(1000, "done")
for data in server.data_to_send():
    if data:
        client.receive_data(data)
print(client.events_received(), client.close_rcvd, client.state)
print(Frame(Opcode.TEXT, b"x").serialize(mask=False))


class Made(requests.adapters.BaseAdapter):
    def send(self, request, **options):
        print("sent", request.method, request.url, request.body, options["timeout"])
        response = requests.Response()
        response.status_code = 404 if "none" in request.url else 200
        response.url = request.url
        response.request = request
        response._content = b'{"a": 1}'
        response.headers = CaseInsensitiveDict({"Content-Type": "application/json"})
        return response

    def close(self):
        print("closed")


with requests.Session() as session:
    session.mount("https://", Made())
    session.headers["X-One"] = "1"
    response = session.get("https://example.com/a b", params={"q": ["x", "y"]}, timeout=3)
    print(response, response.json(), response.ok, response.headers["content-type"], response.encoding)
    print(session.post("https://example.com/", json={"k": "é"}).request.headers["Content-Length"])
    try:
        session.get("https://example.com/none").raise_for_status()
    except requests.HTTPError as error:
        print(error)
    for wrong in ("example.com", "ftp://x", "https://"):
        try:
            session.get(wrong)
        except requests.RequestException as error:
            print(type(error).__name__, error)
print(parse_url("http://u:p@h:81/x?y#z"), Retry(3, backoff_factor=0.5), Timeout(connect=1.0, read=2))
