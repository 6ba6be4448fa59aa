import asyncio


async def server(name, latency, log):
    try:
        await asyncio.sleep(latency)
        if latency == 0.4:
            raise ConnectionError(f"{name} is down")
        return f"answer of {name}"
    except asyncio.CancelledError:
        log.append(f"{name} cancelled")
        raise


async def first_success(requests, stagger):
    pending, errors = set(), []
    requests = iter(requests)
    try:
        while True:
            request = next(requests, None)
            if request is not None:
                pending.add(asyncio.create_task(request))
            elif not pending:
                raise ExceptionGroup("every server failed", errors)
            done, pending = await asyncio.wait(pending, timeout=stagger, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if error := task.exception():
                    errors.append(error)
                else:
                    return task.result()
    finally:
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)


async def main():
    loop = asyncio.get_running_loop()
    for latencies in ([0.1, 0.1], [2, 0.3, 0.3], [0.4, 1], [0.4, 0.4]):
        log, began = [], loop.time()
        servers = [server(f"s{i}", latency, log) for i, latency in enumerate(latencies)]
        try:
            result = await first_success(servers, stagger=0.2)
        except ExceptionGroup as group:
            result = f"{group.message}: {[str(e) for e in group.exceptions]}"
        for unused in servers:
            unused.close()
        print(f"{latencies} -> {result} after {loop.time() - began:.1f} s; {sorted(log)}")


asyncio.run(main())
