//! What goes wrong, in curl's codes and words.

use crate::{
    http::{Bad, UrlError},
    program::Failure,
};
use std::net::IpAddr;

/// Why a transfer failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    /// curl's exit code.
    pub code: i32,
    /// What stands after `curl: (code) `.
    pub text: String,
}

/// Why a command does not even begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Complaint {
    /// All that is printed.
    pub text: String,
    pub code: i32,
}

const TRY: &str = "curl: try 'curl --help' or 'curl --manual' for more information\n";

impl Complaint {
    pub fn usage(text: String) -> Complaint {
        Complaint {
            text: text + TRY,
            code: 2,
        }
    }

    /// An option that cannot be taken.
    pub fn option(spelled: &str, why: &str) -> Complaint {
        Complaint::usage(format!("curl: option {spelled}: {why}\n"))
    }
}

/// A warning, broken at blanks as for a terminal of 79 columns.
pub(super) fn warning(text: &str) -> String {
    const PREFIX: &str = "Warning: ";
    let width = 79 - PREFIX.len();
    let (mut rest, mut out) = (text, String::new());
    while rest.len() > width {
        let cut = rest[..width].rfind(' ').map_or(width, |at| at + 1);
        out.push_str(&format!("{PREFIX}{}\n", &rest[..cut]));
        rest = &rest[cut..];
    }
    out + PREFIX + rest + "\n"
}

impl Trouble {
    pub fn new(code: i32, text: impl Into<String>) -> Trouble {
        Trouble {
            code,
            text: text.into(),
        }
    }

    /// A URL that is none.
    pub fn url(error: &UrlError) -> Trouble {
        match error {
            UrlError::Rejected(why) => Trouble::new(3, format!("URL rejected: {why}")),
            UrlError::Scheme(name) => Trouble::new(1, format!("Protocol \"{name}\" not supported")),
        }
    }

    /// A connection that could not be made within `after` seconds.
    pub fn connecting(failure: Failure, host: &str, port: u16, after: f64) -> Trouble {
        let (code, why) = match failure {
            Failure::NoName => return Trouble::new(6, format!("Could not resolve host: {host}")),
            Failure::TimedOut => (28, "Could not connect to server"),
            Failure::Refused | Failure::Unreachable | Failure::Reset => {
                (7, "Could not connect to server")
            }
        };
        let after = millis(after);
        Trouble::new(
            code,
            format!("Failed to connect to {host}:{port} after {after} ms: {why}"),
        )
    }

    /// An answer that is none.
    pub fn answer(bad: Bad) -> Trouble {
        match bad {
            Bad::NotHttp => Trouble::new(1, "Received HTTP/0.9 when not allowed"),
            Bad::LongHead => Trouble::new(56, "Too large response headers: more than 307200 bytes"),
            Bad::Length => Trouble::new(8, "Invalid Content-Length: value"),
            Bad::Chunk(byte) => Trouble::new(
                56,
                format!("chunk hex-length char not a hex digit: 0x{byte:x}"),
            ),
            Bad::Empty => Trouble::new(52, "Empty reply from server"),
            Bad::Short(missing) => {
                Trouble::new(18, format!("end of response with {missing} bytes missing"))
            }
            Bad::ShortChunks => {
                Trouble::new(18, "transfer closed with outstanding read data remaining")
            }
        }
    }

    /// TLS that failed, with a server of that name or address.
    pub fn tls(error: &tls::Error, host: &str) -> Trouble {
        match error {
            tls::Error::CertificateVerifyFailed(failure) => {
                let why = match failure.code {
                    62 | 64 => format!(
                        "SSL: no alternative certificate subject name matches target {} '{host}'",
                        match host.parse() {
                            Ok(IpAddr::V4(_)) => "IPv4 address",
                            Ok(IpAddr::V6(_)) => "IPv6 address",
                            Err(_) => "host name",
                        }
                    ),
                    code => format!(
                        "SSL certificate OpenSSL verify result: {} ({code})",
                        failure.text
                    ),
                };
                Trouble::new(60, why + MORE_OF_CERTIFICATES)
            }
            other => {
                let (name, text) = other.reason();
                // OpenSSL's number of the reason, where it is an everyday one.
                let number = match name {
                    "WRONG_VERSION_NUMBER" => "error:0A00010B:SSL routines::",
                    "UNSUPPORTED_PROTOCOL" => "error:0A000102:SSL routines::",
                    "UNEXPECTED_EOF_WHILE_READING" => "error:0A000126:SSL routines::",
                    _ => "",
                };
                Trouble::new(35, format!("TLS connect error: {number}{text}"))
            }
        }
    }
}

const MORE_OF_CERTIFICATES: &str = "\nMore details here: https://curl.se/docs/sslcerts.html\n\n\
    curl failed to verify the legitimacy of the server and therefore could not\n\
    establish a secure connection to it. To learn more about this situation and\n\
    how to fix it, please visit the webpage mentioned above.";

/// Virtual seconds as whole milliseconds.
pub(super) fn millis(seconds: f64) -> u64 {
    (seconds * 1000.0).round() as u64
}
