//! Distinguished names: who a certificate is about, and who vouches for it.

use x509_cert::{attr::AttributeTypeAndValue, der::Encode};

/// A distinguished name: its parts in order, each with one or more attributes by OpenSSL's long names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name(pub Vec<Vec<(String, String)>>);

/// Attributes of names: object identifier, OpenSSL's long name.
pub(crate) const ATTRIBUTES: [(&str, &str); 22] = [
    ("2.5.4.3", "commonName"),
    ("2.5.4.4", "surname"),
    ("2.5.4.5", "serialNumber"),
    ("2.5.4.6", "countryName"),
    ("2.5.4.7", "localityName"),
    ("2.5.4.8", "stateOrProvinceName"),
    ("2.5.4.9", "streetAddress"),
    ("2.5.4.10", "organizationName"),
    ("2.5.4.11", "organizationalUnitName"),
    ("2.5.4.12", "title"),
    ("2.5.4.13", "description"),
    ("2.5.4.15", "businessCategory"),
    ("2.5.4.17", "postalCode"),
    ("2.5.4.41", "name"),
    ("2.5.4.42", "givenName"),
    ("2.5.4.43", "initials"),
    ("2.5.4.44", "generationQualifier"),
    ("2.5.4.46", "dnQualifier"),
    ("2.5.4.97", "organizationIdentifier"),
    ("0.9.2342.19200300.100.1.1", "userId"),
    ("0.9.2342.19200300.100.1.25", "domainComponent"),
    ("1.2.840.113549.1.9.1", "emailAddress"),
];

impl Name {
    /// A name of one attribute in each part.
    pub fn of(parts: &[(&str, &str)]) -> Name {
        Name(
            parts
                .iter()
                .map(|(attribute, value)| vec![((*attribute).to_owned(), (*value).to_owned())])
                .collect(),
        )
    }

    /// The last common name in it.
    pub fn common_name(&self) -> Option<&str> {
        self.0
            .iter()
            .flatten()
            .rev()
            .find(|(attribute, _)| attribute == "commonName")
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn read(name: &x509_cert::name::Name) -> Name {
        Name(
            name.as_ref()
                .as_ref()
                .iter()
                .map(|part| part.iter().map(attribute).collect())
                .collect(),
        )
    }
}

fn attribute(attribute: &AttributeTypeAndValue) -> (String, String) {
    let number = attribute.oid.to_string();
    let name = ATTRIBUTES
        .iter()
        .find(|(oid, _)| *oid == number)
        .map_or_else(|| number.clone(), |(_, name)| (*name).to_owned());
    (name, text(attribute))
}

/// The text of a value, whichever of X.509's kinds of string it is.
fn text(attribute: &AttributeTypeAndValue) -> String {
    // The tag of a BMPString is 30: two bytes a character.
    let bytes = attribute.value.value();
    let tag = attribute
        .value
        .to_der()
        .ok()
        .and_then(|der| der.first().copied());
    if tag == Some(30) {
        let units: Vec<u16> = bytes
            .as_chunks::<2>()
            .0
            .iter()
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
            .collect();
        return String::from_utf16_lossy(&units);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
