//! Whom a context trusts.
//!
//! The authority of simulated hosts stands for the public ones: it is trusted where those are, which is by the system's own store,
//! and by a file that has many authorities in it, as `certifi`'s does.

use rustpython_vm::{PyResult, VirtualMachine};
use std::cell::{Cell, RefCell};
use tls::{Authority, Certificate, Expected, Failure, NotACertificate, Purpose, Trust, verify};

use super::{
    certificate,
    errors::{self, What},
};

/// From so many certificates on, a file is a collection of the public authorities.
const MANY: usize = 20;
const BEGIN: &str = "-----BEGIN CERTIFICATE-----";

/// The certificates of those who may vouch.
#[derive(Debug, Default)]
pub(super) struct Store {
    certificates: RefCell<Vec<Certificate>>,
    /// Collections, which are read only when somebody asks for what is in them: that takes a while, and hardly anybody does.
    unread: RefCell<Vec<String>>,
    public: Cell<bool>,
}

impl Store {
    /// Trusts the public authorities.
    pub(super) fn add_public(&self) {
        self.public.set(true);
    }

    /// Trusts what is in a text of PEM. How many certificates that were.
    pub(super) fn add_text(&self, text: &str) -> Result<usize, NotACertificate> {
        let count = text.matches(BEGIN).count();
        if count >= MANY {
            self.public.set(true);
            self.unread.borrow_mut().push(text.to_owned());
            return Ok(count);
        }
        for certificate in Certificate::from_pem(text)? {
            self.add(certificate);
        }
        Ok(count)
    }

    /// Trusts what is in bytes of DER, one certificate after the other. How many that were.
    pub(super) fn add_bytes(&self, mut bytes: &[u8]) -> Result<usize, NotACertificate> {
        let mut count = 0;
        while !bytes.is_empty() {
            let length = element(bytes).ok_or(NotACertificate)?;
            self.add(Certificate::from_der(&bytes[..length])?);
            bytes = &bytes[length..];
            count += 1;
        }
        Ok(count)
    }

    fn add(&self, certificate: Certificate) {
        let mut all = self.certificates.borrow_mut();
        if !all.contains(&certificate) {
            all.push(certificate);
        }
    }

    /// Everything that was added. The authority of simulated hosts is not among it: nobody loaded it.
    pub(super) fn all(&self, vm: &VirtualMachine) -> PyResult<Vec<Certificate>> {
        for text in self.unread.take() {
            let read = Certificate::from_pem(&text)
                .map_err(|_| errors::pem_lib("X509", What::TrustedFile, vm))?;
            for certificate in read {
                self.add(certificate);
            }
        }
        Ok(self.certificates.borrow().clone())
    }

    /// `cert_store_stats`: how many certificates there are, and how many of them may vouch for others.
    pub(super) fn counted(&self, vm: &VirtualMachine) -> PyResult {
        let all = self.all(vm)?;
        let authorities = all.iter().filter(|one| is_authority(one)).count();
        let dict = vm.ctx.new_dict();
        for (key, count) in [("x509", all.len()), ("crl", 0), ("x509_ca", authorities)] {
            dict.set_item(key, vm.ctx.new_int(count).into(), vm)?;
        }
        Ok(dict.into())
    }

    /// `get_ca_certs`: those that may vouch for others.
    pub(super) fn told(&self, binary_form: bool, vm: &VirtualMachine) -> PyResult {
        let all = self.all(vm)?;
        let told = all.iter().filter(|one| is_authority(one)).map(|one| {
            if binary_form {
                Ok(certificate::binary(one, vm))
            } else {
                certificate::decoded(one, vm)
            }
        });
        Ok(vm.ctx.new_list(told.collect::<PyResult<_>>()?).into())
    }

    /// Whether a chain is to be trusted.
    pub(super) fn check(
        &self,
        chain: &[Certificate],
        partial_chain: bool,
        expected: Option<&Expected>,
        purpose: Purpose,
        now: i64,
    ) -> Result<Vec<Certificate>, Failure> {
        let mut anchors = self.certificates.borrow().clone();
        if self.public.get() {
            anchors.push(Authority::loopscope().certificate().clone());
        }
        let check = |anchors: Vec<Certificate>| {
            let trust = Trust {
                anchors,
                partial_chain,
            };
            // The script's clock begins at a fixed moment: certificates made since, on somebody's own machine, are as good.
            let made = chain.iter().map(Certificate::not_before).max();
            let now = made.map_or(now, |made| made.max(now));
            verify(chain, &trust, expected, purpose, now)
        };
        let unread = self.unread.borrow();
        if unread.is_empty() {
            return check(anchors);
        }
        check(anchors.clone()).or_else(|_| {
            // Somebody in a collection may be who vouches.
            for text in unread.iter() {
                anchors.extend(Certificate::from_pem(text).unwrap_or_default());
            }
            check(anchors)
        })
    }
}

/// Whether a certificate may vouch for others, as `X509_check_ca` decides: one of the first version can not say that it may not.
fn is_authority(certificate: &Certificate) -> bool {
    match certificate.authority() {
        Some(may) => may,
        None => certificate.version() == 1 && certificate.is_self_signed(),
    }
}

/// The length of the element of DER that bytes begin with.
fn element(bytes: &[u8]) -> Option<usize> {
    let (first, rest) = bytes.get(1..)?.split_first()?;
    let (head, length) = match first {
        0..=0x7F => (2, usize::from(*first)),
        0x81..=0x84 => {
            let count = usize::from(first & 0x7F);
            let length = rest
                .get(..count)?
                .iter()
                .fold(0, |length, byte| length << 8 | usize::from(*byte));
            (2 + count, length)
        }
        _ => return None,
    };
    let whole = head + length;
    (whole <= bytes.len()).then_some(whole)
}
