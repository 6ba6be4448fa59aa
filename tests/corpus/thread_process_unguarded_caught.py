"""The same with multiprocessing itself; and with an error that is caught, after which there is no process."""

import multiprocessing


def work(n):
    print("work", n)


process = multiprocessing.Process(target=work, args=(1,))
try:
    process.start()
except OSError as error:
    print(type(error).__name__, error)
print(multiprocessing.active_children(), process.exitcode)
