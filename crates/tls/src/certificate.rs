//! Certificates: X.509, read from DER or PEM as far as anybody asks.

use crate::name::Name;
use std::{fmt, net::IpAddr, rc::Rc};
use x509_cert::{
    der::{
        Decode, Document,
        asn1::{Ia5StringRef, ObjectIdentifier},
    },
    ext::pkix::{
        AuthorityInfoAccessSyntax, AuthorityKeyIdentifier, BasicConstraints, CrlDistributionPoints,
        ExtendedKeyUsage, SubjectAltName, SubjectKeyIdentifier,
        name::{DistributionPointName, GeneralName},
    },
};

/// A certificate. Cheap to clone.
#[derive(Clone)]
pub struct Certificate(Rc<Parts>);

struct Parts {
    der: Vec<u8>,
    subject: Name,
    issuer: Name,
    version: u8,
    serial: Vec<u8>,
    not_before: i64,
    not_after: i64,
    names: Vec<AlternativeName>,
    authority: Option<bool>,
    public_key: Vec<u8>,
    key: Option<Vec<u8>>,
    issuer_key: Option<Vec<u8>>,
    purposes: Vec<String>,
    ocsp: Vec<String>,
    issuers: Vec<String>,
    revocations: Vec<String>,
}

/// What else a certificate is valid for, besides its subject's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AlternativeName {
    /// A host's name, or all names in a domain (`*.example.org`).
    Dns(String),
    /// An address.
    Address(IpAddr),
    /// A mailbox.
    Email(String),
    /// An address of a page.
    Uri(String),
    /// A distinguished name.
    Directory(Name),
    /// An object identifier.
    Registered(String),
    /// A kind that nothing here reads.
    Other,
}

/// Bytes that are no certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACertificate;

impl fmt::Display for NotACertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a certificate")
    }
}

impl std::error::Error for NotACertificate {}

impl PartialEq for Certificate {
    fn eq(&self, other: &Certificate) -> bool {
        self.0.der == other.0.der
    }
}

impl Eq for Certificate {}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({:?})", self.0.subject.common_name())
    }
}

