import threading
import xmlrpc.client
from xmlrpc.server import SimpleXMLRPCServer

server = SimpleXMLRPCServer(("127.0.0.1", 0), logRequests=False, allow_none=True)
server.register_function(pow)
server.register_function(lambda text: text[::-1], "reverse")
thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
thread.start()
with xmlrpc.client.ServerProxy(f"http://127.0.0.1:{server.server_address[1]}") as proxy:
    print(proxy.pow(2, 10), proxy.reverse("stressed"))
    try:
        proxy.nothing()
    except xmlrpc.client.Fault as fault:
        print(fault.faultCode, fault.faultString)
server.shutdown()
thread.join()
server.server_close()
