# The three ways to start a process: what each calls its own, who is a daemon, who may have processes.
import concurrent.futures
import multiprocessing


def who(number):
    process = multiprocessing.current_process()
    return number, process.name, process.daemon, multiprocessing.parent_process() is not None


def start_another(number):
    process = multiprocessing.Process(target=abs, args=(number,))
    try:
        process.start()
        process.join()
        return "started"
    except AssertionError as error:
        return str(error)


def in_a_pool(number):
    with concurrent.futures.ProcessPoolExecutor(1) as pool:
        return pool.submit(pow, number, 2).result()


class Named(multiprocessing.Process):
    def run(self):
        raise ValueError("in a process")


if __name__ == "__main__":
    print(multiprocessing.get_start_method(True), multiprocessing.get_all_start_methods())
    for method in ("spawn", "forkserver", "fork"):
        context = multiprocessing.get_context(method)
        with context.Pool(1) as pool:
            print(method, pool.apply(who, (1,)), pool.map(start_another, [1]))
        process = context.Process(target=who, args=(2,))
        process.start()
        process.join()
        print(process.name, type(process).__name__, process.exitcode)
        with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as pool:
            print(pool.submit(who, 3).result(), pool.submit(start_another, 3).result(), pool.submit(in_a_pool, 3).result())
    process = Named(name="named")
    process.start()
    process.join()
    print(process.name, process.exitcode, multiprocessing.current_process())
