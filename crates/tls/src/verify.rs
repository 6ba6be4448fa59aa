//! Whether a chain of certificates is to be trusted, and OpenSSL's words for why not.
//!
//! Names, keys' identifiers, times and constraints are looked at in the order in which OpenSSL's `X509_verify_cert` does.
//! Signatures are not: those of simulated hosts are filler.

use crate::{
    alert::Alert,
    certificate::{AlternativeName, Certificate},
};
use std::net::IpAddr;

/// Whom one trusts.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    /// The certificates of those who may vouch.
    pub anchors: Vec<Certificate>,
    /// Whether any certificate in `anchors` ends a chain, and not only one that vouches for itself
    /// (`VERIFY_X509_PARTIAL_CHAIN`).
    pub partial_chain: bool,
}

/// Who should be at the other end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A host of that name.
    Host(String),
    /// Whoever has that address.
    Address(IpAddr),
}

/// What the certificate is shown for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A server shows it to a client.
    Server,
    /// A client shows it to a server.
    Client,
}

/// Why a chain is not trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// OpenSSL's `X509_V_ERR_…`.
    pub code: i32,
    /// What CPython says after `certificate verify failed: `.
    pub text: String,
}

const UNABLE_TO_GET_ISSUER: (i32, &str) = (2, "unable to get issuer certificate");
const NOT_YET_VALID: (i32, &str) = (9, "certificate is not yet valid");
const EXPIRED: (i32, &str) = (10, "certificate has expired");
const SELF_SIGNED: (i32, &str) = (18, "self-signed certificate");
const SELF_SIGNED_IN_CHAIN: (i32, &str) = (19, "self-signed certificate in certificate chain");
const NO_LOCAL_ISSUER: (i32, &str) = (20, "unable to get local issuer certificate");
const INVALID_PURPOSE: (i32, &str) = (26, "unsuitable certificate purpose");
const HOSTNAME_MISMATCH: i32 = 62;
const ADDRESS_MISMATCH: i32 = 64;
const INVALID_CA: (i32, &str) = (79, "invalid CA certificate");

impl From<(i32, &str)> for Failure {
    fn from((code, text): (i32, &str)) -> Failure {
        Failure {
            code,
            text: text.to_owned(),
        }
    }
}

impl Failure {
    /// What the other end is told.
    pub fn alert(&self) -> Alert {
        match self.code {
            10 => Alert::CERTIFICATE_EXPIRED,
            2 | 18 | 19 | 20 | 79 => Alert::UNKNOWN_CA,
            26 => Alert::UNSUPPORTED_CERTIFICATE,
            _ => Alert::BAD_CERTIFICATE,
        }
    }
}

/// Whether `chain` (the other end's own certificate first, then what else it sent) leads to somebody in `trust`, is for `expected`
/// and for `purpose`, and is valid at `now`, in seconds since 1970. Gives the chain up to the one that is trusted.
///
/// # Errors
/// The first reason against it, in OpenSSL's order: the chain, constraints, the name, the time.
pub fn verify(
    chain: &[Certificate],
    trust: &Trust,
    expected: Option<&Expected>,
    purpose: Purpose,
    now: i64,
) -> Result<Vec<Certificate>, Failure> {
    let Some(leaf) = chain.first() else {
        return Err(NO_LOCAL_ISSUER.into());
    };
    let path = path(leaf, &chain[1..], trust)?;
    constraints(&path, purpose)?;
    if let Some(expected) = expected {
        name(leaf, expected)?;
    }
    for certificate in path.iter().rev() {
        if now < certificate.not_before() {
            return Err(NOT_YET_VALID.into());
        }
        if now > certificate.not_after() {
            return Err(EXPIRED.into());
        }
    }
    Ok(path)
}

/// From the leaf to one that is trusted (`build_chain`).
fn path(
    leaf: &Certificate,
    others: &[Certificate],
    trust: &Trust,
) -> Result<Vec<Certificate>, Failure> {
    let mut path = vec![leaf.clone()];
    let mut trusted = trust.anchors.contains(leaf);
    loop {
        let last = path.last().expect("the leaf is in it");
        if trusted && (last.is_self_signed() || trust.partial_chain) {
            return Ok(path);
        }
        if last.is_self_signed() {
            return Err(if path.len() == 1 {
                SELF_SIGNED.into()
            } else {
                SELF_SIGNED_IN_CHAIN.into()
            });
        }
        let issuer = |among: &[Certificate]| {
            among
                .iter()
                .find(|one| last.is_issued_by(one) && !path.contains(one))
                .cloned()
        };
        if let Some(found) = issuer(&trust.anchors) {
            trusted = true;
            path.push(found);
        } else if trusted {
            return Err(UNABLE_TO_GET_ISSUER.into());
        } else if let Some(found) = issuer(others) {
            path.push(found);
        } else {
            return Err(NO_LOCAL_ISSUER.into());
        }
    }
}

fn constraints(path: &[Certificate], purpose: Purpose) -> Result<(), Failure> {
    let leaf = &path[0];
    let wanted = match purpose {
        Purpose::Server => "1.3.6.1.5.5.7.3.1",
        Purpose::Client => "1.3.6.1.5.5.7.3.2",
    };
    if !leaf.purposes().is_empty() && !leaf.purposes().iter().any(|one| one == wanted) {
        return Err(INVALID_PURPOSE.into());
    }
    // One of the first version cannot say that it is an authority.
    if path[1..].iter().any(|issuer| {
        issuer.authority() == Some(false) || (issuer.authority().is_none() && issuer.version() == 3)
    }) {
        return Err(INVALID_CA.into());
    }
    Ok(())
}

/// As `X509_check_host` and `X509_check_ip`: the common name counts only where no host is named besides.
fn name(leaf: &Certificate, expected: &Expected) -> Result<(), Failure> {
    match expected {
        Expected::Host(host) => {
            let mut hosts = leaf
                .names()
                .iter()
                .filter_map(|name| match name {
                    AlternativeName::Dns(pattern) => Some(pattern.as_str()),
                    _ => None,
                })
                .peekable();
            let fits = if hosts.peek().is_some() {
                hosts.any(|pattern| host_fits(pattern, host))
            } else {
                leaf.subject()
                    .common_name()
                    .is_some_and(|pattern| host_fits(pattern, host))
            };
            if fits {
                return Ok(());
            }
            Err(Failure {
                code: HOSTNAME_MISMATCH,
                text: format!("Hostname mismatch, certificate is not valid for '{host}'."),
            })
        }
        Expected::Address(address) => {
            if leaf.names().contains(&AlternativeName::Address(*address)) {
                return Ok(());
            }
            Err(Failure {
                code: ADDRESS_MISMATCH,
                text: format!("IP address mismatch, certificate is not valid for '{address}'."),
            })
        }
    }
}

/// A star stands for one whole label, the first, of a name of three or more.
fn host_fits(pattern: &str, host: &str) -> bool {
    let (pattern, host) = (pattern.trim_end_matches('.'), host.trim_end_matches('.'));
    match pattern.strip_prefix("*.") {
        Some(domain) => host.split_once('.').is_some_and(|(label, rest)| {
            !label.is_empty() && domain.contains('.') && rest.eq_ignore_ascii_case(domain)
        }),
        None => pattern.eq_ignore_ascii_case(host),
    }
}
