//! The two hellos, in which both ends settle what they speak.

use crate::{
    config::ClientConfig,
    error::Error,
    message::{
        ALPN, KEY_SHARE, Reader, SERVER_NAME, SUPPORTED_VERSIONS, extension, prefixed, protocols,
        read_protocols,
    },
    version::Version,
};

/// What a client asks for, as a server reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientHello {
    /// The name that it wants to talk to (SNI).
    pub server_name: Option<String>,
    /// The protocols that it speaks above TLS, best first (ALPN).
    pub protocols: Vec<Vec<u8>>,
    /// The versions that it speaks and that are known here.
    pub versions: Vec<Version>,
}

/// x25519, as the group of a key that is filler.
const GROUP: [u8; 2] = [0x00, 0x1D];

/// The body of a ClientHello.
pub(crate) fn write_client_hello(config: &ClientConfig, random: &mut fastrand::Rng) -> Vec<u8> {
    let versions: Vec<Version> = [Version::Tls13, Version::Tls12]
        .into_iter()
        .filter(|version| (config.oldest..=config.newest).contains(version))
        .collect();
    let mut body = Version::Tls12.number().to_be_bytes().to_vec();
    body.extend(filler(random, 32));
    body.extend(prefixed(1, &filler(random, 32)));
    let ciphers: Vec<u8> = versions
        .iter()
        .flat_map(|version| version.cipher().number.to_be_bytes())
        .collect();
    body.extend(prefixed(2, &ciphers));
    // No compression.
    body.extend([1, 0]);
    let mut extensions = Vec::new();
    if let Some(name) = &config.server_name {
        let entry = [&[0][..], &prefixed(2, name.as_bytes())].concat();
        extensions.extend(extension(SERVER_NAME, &prefixed(2, &entry)));
    }
    extensions.extend(extension(10, &prefixed(2, &GROUP)));
    // Signatures: RSA-PSS and RSA with SHA-256.
    extensions.extend(extension(13, &prefixed(2, &[0x08, 0x04, 0x04, 0x01])));
    if !config.protocols.is_empty() {
        extensions.extend(protocols(&config.protocols));
    }
    if config.newest == Version::Tls13 {
        let numbers: Vec<u8> = versions
            .iter()
            .flat_map(|version| version.number().to_be_bytes())
            .collect();
        extensions.extend(extension(SUPPORTED_VERSIONS, &prefixed(1, &numbers)));
        let share = [&GROUP[..], &prefixed(2, &filler(random, 32))].concat();
        extensions.extend(extension(KEY_SHARE, &prefixed(2, &share)));
    }
    body.extend(prefixed(2, &extensions));
    body
}

/// Reads the body of a ClientHello, whoever wrote it.
pub(crate) fn read_client_hello(body: &[u8]) -> Result<ClientHello, Error> {
    let mut reader = Reader(body);
    let legacy = reader.number(2)?;
    reader.take(32)?;
    reader.vector(1)?;
    reader.vector(2)?;
    reader.vector(1)?;
    let mut hello = ClientHello {
        server_name: None,
        protocols: Vec::new(),
        versions: Vec::new(),
    };
    let mut versions = None;
    for (number, body) in reader.extensions()? {
        match number {
            SERVER_NAME => {
                let mut list = Reader(Reader(body).vector(2)?);
                list.number(1)?;
                let name = list.vector(2)?;
                hello.server_name = Some(String::from_utf8_lossy(name).into_owned());
            }
            ALPN => hello.protocols = read_protocols(body)?,
            SUPPORTED_VERSIONS => versions = Some(Reader(body).vector(1)?),
            _ => {}
        }
    }
    hello.versions = match versions {
        Some(numbers) => numbers
            .as_chunks::<2>()
            .0
            .iter()
            .filter_map(|pair| Version::from_number(u16::from_be_bytes([pair[0], pair[1]])))
            .collect(),
        None if legacy >= usize::from(Version::Tls12.number()) => vec![Version::Tls12],
        None => Vec::new(),
    };
    Ok(hello)
}

/// The body of a ServerHello; TLS 1.2 has the chosen protocol in it, TLS 1.3 later.
pub(crate) fn write_server_hello(
    version: Version,
    protocol: Option<&Vec<u8>>,
    random: &mut fastrand::Rng,
) -> Vec<u8> {
    let mut body = Version::Tls12.number().to_be_bytes().to_vec();
    body.extend(filler(random, 32));
    body.extend(prefixed(1, &filler(random, 32)));
    body.extend(version.cipher().number.to_be_bytes());
    body.push(0);
    let mut extensions = Vec::new();
    match version {
        Version::Tls13 => {
            extensions.extend(extension(
                SUPPORTED_VERSIONS,
                &version.number().to_be_bytes(),
            ));
            let share = [&GROUP[..], &prefixed(2, &filler(random, 32))].concat();
            extensions.extend(extension(KEY_SHARE, &share));
        }
        Version::Tls12 => {
            if let Some(protocol) = protocol {
                extensions.extend(protocols(std::slice::from_ref(protocol)));
            }
        }
    }
    body.extend(prefixed(2, &extensions));
    body
}

/// Reads the body of a ServerHello: the version, and the protocol where it is said.
pub(crate) fn read_server_hello(body: &[u8]) -> Result<(Option<Version>, Option<Vec<u8>>), Error> {
    let mut reader = Reader(body);
    let mut number = reader.number(2)?;
    reader.take(32)?;
    reader.vector(1)?;
    reader.take(3)?;
    let mut protocol = None;
    for (extension, body) in reader.extensions()? {
        match extension {
            SUPPORTED_VERSIONS => number = Reader(body).number(2)?,
            ALPN => protocol = read_protocols(body)?.into_iter().next(),
            _ => {}
        }
    }
    Ok((Version::from_number(number as u16), protocol))
}

pub(crate) fn filler(random: &mut fastrand::Rng, length: usize) -> Vec<u8> {
    (0..length).map(|_| random.u8(..)).collect()
}
