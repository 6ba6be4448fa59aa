//! What links say of hosts: a line for each, in the form of [`Host`].

use super::LinkError;
use crate::host::{self, Host};

/// A line for each.
pub(super) fn lines(hosts: &[Host]) -> Vec<String> {
    hosts.iter().map(Host::to_string).collect()
}

/// Reads what [`lines`] wrote, or a later Loopscope, whose further words are left out.
pub(super) fn read(lines: &[String]) -> Result<Vec<Host>, LinkError> {
    let hosts: Result<Vec<Host>, _> = lines.iter().map(|line| Host::from_kept(line)).collect();
    let hosts = hosts.map_err(|_| LinkError::Damaged)?;
    host::check_all(&hosts).map_err(|_| LinkError::TooLarge)?;
    Ok(hosts)
}
