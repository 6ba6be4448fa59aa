//! What an operation is refused with: `errno` with Linux' numbers.

/// One of Linux' error numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Errno(pub i32);

macro_rules! numbers {
    ($($name:ident = $number:literal,)*) => {
        #[allow(missing_docs, reason = "errno(3) says what each means")]
        impl Errno {
            $(pub const $name: Self = Self($number);)*
        }
    };
}

numbers! {
    ENOENT = 2,
    EBADF = 9,
    EAGAIN = 11,
    EEXIST = 17,
    ENOTDIR = 20,
    EINVAL = 22,
    EMFILE = 24,
    ESPIPE = 29,
    EPIPE = 32,
    ENOTSOCK = 88,
    EDESTADDRREQ = 89,
    EMSGSIZE = 90,
    EPROTOTYPE = 91,
    ENOPROTOOPT = 92,
    EOPNOTSUPP = 95,
    EAFNOSUPPORT = 97,
    EADDRINUSE = 98,
    EADDRNOTAVAIL = 99,
    ENETUNREACH = 101,
    ECONNABORTED = 103,
    ECONNRESET = 104,
    ENOBUFS = 105,
    EISCONN = 106,
    ENOTCONN = 107,
    ETIMEDOUT = 110,
    ECONNREFUSED = 111,
    EHOSTUNREACH = 113,
    EALREADY = 114,
    EINPROGRESS = 115,
}

/// What an operation gives, or why it cannot.
pub type Outcome<T = ()> = Result<T, Errno>;
