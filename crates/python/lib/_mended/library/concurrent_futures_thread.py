"""The trace tells of a pool's jobs."""


def mend(module):
    import _thread

    module.WorkerContext.run = _thread._observed_job(module.WorkerContext.run)
