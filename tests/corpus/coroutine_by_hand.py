# What the loop does, without a loop: drive a coroutine with send().
import inspect


class Ask:
    def __init__(self, question):
        self.question = question

    def __await__(self):
        answer = yield self.question
        return answer


async def interview():
    name = await Ask("name?")
    try:
        age = int(await Ask("age?"))
    except ValueError:
        age = "secret"
    return f"{name} ({age})"


def state(coro):
    return inspect.getcoroutinestate(coro)


coro = interview()
print(state(coro))
print(coro.send(None), state(coro))
print(coro.send("Ada"), state(coro), coro.cr_await is not None)
try:
    coro.send("36")
except StopIteration as end:
    print(end.value, state(coro))

thrown = interview()
thrown.send(None)
thrown.send("Bob")
try:
    thrown.throw(ValueError("too private"))
except StopIteration as end:
    print(end.value)

closed = interview()
closed.send(None)
closed.close()
print(state(closed))
try:
    interview_again = interview()
    interview_again.send("too early")
except TypeError as error:
    print("TypeError:", error)
    interview_again.close()
