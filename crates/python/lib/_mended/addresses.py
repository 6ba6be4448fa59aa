"""`id`, and addresses in `repr`: numbers in the order in which objects were first asked for, the same in every run."""

import builtins
import types

import _contextvars
import _loopscope_identity
import _weakref


def mend():
    builtins.id = _loopscope_identity.id
    _loopscope_identity.watch(
        [
            object,
            _contextvars.Context,
            _contextvars.ContextVar,
            _contextvars.Token,
            _weakref.ReferenceType,
            types.AsyncGeneratorType,
            types.BuiltinFunctionType,
            types.CellType,
            types.CodeType,
            types.CoroutineType,
            types.FrameType,
            types.FunctionType,
            types.GeneratorType,
            types.MethodWrapperType,
            memoryview,
            type([].append),
        ]
    )
