"""Processes that are ended from outside, daemons, and what a manager shares."""

import multiprocessing
import os
import signal
import time


def fill(squares, seen, number, lock):
    with lock:
        squares[number] = number * number
        seen.append(number)


def forever():
    try:
        while True:
            time.sleep(1)
    finally:
        print("never printed")


if __name__ == "__main__":
    with multiprocessing.Manager() as manager:
        squares, seen, lock = manager.dict(), manager.list(), manager.Lock()
        processes = [multiprocessing.Process(target=fill, args=(squares, seen, n, lock)) for n in range(3)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        print(sorted(squares.items()), sorted(seen), len(squares))
        space = manager.Namespace(x=1)
        space.y = 2
        print(space)
    for end in (
        lambda process: process.terminate(),
        lambda process: process.kill(),
        lambda process: os.kill(process.pid, signal.SIGTERM),
    ):
        process = multiprocessing.Process(target=forever)
        process.start()
        print(process.is_alive(), process.exitcode)
        time.sleep(3)
        end(process)
        process.join()
        print(process.is_alive(), process.exitcode)
    multiprocessing.Process(target=forever, daemon=True).start()
    print("the end")
