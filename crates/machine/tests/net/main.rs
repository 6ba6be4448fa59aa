//! The network: what arrives, when, in which order, and what is refused.

mod descriptors;
mod epolls;
mod hosts;
mod loopback;
mod news;
mod properties;
mod waiting;
mod wire;
