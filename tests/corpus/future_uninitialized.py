"""What a future or a task says before `__init__` has run."""
import asyncio

future = asyncio.Future.__new__(asyncio.Future)
task = asyncio.Task.__new__(asyncio.Task)

for name in ("result", "exception", "get_loop", "cancel", "__await__", "__iter__", "__repr__", "done", "cancelled"):
    for thing in (future, task):
        try:
            print(type(thing).__name__, name, getattr(thing, name)())
        except Exception as error:
            print(type(thing).__name__, name, type(error).__name__, error)

for name in ("_state", "_loop", "_callbacks", "_result", "_exception", "_log_traceback", "_source_traceback", "_cancel_message"):
    try:
        print(name, getattr(future, name))
    except Exception as error:
        print(name, type(error).__name__, error)

for call in (lambda: future.set_result(1), lambda: future.set_exception(ValueError()), lambda: future.add_done_callback(print),
             lambda: future.remove_done_callback(print)):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)

print(task.get_name(), task.get_coro(), task._must_cancel, task._fut_waiter, task._log_destroy_pending)
print(task.cancelling(), task.uncancel())
