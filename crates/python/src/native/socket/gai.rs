//! Why a name leads nowhere.

use super::module::gaierror;
use rustpython_vm::{AsObject, VirtualMachine, builtins::PyBaseExceptionRef};

/// Why a name leads nowhere: `gai_strerror(3)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gai {
    NoName,
    Again,
    Family,
    SocketType,
    Service,
    AddressFamily,
    BadFlags,
}

impl Gai {
    fn number_and_text(self) -> (i32, &'static str) {
        match self {
            Self::BadFlags => (-1, "Bad value for ai_flags"),
            Self::NoName => (-2, "Name or service not known"),
            Self::Again => (-3, "Temporary failure in name resolution"),
            Self::Family => (-6, "ai_family not supported"),
            Self::SocketType => (-7, "ai_socktype not supported"),
            Self::Service => (-8, "Servname not supported for ai_socktype"),
            Self::AddressFamily => (-9, "Address family for hostname not supported"),
        }
    }

    pub(super) fn error(self, vm: &VirtualMachine) -> PyBaseExceptionRef {
        let (number, text) = self.number_and_text();
        let made = gaierror(vm).and_then(|class| class.as_object().call((number, text), vm));
        match made.map(|error| error.downcast()) {
            Ok(Ok(error)) => error,
            Ok(Err(_)) => vm.new_os_error(text),
            Err(error) => error,
        }
    }
}
