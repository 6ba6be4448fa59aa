# Processes and pools of multiprocessing: results come back through queues and pools only.
import multiprocessing
import time

total = 0
began = time.monotonic()


def now():
    return int(time.monotonic() - began)


def add(numbers, results):
    global total
    time.sleep(len(numbers))
    for number in numbers:
        total += number
    results.put((multiprocessing.current_process().name, total))


def square(number):
    time.sleep(1)
    return number * number


def scaled(a, b):
    return a * b


def leave():
    raise SystemExit(3)


if __name__ == "__main__":
    results = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=add, args=(numbers, results), name=name)
        for numbers, name in (([1, 2, 3, 4], "long"), ([5, 6], "short"))
    ]
    for process in processes:
        print(process.name, process.is_alive(), process.exitcode, process.daemon)
        process.start()
    print(results.get(), results.get(), now())
    for process in processes:
        process.join()
        print(process.name, process.is_alive(), process.exitcode)
    print("total here", total, multiprocessing.current_process().name)
    with multiprocessing.Pool(2) as pool:
        print(pool.map(square, [1, 2, 3, 4]), now())
        print(pool.starmap(scaled, [(1, 2), (3, 4)]), pool.apply(scaled, (5, 6)))
        result = pool.apply_async(square, (9,))
        print(result.get(), result.ready(), result.successful(), now())
        print(list(pool.imap(square, [5])), now())
    process = multiprocessing.Process(target=leave)
    process.start()
    process.join()
    print("exit code", process.exitcode)
