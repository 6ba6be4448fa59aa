//! The authority that simulated hosts have their certificates from.

use crate::{
    certificate::{AlternativeName, Certificate},
    issue::Issue,
    name::Name,
};

/// Who vouches for others.
#[derive(Clone, Debug)]
pub struct Authority {
    certificate: Certificate,
}

/// 2020-01-01 and 2049-12-31, in seconds since 1970: before and after any run.
const EVER: (i64, i64) = (1_577_836_800, 2_524_521_600);

impl Authority {
    /// The root that the simulated machine trusts: what public authorities are in life.
    pub fn loopscope() -> Authority {
        Authority::named("Loopscope Root CA", 0x4C53_0001)
    }

    /// A root of that name, which nobody trusts until told to.
    pub fn named(common_name: &str, serial: u64) -> Authority {
        let certificate = Issue {
            subject: Name::of(&[
                ("countryName", "XX"),
                ("organizationName", "Loopscope"),
                ("commonName", common_name),
            ]),
            issuer: None,
            not_before: EVER.0,
            not_after: EVER.1,
            serial,
            names: Vec::new(),
            authority: true,
        }
        .make();
        Authority { certificate }
    }

    /// Its own certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// A certificate for a host, valid from `not_before` to `not_after` (seconds since 1970), for all of `names`.
    pub fn issue(&self, names: &[&str], not_before: i64, not_after: i64) -> Certificate {
        let first = names.first().copied().unwrap_or_default();
        Issue {
            subject: Name::of(&[("commonName", first)]),
            issuer: Some(self.certificate.clone()),
            not_before,
            not_after,
            serial: number(first),
            names: names.iter().map(|name| alternative(name)).collect(),
            authority: false,
        }
        .make()
    }
}

fn alternative(name: &str) -> AlternativeName {
    match name.parse() {
        Ok(address) => AlternativeName::Address(address),
        Err(_) => AlternativeName::Dns(name.to_owned()),
    }
}

/// A number for a name, the same for ever (FNV-1a).
fn number(name: &str) -> u64 {
    name.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}
