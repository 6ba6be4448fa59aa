//! Certificates that are made here: real X.509 in its bytes, with a key and a signature that are filler.

use crate::{
    certificate::{AlternativeName, Certificate},
    name::{ATTRIBUTES, Name},
};
use std::net::IpAddr;
use x509_cert::der::{DateTime, asn1::ObjectIdentifier};

/// What a certificate is to say.
#[derive(Clone, Debug)]
pub struct Issue {
    /// Who it is about.
    pub subject: Name,
    /// Who vouches for it; `None`: itself.
    pub issuer: Option<Certificate>,
    /// From when on it is valid, in seconds since 1970.
    pub not_before: i64,
    /// Until when it is valid, in seconds since 1970.
    pub not_after: i64,
    /// Its number, and what its key is made from.
    pub serial: u64,
    /// What else it is valid for. Names of hosts and addresses; other kinds are left out.
    pub names: Vec<AlternativeName>,
    /// Whether it may vouch for others.
    pub authority: bool,
}

impl Issue {
    /// Makes it.
    pub fn make(&self) -> Certificate {
        let subject = name(&self.subject);
        let issuer = self
            .issuer
            .as_ref()
            .map_or_else(|| subject.clone(), |issuer| name(issuer.subject()));
        let key = filler(self.serial, 20);
        let issuer_key = match &self.issuer {
            Some(issuer) => issuer.key().map(<[u8]>::to_vec),
            None => Some(key.clone()),
        };
        let algorithm = sequence(&[oid("1.2.840.113549.1.1.11"), tlv(0x05, &[])]);
        // The highest bit of a whole number is its sign.
        let serial = [&[0x01][..], &self.serial.to_be_bytes()].concat();
        let to_be_signed = sequence(&[
            tlv(0xA0, &tlv(0x02, &[2])),
            tlv(0x02, &serial),
            algorithm.clone(),
            issuer,
            sequence(&[time(self.not_before), time(self.not_after)]),
            subject,
            public_key(self.serial),
            tlv(0xA3, &sequence(&self.extensions(&key, issuer_key))),
        ]);
        let signature = [&[0][..], &filler(!self.serial, 256)].concat();
        let der = sequence(&[to_be_signed, algorithm, tlv(0x03, &signature)]);
        Certificate::from_der(&der).expect("what is written here can be read")
    }

    fn extensions(&self, key: &[u8], issuer_key: Option<Vec<u8>>) -> Vec<Vec<u8>> {
        let mut all = Vec::new();
        let constraints = if self.authority {
            sequence(&[tlv(0x01, &[0xFF])])
        } else {
            sequence(&[])
        };
        all.push(extension("2.5.29.19", true, &constraints));
        let usage: &[u8] = if self.authority {
            // keyCertSign, cRLSign
            &[1, 0x06]
        } else {
            // digitalSignature, keyEncipherment
            &[5, 0xA0]
        };
        all.push(extension("2.5.29.15", true, &tlv(0x03, usage)));
        if !self.authority {
            let server = sequence(&[oid("1.3.6.1.5.5.7.3.1"), oid("1.3.6.1.5.5.7.3.2")]);
            all.push(extension("2.5.29.37", false, &server));
        }
        all.push(extension("2.5.29.14", false, &tlv(0x04, key)));
        if let Some(key) = issuer_key {
            all.push(extension("2.5.29.35", false, &sequence(&[tlv(0x80, &key)])));
        }
        let names: Vec<Vec<u8>> = self.names.iter().filter_map(alternative).collect();
        if !names.is_empty() {
            all.push(extension("2.5.29.17", false, &sequence(&names)));
        }
        all
    }
}

/// One element of DER: a tag, a length, the value.
fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
    let length = value.len();
    let mut out = vec![tag];
    if length < 0x80 {
        out.push(length as u8);
    } else {
        let bytes = length.to_be_bytes();
        let bytes = &bytes[bytes.iter().take_while(|byte| **byte == 0).count()..];
        out.push(0x80 | bytes.len() as u8);
        out.extend_from_slice(bytes);
    }
    out.extend_from_slice(value);
    out
}

fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    tlv(0x30, &parts.concat())
}

fn oid(text: &str) -> Vec<u8> {
    let number = ObjectIdentifier::new(text).expect("it is written here");
    tlv(0x06, number.as_bytes())
}

fn extension(number: &str, critical: bool, value: &[u8]) -> Vec<u8> {
    let mut parts = vec![oid(number)];
    if critical {
        parts.push(tlv(0x01, &[0xFF]));
    }
    parts.push(tlv(0x04, value));
    sequence(&parts)
}

fn name(name: &Name) -> Vec<u8> {
    let parts: Vec<Vec<u8>> = name
        .0
        .iter()
        .map(|part| {
            let attributes: Vec<Vec<u8>> = part
                .iter()
                .filter_map(|(attribute, value)| {
                    let (number, _) = ATTRIBUTES.iter().find(|(_, long)| long == attribute)?;
                    // A country is a PrintableString, everything else is UTF-8.
                    let tag = if attribute == "countryName" {
                        0x13
                    } else {
                        0x0C
                    };
                    Some(sequence(&[oid(number), tlv(tag, value.as_bytes())]))
                })
                .collect();
            tlv(0x31, &attributes.concat())
        })
        .collect();
    sequence(&parts)
}

fn alternative(name: &AlternativeName) -> Option<Vec<u8>> {
    match name {
        AlternativeName::Dns(name) => Some(tlv(0x82, name.as_bytes())),
        AlternativeName::Address(IpAddr::V4(address)) => Some(tlv(0x87, &address.octets())),
        AlternativeName::Address(IpAddr::V6(address)) => Some(tlv(0x87, &address.octets())),
        _ => None,
    }
}

/// Until 2049 with two digits of the year, as X.509 wants it.
fn time(seconds: i64) -> Vec<u8> {
    let since = std::time::Duration::from_secs(seconds.max(0) as u64);
    let date = DateTime::from_unix_duration(since).unwrap_or(DateTime::INFINITY);
    let rest = format!(
        "{:02}{:02}{:02}{:02}{:02}Z",
        date.month(),
        date.day(),
        date.hour(),
        date.minutes(),
        date.seconds()
    );
    if date.year() < 2050 {
        tlv(0x17, format!("{:02}{rest}", date.year() % 100).as_bytes())
    } else {
        tlv(0x18, format!("{}{rest}", date.year()).as_bytes())
    }
}

/// The shape of an RSA key of 2,048 bits.
fn public_key(seed: u64) -> Vec<u8> {
    let modulus = [&[0, 0xC1][..], &filler(seed, 255)].concat();
    let key = sequence(&[tlv(0x02, &modulus), tlv(0x02, &[1, 0, 1])]);
    let algorithm = sequence(&[oid("1.2.840.113549.1.1.1"), tlv(0x05, &[])]);
    sequence(&[algorithm, tlv(0x03, &[&[0][..], &key].concat())])
}

fn filler(seed: u64, length: usize) -> Vec<u8> {
    let mut random = fastrand::Rng::with_seed(seed);
    (0..length).map(|_| random.u8(..)).collect()
}
