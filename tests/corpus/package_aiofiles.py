"""aiofiles: files read and written by threads, while tasks go on."""
import asyncio
import aiofiles
import aiofiles.os
import aiofiles.tempfile


async def main():
    async with aiofiles.open("log.txt", "w") as file:
        print(await file.write("one\n"), await file.writelines(["two\n", "three\n"]))
        await file.flush()
    async with aiofiles.open("log.txt") as file:
        print([line async for line in file])
        await file.seek(4)
        print(repr(await file.read(3)), await file.tell(), file.closed, file.mode)
    print(file.closed)
    async with aiofiles.open("data.bin", "wb+") as file:
        await file.write(bytes(range(8)))
        await file.seek(2)
        print(await file.read(2), await file.readall() if hasattr(file, "readall") else None)
    print(await aiofiles.os.path.exists("log.txt"), (await aiofiles.os.stat("log.txt")).st_size, sorted(await aiofiles.os.listdir("."))[:1])
    await aiofiles.os.rename("log.txt", "old.txt")
    await aiofiles.os.makedirs("a/b", exist_ok=True)
    print(await aiofiles.os.path.isdir("a/b"))
    await aiofiles.os.remove("old.txt")
    try:
        async with aiofiles.open("old.txt") as file:
            pass
    except FileNotFoundError as error:
        print(error)
    async with aiofiles.tempfile.TemporaryDirectory() as folder:
        async with aiofiles.open(f"{folder}/x", "w") as file:
            await file.write("temporary")
        print(await aiofiles.os.listdir(folder))
    print(await aiofiles.os.path.exists(folder))

    async def append(name):
        for number in range(3):
            async with aiofiles.open("shared.txt", "a") as file:
                await file.write(f"{name}{number}\n")
            await asyncio.sleep(0.05)

    await append("a")
    async with asyncio.TaskGroup() as group:
        group.create_task(append("b"))
    async with aiofiles.open("shared.txt") as file:
        print((await file.read()).split())


asyncio.run(main())
