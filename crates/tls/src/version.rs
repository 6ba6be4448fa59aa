//! Versions of the protocol, and the one set of ciphers that each is spoken with here.

/// A version of TLS that is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// TLS 1.2: a handshake costs two round trips.
    Tls12,
    /// TLS 1.3: a handshake costs one.
    Tls13,
}

/// What would encrypt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cipher {
    /// OpenSSL's name.
    pub name: &'static str,
    /// The version that it came with, in OpenSSL's words.
    pub protocol: &'static str,
    /// The length of its key.
    pub bits: u32,
    /// Its number on the wire.
    pub number: u16,
}

impl Version {
    /// Its number on the wire.
    pub fn number(self) -> u16 {
        match self {
            Version::Tls12 => 0x0303,
            Version::Tls13 => 0x0304,
        }
    }

    /// The version of that number on the wire.
    pub fn from_number(number: u16) -> Option<Version> {
        [Version::Tls12, Version::Tls13]
            .into_iter()
            .find(|version| version.number() == number)
    }

    /// OpenSSL's name for it: `TLSv1.3`.
    pub fn name(self) -> &'static str {
        match self {
            Version::Tls12 => "TLSv1.2",
            Version::Tls13 => "TLSv1.3",
        }
    }

    /// What both ends settle on.
    pub fn cipher(self) -> Cipher {
        match self {
            Version::Tls12 => Cipher {
                name: "ECDHE-RSA-AES256-GCM-SHA384",
                protocol: "TLSv1.2",
                bits: 256,
                number: 0xC030,
            },
            Version::Tls13 => Cipher {
                name: "TLS_AES_256_GCM_SHA384",
                protocol: "TLSv1.3",
                bits: 256,
                number: 0x1302,
            },
        }
    }
}
