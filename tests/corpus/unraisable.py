# Errors where nobody can catch them: reported, and the program goes on.
import asyncio
import sys


class Handle:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        raise RuntimeError(f"cannot close {self.name}")


async def main():
    handle = Handle("file")
    await asyncio.sleep(1)
    del handle
    print("main goes on")

    def hook(unraisable):
        print("hook:", unraisable.exc_type.__name__, unraisable.exc_value, "|", unraisable.object)

    sys.unraisablehook = hook
    Handle("socket")
    sys.unraisablehook = sys.__unraisablehook__
    print("main ends")


asyncio.run(main())
