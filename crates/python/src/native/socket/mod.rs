//! The module `_socket`, below the library's own `socket`.
//!
//! * [`object`]: the class `socket`; [`opening`]: how one begins. [`calls`]: its operations that may wait; [`transfer`]: those
//!   that send and receive. [`options`]: `getsockopt`, `setsockopt`.
//! * [`address`]: addresses as Python writes them; [`numeric`]: as numbers. [`names`]: `gethostbyname` and its like;
//!   [`address_info`]: `getaddrinfo`; [`gai`]: why not. [`services`]: names of ports.
//! * [`arguments`], [`numbers`]: what functions are given; the constants, with Linux' values. [`module`]: the module itself.

mod address;
mod address_info;
mod ancillary;
mod arguments;
mod calls;
mod gai;
mod module;
mod names;
mod numbers;
mod numeric;
mod object;
mod opening;
mod options;
mod services;
mod transfer;

pub use arguments::descriptor_of;
pub(crate) use module::module_def;
