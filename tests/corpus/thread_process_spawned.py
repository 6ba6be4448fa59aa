# Each spawned process executes the script for itself, with its own output, hooks and thread names.
import multiprocessing
import sys
import threading
import time

print("as", __name__, threading.current_thread().name, type(threading.main_thread()).__name__)
threading.excepthook = lambda arguments: print("the hook of", __name__)


def fail():
    time.sleep(0.05)
    raise ValueError("in a thread")


def work(number, lines):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    lines.put((number, thread.name, multiprocessing.current_process().name, __name__))
    print("worked", number)


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    try:
        multiprocessing.set_start_method("fork")
    except RuntimeError as error:
        print(error)
    print(multiprocessing.get_start_method(), multiprocessing.get_context("forkserver").get_start_method())
    lines = multiprocessing.Queue()
    sys.stdout.flush()
    for number in range(3):
        process = multiprocessing.Process(target=work, args=(number, lines))
        process.start()
        process.join()
    print(sorted(lines.get() for _ in range(3)))
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(pool.map(abs, [-1, -2]))
    print("over", process.exitcode)
