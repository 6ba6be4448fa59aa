"""Terminals: there is none. Every call says what Linux says of a file that is no terminal."""

import _loopscope_builtin

B0, B50, B75, B110, B134, B150, B200, B300, B600, B1200, B1800 = 0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800
B2400, B4800, B9600, B19200, B38400, B57600, B115200 = 2400, 4800, 9600, 19200, 38400, 57600, 115200
TCSANOW, TCSADRAIN, TCSAFLUSH = 0, 1, 2
TCIFLUSH, TCOFLUSH, TCIOFLUSH = 0, 1, 2
TCOOFF, TCOON, TCIOFF, TCION = 0, 1, 2, 3
IGNBRK, BRKINT, IGNPAR, PARMRK, INPCK, ISTRIP, INLCR, IGNCR = 1, 2, 4, 8, 16, 32, 64, 128
ICRNL, IUCLC, IXON, IXANY, IXOFF, IMAXBEL, IUTF8 = 256, 512, 1024, 2048, 4096, 8192, 16384
OPOST, OLCUC, ONLCR, OCRNL, ONOCR, ONLRET, OFILL, OFDEL = 1, 2, 4, 8, 16, 32, 64, 128
NLDLY, CRDLY, TABDLY, BSDLY, VTDLY, FFDLY = 256, 1536, 6144, 8192, 16384, 32768
CSIZE, CS5, CS6, CS7, CS8 = 48, 0, 16, 32, 48
CSTOPB, CREAD, PARENB, PARODD, HUPCL, CLOCAL, CRTSCTS = 64, 128, 256, 512, 1024, 2048, 2147483648
ISIG, ICANON, XCASE, ECHO, ECHOE, ECHOK, ECHONL = 1, 2, 4, 8, 16, 32, 64
ECHOCTL, ECHOPRT, ECHOKE, FLUSHO, NOFLSH, TOSTOP = 512, 1024, 2048, 4096, 128, 256
PENDIN, IEXTEN, EXTPROC = 16384, 32768, 65536
VINTR, VQUIT, VERASE, VKILL, VEOF, VTIME, VMIN, VSWTC = 0, 1, 2, 3, 4, 5, 6, 7
VSTART, VSTOP, VSUSP, VEOL, VREPRINT, VDISCARD, VWERASE, VLNEXT, VEOL2 = 8, 9, 10, 11, 12, 13, 14, 15, 16
NCCS = 32
FIONREAD, FIONBIO, FIOCLEX, FIONCLEX, FIOASYNC = 21531, 21537, 21585, 21584, 21586
TCGETS, TCSETS, TIOCGWINSZ, TIOCSWINSZ, TIOCSTI, TIOCSCTTY, TIOCNOTTY = 21505, 21506, 21523, 21524, 21522, 21518, 21538


class error(Exception):
    """What `termios` raises: a number and its words."""


error.__module__ = "termios"


def _refusal(name):
    def refuse(fd, *arguments):
        if not isinstance(fd, int):
            fd = fd.fileno()
        import posix

        posix.fstat(fd)
        raise error(25, "Inappropriate ioctl for device")

    return _loopscope_builtin.function(refuse, name)


tcgetattr = _refusal("tcgetattr")
tcsetattr = _refusal("tcsetattr")
tcsendbreak = _refusal("tcsendbreak")
tcdrain = _refusal("tcdrain")
tcflush = _refusal("tcflush")
tcflow = _refusal("tcflow")
tcgetwinsize = _refusal("tcgetwinsize")
tcsetwinsize = _refusal("tcsetwinsize")
