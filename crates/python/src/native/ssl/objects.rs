//! OpenSSL's objects, as far as certificates name them: `txt2obj`, `nid2obj`.

/// Its number, its short and its long name, its identifier.
pub(super) type Object = (i64, &'static str, &'static str, &'static str);

/// The object of that number.
pub(super) fn by_number(number: i64) -> Option<&'static Object> {
    OBJECTS.iter().find(|(nid, ..)| *nid == number)
}

/// The object of that identifier, or, where `names` count, of that name.
pub(super) fn by_text(text: &str, names: bool) -> Option<&'static Object> {
    OBJECTS
        .iter()
        .find(|(_, short, long, oid)| text == *oid || (names && (text == *short || text == *long)))
}

const OBJECTS: [Object; 45] = [
    (4, "MD5", "md5", "1.2.840.113549.2.5"),
    (64, "SHA1", "sha1", "1.3.14.3.2.26"),
    (672, "SHA256", "sha256", "2.16.840.1.101.3.4.2.1"),
    (673, "SHA384", "sha384", "2.16.840.1.101.3.4.2.2"),
    (674, "SHA512", "sha512", "2.16.840.1.101.3.4.2.3"),
    (6, "rsaEncryption", "rsaEncryption", "1.2.840.113549.1.1.1"),
    (13, "CN", "commonName", "2.5.4.3"),
    (14, "C", "countryName", "2.5.4.6"),
    (15, "L", "localityName", "2.5.4.7"),
    (16, "ST", "stateOrProvinceName", "2.5.4.8"),
    (17, "O", "organizationName", "2.5.4.10"),
    (18, "OU", "organizationalUnitName", "2.5.4.11"),
    (48, "emailAddress", "emailAddress", "1.2.840.113549.1.9.1"),
    (
        85,
        "subjectAltName",
        "X509v3 Subject Alternative Name",
        "2.5.29.17",
    ),
    (
        82,
        "subjectKeyIdentifier",
        "X509v3 Subject Key Identifier",
        "2.5.29.14",
    ),
    (83, "keyUsage", "X509v3 Key Usage", "2.5.29.15"),
    (
        84,
        "privateKeyUsagePeriod",
        "X509v3 Private Key Usage Period",
        "2.5.29.16",
    ),
    (
        86,
        "issuerAltName",
        "X509v3 Issuer Alternative Name",
        "2.5.29.18",
    ),
    (
        87,
        "basicConstraints",
        "X509v3 Basic Constraints",
        "2.5.29.19",
    ),
    (
        89,
        "certificatePolicies",
        "X509v3 Certificate Policies",
        "2.5.29.32",
    ),
    (
        90,
        "authorityKeyIdentifier",
        "X509v3 Authority Key Identifier",
        "2.5.29.35",
    ),
    (
        103,
        "crlDistributionPoints",
        "X509v3 CRL Distribution Points",
        "2.5.29.31",
    ),
    (
        126,
        "extendedKeyUsage",
        "X509v3 Extended Key Usage",
        "2.5.29.37",
    ),
    (
        129,
        "serverAuth",
        "TLS Web Server Authentication",
        "1.3.6.1.5.5.7.3.1",
    ),
    (
        130,
        "clientAuth",
        "TLS Web Client Authentication",
        "1.3.6.1.5.5.7.3.2",
    ),
    (131, "codeSigning", "Code Signing", "1.3.6.1.5.5.7.3.3"),
    (
        132,
        "emailProtection",
        "E-mail Protection",
        "1.3.6.1.5.5.7.3.4",
    ),
    (133, "timeStamping", "Time Stamping", "1.3.6.1.5.5.7.3.8"),
    (
        137,
        "msSGC",
        "Microsoft Server Gated Crypto",
        "1.3.6.1.4.1.311.10.3.3",
    ),
    (180, "OCSPSigning", "OCSP Signing", "1.3.6.1.5.5.7.3.9"),
    (408, "id-ecPublicKey", "id-ecPublicKey", "1.2.840.10045.2.1"),
    (415, "prime256v1", "prime256v1", "1.2.840.10045.3.1.7"),
    (714, "secp256k1", "secp256k1", "1.3.132.0.10"),
    (715, "secp384r1", "secp384r1", "1.3.132.0.34"),
    (716, "secp521r1", "secp521r1", "1.3.132.0.35"),
    (1034, "X25519", "X25519", "1.3.101.110"),
    (1087, "ED25519", "ED25519", "1.3.101.112"),
    (
        177,
        "authorityInfoAccess",
        "Authority Information Access",
        "1.3.6.1.5.5.7.1.1",
    ),
    (178, "OCSP", "OCSP", "1.3.6.1.5.5.7.48.1"),
    (179, "caIssuers", "CA Issuers", "1.3.6.1.5.5.7.48.2"),
    (391, "DC", "domainComponent", "0.9.2342.19200300.100.1.25"),
    (458, "UID", "userId", "0.9.2342.19200300.100.1.1"),
    (99, "GN", "givenName", "2.5.4.42"),
    (100, "SN", "surname", "2.5.4.4"),
    (105, "serialNumber", "serialNumber", "2.5.4.5"),
];
