"""multiprocessing in a small form: processes, pools and what they share, over simulated processes."""

from .connection import Connection
from .context import (
    AuthenticationError,
    BufferTooShort,
    Manager,
    Pipe,
    Pool,
    Process,
    ProcessError,
    TimeoutError,
    allow_connection_pickling,
    cpu_count,
    freeze_support,
    get_all_start_methods,
    get_context,
    get_start_method,
    set_start_method,
)
from .process import active_children, current_process, parent_process
from .queues import JoinableQueue, Queue, SimpleQueue
from .sharedctypes import Array, RawArray, RawValue, Value
from .synchronize import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore
