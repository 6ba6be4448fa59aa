import multiprocessing as mp
def child(conn):
    while True:
        try: x = conn.recv()
        except EOFError: print("eof"); break
        if x is None: break
        conn.send(x * 2)
    conn.close()
def sender(conn):
    for i in range(3): conn.send([i])
    conn.close()
if __name__ == "__main__":
    a, b = mp.Pipe()
    p = mp.Process(target=child, args=(b,)); p.start()
    for i in (1, "x", [2]):
        a.send(i); print(a.recv())
    print(a.poll(0.1)); a.send(None); p.join(); print(p.exitcode)
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=sender, args=(w,)); p.start(); w.close()
    while True:
        try: print(r.recv())
        except EOFError: print("EOF"); break
    p.join()
    try: w.send(1)
    except OSError as e: print(e)
    try: r.send(1)
    except OSError as e: print(e)
