//! Certificates as Python sees them: the dictionary of `getpeercert()`, and `_ssl.Certificate`.

use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, builtins::PyStr,
    function::OptionalArg, pyclass, types::Representable,
};
use tls::{AlternativeName, Certificate, Name};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `_decode_certificate`: what a certificate says, as a dictionary.
pub(super) fn decoded(certificate: &Certificate, vm: &VirtualMachine) -> PyResult {
    let dict = vm.ctx.new_dict();
    dict.set_item("subject", name(certificate.subject(), vm), vm)?;
    dict.set_item("issuer", name(certificate.issuer(), vm), vm)?;
    let version = vm.ctx.new_int(certificate.version());
    dict.set_item("version", version.into(), vm)?;
    for (key, text) in [
        ("serialNumber", serial(certificate.serial())),
        ("notBefore", date(certificate.not_before())),
        ("notAfter", date(certificate.not_after())),
    ] {
        dict.set_item(key, vm.ctx.new_str(text).into(), vm)?;
    }
    if !certificate.names().is_empty() {
        let names = certificate
            .names()
            .iter()
            .map(|one| alternative(one, vm))
            .collect();
        dict.set_item("subjectAltName", vm.ctx.new_tuple(names).into(), vm)?;
    }
    for (key, places) in [
        ("OCSP", certificate.ocsp()),
        ("caIssuers", certificate.issuers()),
        ("crlDistributionPoints", certificate.revocations()),
    ] {
        if !places.is_empty() {
            let places = places
                .iter()
                .map(|place| vm.ctx.new_str(place.as_str()).into())
                .collect();
            dict.set_item(key, vm.ctx.new_tuple(places).into(), vm)?;
        }
    }
    Ok(dict.into())
}

fn pair(one: &str, other: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
    vm.ctx
        .new_tuple(vec![vm.ctx.new_str(one).into(), other])
        .into()
}

fn name(name: &Name, vm: &VirtualMachine) -> PyObjectRef {
    let parts = name
        .0
        .iter()
        .map(|part| {
            let attributes = part
                .iter()
                .map(|(attribute, value)| {
                    pair(attribute, vm.ctx.new_str(value.as_str()).into(), vm)
                })
                .collect();
            vm.ctx.new_tuple(attributes).into()
        })
        .collect();
    vm.ctx.new_tuple(parts).into()
}

fn alternative(one: &AlternativeName, vm: &VirtualMachine) -> PyObjectRef {
    let text = |kind: &str, value: &str| pair(kind, vm.ctx.new_str(value).into(), vm);
    match one {
        AlternativeName::Dns(host) => text("DNS", host),
        AlternativeName::Address(std::net::IpAddr::V4(address)) => {
            text("IP Address", &address.to_string())
        }
        // OpenSSL leaves no zeros out.
        AlternativeName::Address(std::net::IpAddr::V6(address)) => {
            let groups = address.segments().map(|group| format!("{group:X}"));
            text("IP Address", &groups.join(":"))
        }
        AlternativeName::Email(address) => text("email", address),
        AlternativeName::Uri(address) => text("URI", address),
        AlternativeName::Directory(whose) => pair("DirName", name(whose, vm), vm),
        AlternativeName::Registered(number) => text("Registered ID", number),
        AlternativeName::Other => text("othername", "<unsupported>"),
    }
}

