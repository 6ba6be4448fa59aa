//! The module `_socket`, below the library's own `socket`.
//!
//! * [`object`]: the class `socket`; [`calls`]: its operations that may wait. [`options`]: `getsockopt`, `setsockopt`.
//! * [`address`]: addresses as Python writes them. [`names`]: `getaddrinfo` and its like; [`services`]: names of ports.
//! * [`numbers`]: the constants, with Linux' values. [`module`]: the module itself.

mod address;
mod ancillary;
mod calls;
mod module;
mod names;
mod numbers;
mod object;
mod options;
mod services;

pub(crate) use module::module_def;
pub use object::descriptor_of;
