//! Certificates: what is read of them, and whom they convince.

mod common;

use common::NOW;
use tls::{
    AlternativeName, Authority, Certificate, Expected, Failure, Issue, Name, Purpose, Trust, verify,
};

/// Made by `openssl req -x509 -subj "/C=NL/ST=Utrecht/O=A Lesson/CN=localhost" -addext subjectAltName=…`, as lessons do.
const LESSON: &str = include_str!("data/lesson.pem");
const DAY: i64 = 86_400;

fn trusting(anchors: &[&Certificate]) -> Trust {
    Trust {
        anchors: anchors.iter().map(|one| (*one).clone()).collect(),
        partial_chain: false,
    }
}

fn host(name: &str) -> Option<Expected> {
    Some(Expected::Host(name.to_owned()))
}

fn says(
    chain: &[Certificate],
    trust: &Trust,
    expected: Option<Expected>,
) -> Result<usize, (i32, String)> {
    verify(chain, trust, expected.as_ref(), Purpose::Server, NOW)
        .map(|path| path.len())
        .map_err(|Failure { code, text }| (code, text))
}

fn fails(code: i32, text: &str) -> Result<usize, (i32, String)> {
    Err((code, text.to_owned()))
}

#[test]
fn a_certificate_from_openssl_is_read() {
    let read = Certificate::from_pem(&format!("a remark\n{LESSON}\n")).unwrap();
    let [certificate] = &read[..] else { panic!() };
    let name = Name::of(&[
        ("countryName", "NL"),
        ("stateOrProvinceName", "Utrecht"),
        ("organizationName", "A Lesson"),
        ("commonName", "localhost"),
    ]);
    assert_eq!(*certificate.subject(), name);
    assert_eq!(*certificate.issuer(), name);
    assert!(certificate.is_self_signed());
    assert_eq!(
        certificate.names(),
        [
            AlternativeName::Dns("localhost".to_owned()),
            AlternativeName::Address("127.0.0.1".parse().unwrap()),
            AlternativeName::Address("::1".parse().unwrap()),
        ]
    );
    assert_eq!(
        certificate.not_after() - certificate.not_before(),
        3_650 * DAY
    );
    let trust = trusting(&[certificate]);
    let now = certificate.not_before() + 1;
    let expected = host("localhost");
    assert!(verify(&read, &trust, expected.as_ref(), Purpose::Server, now).is_ok());
}

#[test]
fn what_is_made_can_be_read_again() {
    let made = Authority::loopscope().issue(&["www.example.org", "10.0.0.1"], NOW, NOW + DAY);
    let read = Certificate::from_der(made.der()).unwrap();
    assert_eq!(read, made);
    assert_eq!((read.not_before(), read.not_after()), (NOW, NOW + DAY));
    assert_eq!(read.version(), 3);
    assert_eq!(read.subject().common_name(), Some("www.example.org"));
    assert_eq!(read.issuer().common_name(), Some("Loopscope Root CA"));
    assert_eq!(read.names().len(), 2);
}

#[test]
fn broken_ones_are_told() {
    assert!(Certificate::from_der(b"\x30\x03abc").is_err());
    assert!(
        Certificate::from_pem("-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----")
            .is_err()
    );
    assert!(Certificate::from_pem("-----BEGIN CERTIFICATE-----\n").is_err());
    assert_eq!(Certificate::from_pem("nothing of the kind").unwrap(), []);
}

#[test]
fn chains_fail_as_openssl_says() {
    let root = Authority::loopscope();
    let trust = trusting(&[root.certificate()]);
    let good = root.issue(&["*.example.org", "example.org"], NOW - DAY, NOW + DAY);
    assert_eq!(
        says(std::slice::from_ref(&good), &trust, host("www.example.org")),
        Ok(2)
    );
    assert_eq!(
        says(std::slice::from_ref(&good), &trust, host("EXAMPLE.org.")),
        Ok(2)
    );
    for wrong in ["a.b.example.org", "example.com", "org"] {
        let text = format!("Hostname mismatch, certificate is not valid for '{wrong}'.");
        assert_eq!(
            says(std::slice::from_ref(&good), &trust, host(wrong)),
            fails(62, &text)
        );
    }
    let address = "192.0.2.7".parse().unwrap();
    assert_eq!(
        says(
            std::slice::from_ref(&good),
            &trust,
            Some(Expected::Address(address))
        ),
        fails(
            64,
            "IP address mismatch, certificate is not valid for '192.0.2.7'."
        )
    );
    let old = root.issue(&["a.example"], NOW - 2 * DAY, NOW - DAY);
    assert_eq!(
        says(std::slice::from_ref(&old), &trust, host("a.example")),
        fails(10, "certificate has expired")
    );
    // The name is looked at before the time.
    assert_eq!(says(&[old], &trust, host("b.example")).unwrap_err().0, 62);
    let early = root.issue(&["a.example"], NOW + DAY, NOW + 2 * DAY);
    assert_eq!(
        says(&[early], &trust, None),
        fails(9, "certificate is not yet valid")
    );

    let stranger = Authority::named("A Stranger", 5);
    let theirs = stranger.issue(&["a.example"], NOW - DAY, NOW + DAY);
    assert_eq!(
        says(std::slice::from_ref(&theirs), &trust, None),
        fails(20, "unable to get local issuer certificate")
    );
    assert_eq!(
        says(
            &[theirs.clone(), stranger.certificate().clone()],
            &trust,
            None
        ),
        fails(19, "self-signed certificate in certificate chain")
    );
    assert_eq!(
        says(&[stranger.certificate().clone()], &trust, None),
        fails(18, "self-signed certificate")
    );
    assert_eq!(says(&[], &trust, None).unwrap_err().0, 20);
    // Another root of the same name has another key.
    let namesake = Authority::named("A Stranger", 6);
    assert_eq!(
        says(&[theirs], &trusting(&[namesake.certificate()]), None)
            .unwrap_err()
            .0,
        20
    );
}

#[test]
fn one_that_is_no_authority_vouches_for_nobody() {
    let root = Authority::loopscope();
    let between = root.issue(&["between.example"], NOW - DAY, NOW + DAY);
    let leaf = Issue {
        subject: Name::of(&[("commonName", "a.example")]),
        issuer: Some(between.clone()),
        not_before: NOW - DAY,
        not_after: NOW + DAY,
        serial: 9,
        names: Vec::new(),
        authority: false,
    }
    .make();
    let trust = trusting(&[root.certificate()]);
    assert_eq!(
        says(&[leaf.clone(), between.clone()], &trust, host("a.example")),
        fails(79, "invalid CA certificate")
    );
    // A certificate that is trusted itself ends a chain only where that is wanted.
    let mut trust = trusting(&[&leaf]);
    assert_eq!(
        says(std::slice::from_ref(&leaf), &trust, None)
            .unwrap_err()
            .0,
        2
    );
    trust.partial_chain = true;
    assert_eq!(says(&[leaf], &trust, host("a.example")), Ok(1));
}
