//! All that the language has runs in a thread as it does in the main one, and may wait there.

use super::end;
use crate::support::run;

/// Runs the body of a function twice, in the main thread and in another: both must print the same, `expected`.
#[track_caller]
fn same_in_a_thread(body: &str, expected: &str) {
    let indented: String = body.lines().map(|line| format!("    {line}\n")).collect();
    let script = |call: &str| {
        format!(
            "import threading, time\n\ndef nap():\n    time.sleep(1)\n    return 1\n\ndef f(*args, **kwargs):\n{indented}\n{call}\n"
        )
    };
    let main = run(&script("f(1, 2, k=3)"));
    assert_eq!((main.stdout.as_str(), main.stderr.as_str()), (expected, ""));
    let thread = run(&script(
        "t = threading.Thread(target=f, args=(1, 2), kwargs={'k': 3})\nt.start()\nt.join()",
    ));
    assert_eq!(
        (thread.stdout.as_str(), thread.stderr.as_str()),
        (expected, "")
    );
    assert_eq!(end(&thread), end(&main), "the same time passes");
}

#[test]
fn calls_of_every_form() {
    same_in_a_thread(
        "def g(a, /, b=2, *c, d=4, **e):\n    nap()\n    return a, b, c, d, e\n\
         print(g(1), g(1, 5, 6, d=7, z=8), g(*[1, 2, 3], **{'d': 0}), g(1, *args, **kwargs))\n\
         print('{} {}'.format(nap(), [nap()][0]), max(nap(), nap()), (lambda x: x + nap())(1))\n\
         print(g(g(nap())[0], b=nap()), [].append(nap()), str(nap()).join('ab'))",
        "(1, 2, (), 4, {}) (1, 5, (6,), 7, {'z': 8}) (1, 2, (3,), 0, {}) (1, 1, (2,), 4, {'k': 3})\n\
         1 1 1 2\n(1, 1, (), 4, {}) None a1b\n",
    );
}

#[test]
fn operators_subscripts_and_f_strings_around_calls() {
    same_in_a_thread(
        "x = nap() + nap() * 2 if nap() else nap()\n\
         print(x, f'{nap()!r:>3}', {nap(): nap()}, [0, 5][nap()], nap() < 2 < 3, not nap(), nap() and 0 or nap())\n\
         y = [1, 2, 3]\ny[nap()] += nap()\nprint(y, (z := nap()), z, y[nap():])\n\
         a, *b = nap(), *range(nap(), 3)\nprint(a, b)\nassert nap(), nap()",
        "3   1 {1: 1} 5 True False 1\n[1, 3, 3] 1 1 [3, 3]\n1 [1, 2]\n",
    );
}

#[test]
fn loops_and_comprehensions() {
    same_in_a_thread(
        "def gen(n):\n    for i in range(n):\n        nap()\n        yield i\n\
         for i in gen(5):\n    if i == 1:\n        continue\n    if i == 3:\n        break\n    print(i)\nelse:\n    print('never')\n\
         for i in gen(1):\n    pass\nelse:\n    print('else', i)\n\
         n = 3\nwhile n:\n    n -= nap()\nelse:\n    print('done', n)\n\
         print([i + j for i in gen(2) for j in gen(2) if nap()], {i for i in gen(2)}, {i: nap() for i in gen(2)})\n\
         print(sum(i for i in gen(3)), list(zip(gen(2), 'ab')), list(map(lambda i: i + nap(), gen(2))), sorted(gen(3), key=lambda i: -i))\n\
         print(*gen(2), [*gen(2)], max(gen(3)), 1 in gen(3), dict(enumerate(gen(1))))",
        "0\n2\nelse 0\ndone 0\n[0, 1, 1, 2] {0, 1} {0: 1, 1: 1}\n3 [(0, 'a'), (1, 'b')] [1, 2] [2, 1, 0]\n0 1 [0, 1] 2 True {0: 0}\n",
    );
}

#[test]
fn generators_that_are_sent_thrown_into_and_closed() {
    same_in_a_thread(
        "def inner(slow):\n    try:\n        while True:\n            nap()\n            try:\n                got = yield 'v'\n                print('got', got)\n            except KeyError:\n                nap()\n                print('key')\n    finally:\n        slow and nap()\n        print('closed')\n\
         def outer():\n    yield from inner(False)\n\
         g = outer()\nprint(next(g), g.send(1), g.throw(KeyError), next(g))\n\
         g = inner(True)\nprint(next(g))\ng.close()\nprint(next(g, 'over'), type(g).__name__)\n\
         def returns():\n    yield nap()\n    return nap()\n\
         def asks():\n    print('returned', (yield from returns()))\nprint(list(asks()))",
        "got 1\nkey\ngot None\nv v v v\nclosed\nv\nclosed\nover generator\nreturned 1\n[1]\n",
    );
}

