# `threading.excepthook` is told what ended a thread.
import threading


def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name, args.exc_traceback.tb_next is not None)


def fails(n):
    return n / 0


threading.excepthook = hook
thread = threading.Thread(target=fails, args=(1,), name="divider")
thread.start()
thread.join()
threading.excepthook = threading.__excepthook__
print("end")
