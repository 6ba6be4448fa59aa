"""How a process is started by a server that was forked once."""

from . import forkserver, spawn


class _Popen:
    def __init__(self, process_obj, method):
        self.method = method
        self._launch(process_obj)


class Popen(_Popen):
    """A process that was started: the simulated one, as who started it sees it."""

    def __init__(self, process_obj, method):
        super().__init__(process_obj, method)

    def _launch(self, process_obj):
        spawn.get_preparation_data(process_obj.name)
        self._world = forkserver.connect_to_new_process(process_obj, process_obj.work(), self.method)

    def __getattr__(self, name):
        return getattr(self._world, name)