impl Certificate {
    /// Reads one from DER.
    ///
    /// # Errors
    /// Where the bytes are no certificate of X.509.
    pub fn from_der(der: &[u8]) -> Result<Certificate, NotACertificate> {
        let read = x509_cert::Certificate::from_der(der).map_err(|_| NotACertificate)?;
        let read = read.tbs_certificate();
        let seconds = |time: x509_cert::time::Time| {
            i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX)
        };
        let access = read
            .get_extension::<AuthorityInfoAccessSyntax>()
            .ok()
            .flatten()
            .map(|(_, access)| access.0)
            .unwrap_or_default();
        let access_by = |method: &str| {
            let method = ObjectIdentifier::new(method).ok();
            access
                .iter()
                .filter(|one| Some(one.access_method) == method)
                .filter_map(|one| uri(&one.access_location))
                .collect()
        };
        Ok(Certificate(Rc::new(Parts {
            der: der.to_owned(),
            subject: Name::read(read.subject()),
            issuer: Name::read(read.issuer()),
            version: read.version() as u8 + 1,
            serial: read.serial_number().as_bytes().to_owned(),
            not_before: seconds(read.validity().not_before),
            not_after: seconds(read.validity().not_after),
            names: read
                .get_extension::<SubjectAltName>()
                .ok()
                .flatten()
                .map(|(_, names)| names.0.iter().map(alternative).collect())
                .unwrap_or_default(),
            authority: read
                .get_extension::<BasicConstraints>()
                .ok()
                .flatten()
                .map(|(_, constraints)| constraints.ca),
            public_key: read
                .subject_public_key_info()
                .subject_public_key
                .raw_bytes()
                .to_owned(),
            key: read
                .get_extension::<SubjectKeyIdentifier>()
                .ok()
                .flatten()
                .map(|(_, key)| key.0.as_bytes().to_owned()),
            issuer_key: read
                .get_extension::<AuthorityKeyIdentifier>()
                .ok()
                .flatten()
                .and_then(|(_, key)| key.key_identifier)
                .map(|key| key.as_bytes().to_owned()),
            purposes: read
                .get_extension::<ExtendedKeyUsage>()
                .ok()
                .flatten()
                .map(|(_, usage)| usage.0.iter().map(ToString::to_string).collect())
                .unwrap_or_default(),
            ocsp: access_by("1.3.6.1.5.5.7.48.1"),
            issuers: access_by("1.3.6.1.5.5.7.48.2"),
            revocations: read
                .get_extension::<CrlDistributionPoints>()
                .ok()
                .flatten()
                .map(|(_, points)| points.0)
                .unwrap_or_default()
                .into_iter()
                .filter_map(|point| point.distribution_point)
                .flat_map(|name| match name {
                    DistributionPointName::FullName(names) => {
                        names.iter().filter_map(uri).collect()
                    }
                    DistributionPointName::NameRelativeToCRLIssuer(_) => Vec::new(),
                })
                .collect(),
        })))
    }

    /// Reads every certificate in a text of PEM blocks; what else is in it (keys, remarks) is passed over.
    ///
    /// # Errors
    /// Where a block that says it is a certificate is none.
    pub fn from_pem(text: &str) -> Result<Vec<Certificate>, NotACertificate> {
        const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
        const END: &str = "-----END CERTIFICATE-----";
        let mut found = Vec::new();
        let mut rest = text;
        while let Some(begin) = rest.find(BEGIN) {
            let length = rest[begin..].find(END).ok_or(NotACertificate)? + END.len();
            let block = &rest[begin..begin + length];
            let (_, document) = Document::from_pem(block).map_err(|_| NotACertificate)?;
            found.push(Certificate::from_der(document.as_bytes())?);
            rest = &rest[begin + length..];
        }
        Ok(found)
    }

    /// Its bytes.
    pub fn der(&self) -> &[u8] {
        &self.0.der
    }

    /// Who it is about.
    pub fn subject(&self) -> &Name {
        &self.0.subject
    }

    /// Who vouches for it.
    pub fn issuer(&self) -> &Name {
        &self.0.issuer
    }

    /// The version of X.509: 1 to 3.
    pub fn version(&self) -> u8 {
        self.0.version
    }

    /// Its number at its issuer, most significant byte first.
    pub fn serial(&self) -> &[u8] {
        &self.0.serial
    }

    /// From when on it is valid, in seconds since 1970.
    pub fn not_before(&self) -> i64 {
        self.0.not_before
    }

    /// Until when it is valid, in seconds since 1970.
    pub fn not_after(&self) -> i64 {
        self.0.not_after
    }

    /// What else it is valid for (subjectAltName).
    pub fn names(&self) -> &[AlternativeName] {
        &self.0.names
    }

    /// Whether it may vouch for others; `None`: it does not say.
    pub fn authority(&self) -> Option<bool> {
        self.0.authority
    }

    /// The bits of its public key.
    pub fn public_key(&self) -> &[u8] {
        &self.0.public_key
    }

    /// What it may be used for, by object identifiers; none: for everything.
    pub fn purposes(&self) -> &[String] {
        &self.0.purposes
    }

    /// Where to ask whether it still holds.
    pub fn ocsp(&self) -> &[String] {
        &self.0.ocsp
    }

    /// Where its issuer's certificate is.
    pub fn issuers(&self) -> &[String] {
        &self.0.issuers
    }

    /// Where lists of revoked certificates are.
    pub fn revocations(&self) -> &[String] {
        &self.0.revocations
    }

    /// Whether it names itself as its issuer.
    pub fn is_self_signed(&self) -> bool {
        self.0.subject == self.0.issuer && self.fits_key_of(self)
    }

    /// Whether `issuer` can be who vouches for it: by name and by key, as far as both say which. Signatures are not looked at.
    pub fn is_issued_by(&self, issuer: &Certificate) -> bool {
        self.0.issuer == issuer.0.subject && self.fits_key_of(issuer)
    }

    fn fits_key_of(&self, issuer: &Certificate) -> bool {
        match (&self.0.issuer_key, &issuer.0.key) {
            (Some(wanted), Some(key)) => wanted == key,
            _ => true,
        }
    }

    pub(crate) fn key(&self) -> Option<&[u8]> {
        self.0.key.as_deref()
    }
}

fn uri(name: &GeneralName) -> Option<String> {
    match name {
        GeneralName::UniformResourceIdentifier(text) => Some(text.to_string()),
        _ => None,
    }
}

fn alternative(name: &GeneralName) -> AlternativeName {
    match name {
        GeneralName::DnsName(text) => AlternativeName::Dns(Ia5StringRef::from(text).to_string()),
        GeneralName::Rfc822Name(text) => {
            AlternativeName::Email(Ia5StringRef::from(text).to_string())
        }
        GeneralName::UniformResourceIdentifier(text) => AlternativeName::Uri(text.to_string()),
        GeneralName::DirectoryName(name) => AlternativeName::Directory(Name::read(name)),
        GeneralName::RegisteredId(number) => AlternativeName::Registered(number.to_string()),
        GeneralName::IpAddress(bytes) => {
            let bytes = bytes.as_bytes();
            if let Ok(four) = <[u8; 4]>::try_from(bytes) {
                AlternativeName::Address(four.into())
            } else if let Ok(sixteen) = <[u8; 16]>::try_from(bytes) {
                AlternativeName::Address(sixteen.into())
            } else {
                AlternativeName::Other
            }
        }
        GeneralName::OtherName(_) | GeneralName::EdiPartyName(_) => AlternativeName::Other,
    }
}
