# Files that are devices: nothing, zeros, chance.
import os
import stat

for name in ("null", "zero", "random", "urandom"):
    path = f"/dev/{name}"
    with open(path, "rb", buffering=0) as device:
        first, second = device.read(32), device.read(32)
    print(name, len(first), first == second, stat.S_ISCHR(os.stat(path).st_mode), os.path.getsize(path))
with open("/dev/zero", "rb") as device:
    print(device.read(3), device.read(100_000).count(0))
for name in ("null", "zero"):
    with open(f"/dev/{name}", "w") as device:
        print(device.write("nothing stays"))
with open("/dev/null") as device:
    print(repr(device.read()), device.readlines())
