//! Messages of a handshake: their numbers, and how vectors of bytes stand in them (RFC 8446, section 3.4).

use crate::{certificate::Certificate, error::Error, version::Version};

pub(crate) const CLIENT_HELLO: u8 = 1;
pub(crate) const SERVER_HELLO: u8 = 2;
pub(crate) const NEW_SESSION_TICKET: u8 = 4;
pub(crate) const ENCRYPTED_EXTENSIONS: u8 = 8;
pub(crate) const CERTIFICATE: u8 = 11;
pub(crate) const SERVER_KEY_EXCHANGE: u8 = 12;
pub(crate) const CERTIFICATE_REQUEST: u8 = 13;
pub(crate) const SERVER_HELLO_DONE: u8 = 14;
pub(crate) const CERTIFICATE_VERIFY: u8 = 15;
pub(crate) const CLIENT_KEY_EXCHANGE: u8 = 16;
pub(crate) const FINISHED: u8 = 20;

/// A message: its number, its length in three bytes, its body.
pub(crate) fn message(kind: u8, body: &[u8]) -> Vec<u8> {
    [&[kind][..], &prefixed(3, body)].concat()
}

/// A vector with its length before it, in so many bytes.
pub(crate) fn prefixed(bytes: usize, body: &[u8]) -> Vec<u8> {
    let length = body.len().to_be_bytes();
    [&length[length.len() - bytes..], body].concat()
}

/// An extension of a hello.
pub(crate) fn extension(number: u16, body: &[u8]) -> Vec<u8> {
    [&number.to_be_bytes()[..], &prefixed(2, body)].concat()
}

/// The list of protocols above TLS, as ALPN has it.
pub(crate) fn protocols(all: &[Vec<u8>]) -> Vec<u8> {
    let list: Vec<u8> = all
        .iter()
        .flat_map(|protocol| prefixed(1, protocol))
        .collect();
    extension(ALPN, &prefixed(2, &list))
}

pub(crate) const SERVER_NAME: u16 = 0;
pub(crate) const ALPN: u16 = 16;
pub(crate) const SUPPORTED_VERSIONS: u16 = 43;
pub(crate) const KEY_SHARE: u16 = 51;

/// The body of a Certificate message.
pub(crate) fn certificates(chain: &[Certificate], version: Version) -> Vec<u8> {
    let list: Vec<u8> = chain
        .iter()
        .flat_map(|certificate| {
            let mut entry = prefixed(3, certificate.der());
            if version == Version::Tls13 {
                // No extensions.
                entry.extend_from_slice(&[0, 0]);
            }
            entry
        })
        .collect();
    let list = prefixed(3, &list);
    match version {
        // No context: this is no answer to a request of later.
        Version::Tls13 => [&[0][..], &list].concat(),
        Version::Tls12 => list,
    }
}

/// Reads the body of a Certificate message.
pub(crate) fn read_certificates(body: &[u8], version: Version) -> Result<Vec<Certificate>, Error> {
    let mut reader = Reader(body);
    if version == Version::Tls13 {
        reader.vector(1)?;
    }
    let mut list = Reader(reader.vector(3)?);
    let mut chain = Vec::new();
    while !list.0.is_empty() {
        let der = list.vector(3)?;
        chain.push(Certificate::from_der(der).map_err(|_| Error::Decode)?);
        if version == Version::Tls13 {
            list.vector(2)?;
        }
    }
    Ok(chain)
}

/// Takes things off the front of a message.
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Error> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Error::Decode)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(crate) fn number(&mut self, bytes: usize) -> Result<usize, Error> {
        let taken = self.take(bytes)?;
        Ok(taken
            .iter()
            .fold(0, |number, byte| number << 8 | usize::from(*byte)))
    }

    /// A vector with its length before it, in so many bytes.
    pub(crate) fn vector(&mut self, bytes: usize) -> Result<&'a [u8], Error> {
        let length = self.number(bytes)?;
        self.take(length)
    }

    /// The extensions of a hello: all that is left of it.
    pub(crate) fn extensions(&mut self) -> Result<Vec<(u16, &'a [u8])>, Error> {
        if self.0.is_empty() {
            return Ok(Vec::new());
        }
        let mut list = Reader(self.vector(2)?);
        let mut found = Vec::new();
        while !list.0.is_empty() {
            let number = list.number(2)? as u16;
            found.push((number, list.vector(2)?));
        }
        Ok(found)
    }
}

/// Reads ALPN's list.
pub(crate) fn read_protocols(body: &[u8]) -> Result<Vec<Vec<u8>>, Error> {
    let mut list = Reader(Reader(body).vector(2)?);
    let mut found = Vec::new();
    while !list.0.is_empty() {
        found.push(list.vector(1)?.to_vec());
    }
    Ok(found)
}