#[test]
fn with_blocks() {
    same_in_a_thread(
        "class C:\n    def __init__(self, name, swallow=False):\n        nap()\n        self.name, self.swallow = name, swallow\n    def __enter__(self):\n        nap()\n        return self.name\n    def __exit__(self, kind, value, tb):\n        nap()\n        print(self.name, kind and kind.__name__)\n        return self.swallow\n\
         with C('a') as a, C('b') as b:\n    print(a, b)\n\
         with C('s', True):\n    raise ValueError\n\
         try:\n    with C('p'):\n        nap()\n        raise KeyError(1)\nexcept KeyError as error:\n    print('caught', error)\n\
         for i in range(2):\n    with C(i):\n        continue\n\
         def early():\n    with C('r'):\n        return nap()\nprint(early())",
        "a b\nb None\na None\ns ValueError\np KeyError\ncaught 1\n0 None\n1 None\nr None\n1\n",
    );
}

#[test]
fn exceptions_and_cleanups() {
    same_in_a_thread(
        "import sys\n\
         def fails():\n    nap()\n    raise ValueError('v')\n\
         try:\n    try:\n        fails()\n    except ValueError:\n        nap()\n        print(repr(sys.exception()))\n        raise KeyError('k')\n    else:\n        print('never')\n    finally:\n        nap()\n        print('finally')\nexcept KeyError as error:\n    print(repr(error), repr(error.__context__), sys.exception() is error)\n\
         print(sys.exception())\n\
         def stop():\n    return next(iter([]))\n\
         try:\n    stop()\nexcept StopIteration:\n    print('stop')\n\
         try:\n    raise ExceptionGroup('g', [ValueError(1), KeyError(2)])\nexcept* ValueError as group:\n    nap()\n    print(group.exceptions)\nexcept* KeyError as group:\n    print(group.exceptions)\n\
         def both():\n    try:\n        return nap()\n    finally:\n        print('after', nap())\nprint(both())",
        "ValueError('v')\nfinally\nKeyError('k') ValueError('v') True\nNone\nstop\n(ValueError(1),)\n(KeyError(2),)\nafter 1\n1\n",
    );
}

#[test]
fn closures_classes_and_introspection() {
    same_in_a_thread(
        "import sys\n\
         def counter():\n    n = 0\n    def step():\n        nonlocal n\n        n += nap()\n        return n\n    return step\n\
         step = counter()\nprint(step(), step())\n\
         class Base:\n    def hello(self):\n        nap()\n        return 'base'\n\
         class Child(Base):\n    kind = nap()\n    def hello(self):\n        return super().hello() + ' child'\n    @classmethod\n    def make(cls):\n        nap()\n        return cls()\n    @staticmethod\n    def plain():\n        return nap()\n    @property\n    def slow(self):\n        return nap()\n    def __call__(self, x):\n        return x + nap()\n    def __add__(self, other):\n        return nap()\n\
         c = Child.make()\nprint(c.hello(), Child.plain(), c.slow, c(1), c + c, Child.kind)\n\
         def where():\n    return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name, sorted(locals())\nprint(where())\n\
         match [nap(), 2]:\n    case [1, x] if nap():\n        print('matched', x)\n\
         def typed(a: int = nap()) -> str:\n    'doc'\nprint(typed.__doc__, typed.__defaults__)\n\
         global made\nmade = nap()\nprint(globals()['made'], eval('nap() + 1'))",
        "1 2\nbase child 1 1 2 1 1\n('where', 'f', ['sys'])\nmatched 2\ndoc (1,)\n1 2\n",
    );
}

#[test]
fn a_function_with_long_jumps() {
    let many: String = (0..200)
        .map(|n| format!("    t += {n} + nap() - 1\n"))
        .collect();
    same_in_a_thread(
        &format!("t = 0\nfor i in range(2):\n{many}    if t < 0:\n        break\nprint(t)"),
        "39800\n",
    );
}

#[test]
fn a_traceback_from_a_thread_shows_the_scripts_lines_and_carets() {
    let script = "import threading, time\n\ndef inner(x):\n    time.sleep(1)\n    return 1 / (x - x)\n\ndef outer():\n    value = inner(\n        5)\n    return value\n\nthreading.Thread(target=outer, name='T').start()\n";
    let run = run(script);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert!(
        run.stderr.starts_with("Exception in thread T:\n"),
        "{}",
        run.stderr
    );
    for piece in [
        "line 8, in outer\n    value = inner(\n        5)\n",
        "line 5, in inner\n    return 1 / (x - x)\n           ~~^~~~~~~~~\n",
        "ZeroDivisionError: division by zero\n",
    ] {
        assert!(run.stderr.contains(piece), "{piece:?} in\n{}", run.stderr);
    }
}

#[test]
fn what_cannot_be_suspended_waits_where_it_is() {
    let script = "import threading, time\n\ndef slow(x):\n    time.sleep(1)\n    return x\n\ndef a():\n    print(sorted([2, 1], key=slow), time.monotonic())\n\ndef b():\n    time.sleep(1.5)\n    print('b', time.monotonic())\n\nfor f in (b, a):\n    threading.Thread(target=f).start()\n";
    assert_eq!(run(script).stdout, "b 1.5\n[1, 2] 2.0\n");
}