fn serial(bytes: &[u8]) -> String {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let bytes = &bytes[zeros.min(bytes.len().saturating_sub(1))..];
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

/// `ASN1_TIME_print`: `Nov 29 04:17:37 2026 GMT`.
fn date(seconds: i64) -> String {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Years from March on: 1970-01-01 is 719,468 days after 0000-03-01, and 146,097 days are 400 years.
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let date = day - (153 * month + 2) / 5 + 1;
    let month = (month + 2) % 12;
    let year = year + era * 400 + i64::from(month < 2);
    format!(
        "{} {date:2} {:02}:{:02}:{:02} {year} GMT",
        MONTHS[month as usize],
        second / 3_600,
        second / 60 % 60,
        second % 60
    )
}

/// `_ssl.Certificate`.
#[pyclass(module = "_ssl", name = "Certificate")]
#[derive(Debug, PyPayload)]
pub(super) struct Shown {
    pub(super) certificate: Certificate,
}

const ENCODING_PEM: i32 = 1;
const ENCODING_DER: i32 = 2;

#[pyclass(with(Representable), flags(DISALLOW_INSTANTIATION))]
impl Shown {
    /// Its bytes, or their text form.
    #[pymethod]
    fn public_bytes(zelf: &Py<Self>, format: OptionalArg<i32>, vm: &VirtualMachine) -> PyResult {
        let der = vm.ctx.new_bytes(zelf.certificate.der().to_vec());
        match format.unwrap_or(ENCODING_PEM) {
            ENCODING_DER => Ok(der.into()),
            ENCODING_PEM => {
                let ssl = vm.import("ssl", 0)?;
                ssl.get_attr("DER_cert_to_PEM_cert", vm)?.call((der,), vm)
            }
            _ => Err(vm.new_value_error("Unsupported format")),
        }
    }

    #[pymethod]
    fn get_info(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        decoded(&zelf.certificate, vm)
    }
}

impl Representable for Shown {
    fn repr_str(zelf: &Py<Shown>, _vm: &VirtualMachine) -> PyResult<String> {
        let name = &zelf.certificate.subject().0;
        let parts: Vec<String> = name
            .iter()
            .rev()
            .flatten()
            .map(|(attribute, value)| format!("{}={value}", short(attribute)))
            .collect();
        Ok(format!("<_ssl.Certificate '{}'>", parts.join(",")))
    }
}

fn short(attribute: &str) -> &str {
    match attribute {
        "commonName" => "CN",
        "countryName" => "C",
        "localityName" => "L",
        "stateOrProvinceName" => "ST",
        "organizationName" => "O",
        "organizationalUnitName" => "OU",
        "domainComponent" => "DC",
        other => other,
    }
}

/// `getpeercert(binary_form=True)`.
pub(super) fn binary(certificate: &Certificate, vm: &VirtualMachine) -> PyObjectRef {
    vm.ctx.new_bytes(certificate.der().to_vec()).into()
}

/// A list of `_ssl.Certificate`.
pub(super) fn list(chain: &[Certificate], vm: &VirtualMachine) -> PyObjectRef {
    let all = chain
        .iter()
        .map(|certificate| {
            let shown = Shown {
                certificate: certificate.clone(),
            };
            shown.into_ref(&vm.ctx).into()
        })
        .collect();
    vm.ctx.new_list(all).into()
}

/// A file's contents, off the disk that the script sees; its errors do not name it, as OpenSSL's do not.
pub(super) fn file(path: &PyObjectRef, vm: &VirtualMachine) -> PyResult<String> {
    let read = || -> PyResult<String> {
        let file = vm
            .import("io", 0)?
            .get_attr("open", vm)?
            .call((path.clone(), "rb"), vm)?;
        let bytes = vm.call_method(&file, "read", ())?;
        vm.call_method(&file, "close", ())?;
        let bytes = bytes.try_into_value::<rustpython_vm::builtins::PyBytesRef>(vm)?;
        Ok(String::from_utf8_lossy(bytes.as_bytes()).into_owned())
    };
    read().map_err(|error| {
        if !error.fast_isinstance(vm.ctx.exceptions.os_error) {
            return error;
        }
        let bare = || -> PyResult<_> {
            let object = error.as_object();
            let number = object.get_attr("errno", vm)?;
            let text = object.get_attr("strerror", vm)?;
            let class: PyObjectRef = error.class().to_owned().into();
            class.call((number, text), vm)?.try_into_value(vm)
        };
        bare().unwrap_or_else(|error| error)
    })
}

/// A path's text, where it is one.
pub(super) fn path_text(path: &PyObjectRef) -> Option<String> {
    path.downcast_ref::<PyStr>()
        .map(|text| text.as_wtf8().to_string())
}
