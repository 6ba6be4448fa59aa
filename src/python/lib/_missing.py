"""Says why a module of the standard library cannot be imported here, and what to use instead."""

_REASONS = {
    "ctypes": "there is no machine code to call",
    "curses": "there is no terminal; print to the console",
    "fcntl": "there are no file descriptors",
    "ftplib": "there is no network",
    "http": "there is no network",
    "imaplib": "there is no network",
    "mmap": "there are no files to map",
    "multiprocessing": "there are no processes; use asyncio tasks",
    "poplib": "there is no network",
    "pty": "there is no terminal",
    "resource": "there is no operating system to ask",
    "select": "there are no sockets; the event loop is asyncio's",
    "selectors": "there are no sockets; the event loop is asyncio's",
    "smtplib": "there is no network",
    "socket": "there is no network; use asyncio queues between tasks",
    "socketserver": "there is no network",
    "sqlite3": "there is no database",
    "ssl": "there is no network",
    "subprocess": "there are no processes; use asyncio tasks",
    "termios": "there is no terminal",
    "tkinter": "there is no window system; print to the console",
    "turtle": "there is no window system; print to the console",
    "webbrowser": "the script cannot open pages",
}


class Finder:
    """The last of `sys.meta_path`: what comes here, nobody else has found."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        reason = _REASONS.get(name.partition(".")[0])
        if reason is not None:
            raise ModuleNotFoundError(f"'{name}' is not available in the browser: {reason}", name=name)
        return None
