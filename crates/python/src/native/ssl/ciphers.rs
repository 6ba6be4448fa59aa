//! The ciphers that OpenSSL offers by default on Debian, and which of them a list in its language names.

use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

/// One of them, as `SSLContext.get_ciphers()` tells of it.
pub(super) struct Cipher {
    pub(super) id: u32,
    pub(super) name: &'static str,
    pub(super) protocol: &'static str,
    pub(super) bits: u32,
    pub(super) aead: bool,
    pub(super) symmetric: &'static str,
    pub(super) digest: Option<&'static str>,
    pub(super) kea: &'static str,
    pub(super) auth: &'static str,
    pub(super) description: &'static str,
}

impl Cipher {
    /// Whether it came with TLS 1.3: those are always offered.
    fn is_new(&self) -> bool {
        self.protocol == "TLSv1.3"
    }

    /// Whether it is the one of that name, or of the kind that OpenSSL calls so.
    fn is(&self, kind: &str) -> bool {
        match kind {
            "AESGCM" => self.symmetric.starts_with("aes") && self.aead,
            "AES" | "AES128" | "AES256" | "CHACHA20" => self.name.contains(kind),
            "ECDHE" | "EECDH" | "kECDHE" => self.kea == "kx-ecdhe",
            "DHE" | "EDH" | "kDHE" => self.kea == "kx-dhe",
            "RSA" | "kRSA" => self.kea == "kx-rsa" || (kind == "RSA" && self.auth == "auth-rsa"),
            "ECDSA" | "aECDSA" => self.auth == "auth-ecdsa",
            "aRSA" => self.auth == "auth-rsa",
            "SHA" | "SHA1" => self.digest == Some("sha1"),
            "SHA256" | "SHA384" => self
                .digest
                .is_some_and(|digest| digest.eq_ignore_ascii_case(kind)),
            _ => self.name == kind,
        }
    }

    /// As a dictionary.
    pub(super) fn told(&self, vm: &VirtualMachine) -> PyResult {
        let text = |text: &str| PyObjectRef::from(vm.ctx.new_str(text));
        let number = |number: u32| PyObjectRef::from(vm.ctx.new_int(number));
        let dict = vm.ctx.new_dict();
        for (key, value) in [
            ("id", number(self.id)),
            ("name", text(self.name)),
            ("protocol", text(self.protocol)),
            ("description", text(self.description)),
            ("strength_bits", number(self.bits)),
            ("alg_bits", number(self.bits)),
            ("aead", vm.ctx.new_bool(self.aead).into()),
            ("symmetric", text(self.symmetric)),
            ("digest", self.digest.map_or_else(|| vm.ctx.none(), text)),
            ("kea", text(self.kea)),
            ("auth", text(self.auth)),
        ] {
            dict.set_item(key, value, vm)?;
        }
        Ok(dict.into())
    }

    /// Its name, its protocol and the length of its key.
    pub(super) fn brief(&self, vm: &VirtualMachine) -> PyObjectRef {
        let (name, protocol) = (vm.ctx.new_str(self.name), vm.ctx.new_str(self.protocol));
        let bits = vm.ctx.new_int(self.bits);
        vm.ctx
            .new_tuple(vec![name.into(), protocol.into(), bits.into()])
            .into()
    }
}

/// The places in [`CIPHERS`] that a list names; none where it names no cipher of before TLS 1.3. What a list takes away again
/// (`!aNULL`) or reorders (`@STRENGTH`) is let pass.
pub(super) fn named(list: &str) -> Vec<usize> {
    let words: Vec<&str> = list
        .split([':', ',', ' '])
        .filter(|word| !word.is_empty() && !word.starts_with(['!', '-', '@']))
        .collect();
    let all = ["ALL", "DEFAULT", "HIGH", "COMPLEMENTOFDEFAULT"];
    let names = |word: &str, cipher: &Cipher| {
        // `ECDHE+AESGCM` is both at once.
        all.contains(&word)
            || word
                .split('+')
                .filter(|part| !part.is_empty())
                .all(|part| cipher.is(part))
    };
    let old: Vec<usize> = (0..CIPHERS.len())
        .filter(|at| !CIPHERS[*at].is_new())
        .filter(|at| words.iter().any(|word| names(word, &CIPHERS[*at])))
        .collect();
    if old.is_empty() {
        return old;
    }
    let new = (0..CIPHERS.len()).filter(|at| CIPHERS[*at].is_new());
    new.chain(old).collect()
}

/// In OpenSSL's order, without those for keys or passwords that both ends know beforehand.
pub(super) const CIPHERS: [Cipher; 30] = [
    Cipher {
        id: 0x03001302,
        name: "TLS_AES_256_GCM_SHA384",
        protocol: "TLSv1.3",
        bits: 256,
        aead: true,
        symmetric: "aes-256-gcm",
        digest: None,
        kea: "kx-any",
        auth: "auth-any",
        description: "TLS_AES_256_GCM_SHA384         TLSv1.3 Kx=any      Au=any   Enc=AESGCM(256)            Mac=AEAD",
    },
    Cipher {
        id: 0x03001303,
        name: "TLS_CHACHA20_POLY1305_SHA256",
        protocol: "TLSv1.3",
        bits: 256,
        aead: true,
        symmetric: "chacha20-poly1305",
        digest: None,
        kea: "kx-any",
        auth: "auth-any",
        description: "TLS_CHACHA20_POLY1305_SHA256   TLSv1.3 Kx=any      Au=any   Enc=CHACHA20/POLY1305(256) Mac=AEAD",
    },
    Cipher {
        id: 0x03001301,
        name: "TLS_AES_128_GCM_SHA256",
        protocol: "TLSv1.3",
        bits: 128,
        aead: true,
        symmetric: "aes-128-gcm",
        digest: None,
        kea: "kx-any",
        auth: "auth-any",
        description: "TLS_AES_128_GCM_SHA256         TLSv1.3 Kx=any      Au=any   Enc=AESGCM(128)            Mac=AEAD",
    },
    Cipher {
        id: 0x0300c02c,
        name: "ECDHE-ECDSA-AES256-GCM-SHA384",
        protocol: "TLSv1.2",
        bits: 256,
        aead: true,
        symmetric: "aes-256-gcm",
        digest: None,
        kea: "kx-ecdhe",
        auth: "auth-ecdsa",
        description: "ECDHE-ECDSA-AES256-GCM-SHA384  TLSv1.2 Kx=ECDH     Au=ECDSA Enc=AESGCM(256)            Mac=AEAD",
    },
    Cipher {
        id: 0x0300c030,
        name: "ECDHE-RSA-AES256-GCM-SHA384",
        protocol: "TLSv1.2",
        bits: 256,
        aead: true,
        symmetric: "aes-256-gcm",
        digest: None,
        kea: "kx-ecdhe",
        auth: "auth-rsa",
        description: "ECDHE-RSA-AES256-GCM-SHA384    TLSv1.2 Kx=ECDH     Au=RSA   Enc=AESGCM(256)            Mac=AEAD",
    },
    Cipher {
        id: 0x0300009f,
        name: "DHE-RSA-AES256-GCM-SHA384",
        protocol: "TLSv1.2",
        bits: 256,
        aead: true,
        symmetric: "aes-256-gcm",
        digest: None,
        kea: "kx-dhe",
        auth: "auth-rsa",
        description: "DHE-RSA-AES256-GCM-SHA384      TLSv1.2 Kx=DH       Au=RSA   Enc=AESGCM(256)            Mac=AEAD",
    },
    Cipher {
        id: 0x0300cca9,
        name: "ECDHE-ECDSA-CHACHA20-POLY1305",
        protocol: "TLSv1.2",
        bits: 256,
        aead: true,
        symmetric: "chacha20-poly1305",
        digest: None,
        kea: "kx-ecdhe",
        auth: "auth-ecdsa",
        description: "ECDHE-ECDSA-CHACHA20-POLY1305  TLSv1.2 Kx=ECDH     Au=ECDSA Enc=CHACHA20/POLY1305(256) Mac=AEAD",
    },
    Cipher {
        id: 0x0300cca8,
        name: "ECDHE-RSA-CHACHA20-POLY1305",
        protocol: "TLSv1.2",
        bits: 256,
        aead: true,
        symmetric: "chacha20-poly1305",
        digest: None,
        kea: "kx-ecdhe",
        auth: "auth-rsa",
        description: "ECDHE-RSA-CHACHA20-POLY1305    TLSv1.2 Kx=ECDH     Au=RSA   Enc=CHACHA20/POLY1305(256) Mac=AEAD",
    },
    Cipher {
        id: 0x0300ccaa,
        name: "DHE-RSA-CHACHA20-POLY1305",
        protocol: "TLSv1.2",
        bits: 256,
        aead: true,
        symmetric: "chacha20-poly1305",
        digest: None,
        kea: "kx-dhe",
        auth: "auth-rsa",
        description: "DHE-RSA-CHACHA20-POLY1305      TLSv1.2 Kx=DH       Au=RSA   Enc=CHACHA20/POLY1305(256) Mac=AEAD",
    },
    Cipher {
        id: 0x0300c02b,
        name: "ECDHE-ECDSA-AES128-GCM-SHA256",
        protocol: "TLSv1.2",
        bits: 128,
        aead: true,
        symmetric: "aes-128-gcm",
        digest: None,
        kea: "kx-ecdhe",
        auth: "auth-ecdsa",
        description: "ECDHE-ECDSA-AES128-GCM-SHA256  TLSv1.2 Kx=ECDH     Au=ECDSA Enc=AESGCM(128)            Mac=AEAD",
    },
    Cipher {
        id: 0x0300c02f,
        name: "ECDHE-RSA-AES128-GCM-SHA256",
        protocol: "TLSv1.2",
        bits: 128,
        aead: true,
        symmetric: "aes-128-gcm",
        digest: None,
        kea: "kx-ecdhe",
        auth: "auth-rsa",
        description: "ECDHE-RSA-AES128-GCM-SHA256    TLSv1.2 Kx=ECDH     Au=RSA   Enc=AESGCM(128)            Mac=AEAD",
    },
    Cipher {
        id: 0x0300009e,
        name: "DHE-RSA-AES128-GCM-SHA256",
        protocol: "TLSv1.2",
        bits: 128,
        aead: true,
        symmetric: "aes-128-gcm",
        digest: None,
        kea: "kx-dhe",
        auth: "auth-rsa",
        description: "DHE-RSA-AES128-GCM-SHA256      TLSv1.2 Kx=DH       Au=RSA   Enc=AESGCM(128)            Mac=AEAD",
    },
    Cipher {
        id: 0x0300c024,
        name: "ECDHE-ECDSA-AES256-SHA384",
        protocol: "TLSv1.2",
        bits: 256,
        aead: false,
        symmetric: "aes-256-cbc",
        digest: Some("sha384"),
        kea: "kx-ecdhe",
        auth: "auth-ecdsa",
        description: "ECDHE-ECDSA-AES256-SHA384      TLSv1.2 Kx=ECDH     Au=ECDSA Enc=AES(256)               Mac=SHA384",
    },
    Cipher {
        id: 0x0300c028,
        name: "ECDHE-RSA-AES256-SHA384",
        protocol: "TLSv1.2",
        bits: 256,
        aead: false,
        symmetric: "aes-256-cbc",
        digest: Some("sha384"),
        kea: "kx-ecdhe",
        auth: "auth-rsa",
        description: "ECDHE-RSA-AES256-SHA384        TLSv1.2 Kx=ECDH     Au=RSA   Enc=AES(256)               Mac=SHA384",
    },
    Cipher {
        id: 0x0300006b,
        name: "DHE-RSA-AES256-SHA256",
        protocol: "TLSv1.2",
        bits: 256,
        aead: false,
        symmetric: "aes-256-cbc",
        digest: Some("sha256"),
        kea: "kx-dhe",
        auth: "auth-rsa",
        description: "DHE-RSA-AES256-SHA256          TLSv1.2 Kx=DH       Au=RSA   Enc=AES(256)               Mac=SHA256",
    },
    Cipher {
        id: 0x0300c023,
        name: "ECDHE-ECDSA-AES128-SHA256",
        protocol: "TLSv1.2",
        bits: 128,
        aead: false,
        symmetric: "aes-128-cbc",
        digest: Some("sha256"),
        kea: "kx-ecdhe",
        auth: "auth-ecdsa",
        description: "ECDHE-ECDSA-AES128-SHA256      TLSv1.2 Kx=ECDH     Au=ECDSA Enc=AES(128)               Mac=SHA256",
    },
    Cipher {
        id: 0x0300c027,
        name: "ECDHE-RSA-AES128-SHA256",
        protocol: "TLSv1.2",
        bits: 128,
        aead: false,
        symmetric: "aes-128-cbc",
        digest: Some("sha256"),
        kea: "kx-ecdhe",
        auth: "auth-rsa",
        description: "ECDHE-RSA-AES128-SHA256        TLSv1.2 Kx=ECDH     Au=RSA   Enc=AES(128)               Mac=SHA256",
    },
    Cipher {
        id: 0x03000067,
        name: "DHE-RSA-AES128-SHA256",
        protocol: "TLSv1.2",
        bits: 128,
        aead: false,
        symmetric: "aes-128-cbc",
        digest: Some("sha256"),
        kea: "kx-dhe",
        auth: "auth-rsa",
        description: "DHE-RSA-AES128-SHA256          TLSv1.2 Kx=DH       Au=RSA   Enc=AES(128)               Mac=SHA256",
    },
    Cipher {
        id: 0x0300c00a,
        name: "ECDHE-ECDSA-AES256-SHA",
        protocol: "TLSv1.0",
        bits: 256,
        aead: false,
        symmetric: "aes-256-cbc",
        digest: Some("sha1"),
        kea: "kx-ecdhe",
        auth: "auth-ecdsa",
        description: "ECDHE-ECDSA-AES256-SHA         TLSv1   Kx=ECDH     Au=ECDSA Enc=AES(256)               Mac=SHA1",
    },
    Cipher {
        id: 0x0300c014,
        name: "ECDHE-RSA-AES256-SHA",
        protocol: "TLSv1.0",
        bits: 256,
        aead: false,
        symmetric: "aes-256-cbc",
        digest: Some("sha1"),
        kea: "kx-ecdhe",
        auth: "auth-rsa",
        description: "ECDHE-RSA-AES256-SHA           TLSv1   Kx=ECDH     Au=RSA   Enc=AES(256)               Mac=SHA1",
    },
    Cipher {
        id: 0x03000039,
        name: "DHE-RSA-AES256-SHA",
        protocol: "SSLv3",
        bits: 256,
        aead: false,
        symmetric: "aes-256-cbc",
        digest: Some("sha1"),
        kea: "kx-dhe",
        auth: "auth-rsa",
        description: "DHE-RSA-AES256-SHA             SSLv3   Kx=DH       Au=RSA   Enc=AES(256)               Mac=SHA1",
    },
    Cipher {
        id: 0x0300c009,
        name: "ECDHE-ECDSA-AES128-SHA",
        protocol: "TLSv1.0",
        bits: 128,
        aead: false,
        symmetric: "aes-128-cbc",
        digest: Some("sha1"),
        kea: "kx-ecdhe",
        auth: "auth-ecdsa",
        description: "ECDHE-ECDSA-AES128-SHA         TLSv1   Kx=ECDH     Au=ECDSA Enc=AES(128)               Mac=SHA1",
    },
    Cipher {
        id: 0x0300c013,
        name: "ECDHE-RSA-AES128-SHA",
        protocol: "TLSv1.0",
        bits: 128,
        aead: false,
        symmetric: "aes-128-cbc",
        digest: Some("sha1"),
        kea: "kx-ecdhe",
        auth: "auth-rsa",
        description: "ECDHE-RSA-AES128-SHA           TLSv1   Kx=ECDH     Au=RSA   Enc=AES(128)               Mac=SHA1",
    },
    Cipher {
        id: 0x03000033,
        name: "DHE-RSA-AES128-SHA",
        protocol: "SSLv3",
        bits: 128,
        aead: false,
        symmetric: "aes-128-cbc",
        digest: Some("sha1"),
        kea: "kx-dhe",
        auth: "auth-rsa",
        description: "DHE-RSA-AES128-SHA             SSLv3   Kx=DH       Au=RSA   Enc=AES(128)               Mac=SHA1",
    },
    Cipher {
        id: 0x0300009d,
        name: "AES256-GCM-SHA384",
        protocol: "TLSv1.2",
        bits: 256,
        aead: true,
        symmetric: "aes-256-gcm",
        digest: None,
        kea: "kx-rsa",
        auth: "auth-rsa",
        description: "AES256-GCM-SHA384              TLSv1.2 Kx=RSA      Au=RSA   Enc=AESGCM(256)            Mac=AEAD",
    },
    Cipher {
        id: 0x0300009c,
        name: "AES128-GCM-SHA256",
        protocol: "TLSv1.2",
        bits: 128,
        aead: true,
        symmetric: "aes-128-gcm",
        digest: None,
        kea: "kx-rsa",
        auth: "auth-rsa",
        description: "AES128-GCM-SHA256              TLSv1.2 Kx=RSA      Au=RSA   Enc=AESGCM(128)            Mac=AEAD",
    },
    Cipher {
        id: 0x0300003d,
        name: "AES256-SHA256",
        protocol: "TLSv1.2",
        bits: 256,
        aead: false,
        symmetric: "aes-256-cbc",
        digest: Some("sha256"),
        kea: "kx-rsa",
        auth: "auth-rsa",
        description: "AES256-SHA256                  TLSv1.2 Kx=RSA      Au=RSA   Enc=AES(256)               Mac=SHA256",
    },
    Cipher {
        id: 0x0300003c,
        name: "AES128-SHA256",
        protocol: "TLSv1.2",
        bits: 128,
        aead: false,
        symmetric: "aes-128-cbc",
        digest: Some("sha256"),
        kea: "kx-rsa",
        auth: "auth-rsa",
        description: "AES128-SHA256                  TLSv1.2 Kx=RSA      Au=RSA   Enc=AES(128)               Mac=SHA256",
    },
    Cipher {
        id: 0x03000035,
        name: "AES256-SHA",
        protocol: "SSLv3",
        bits: 256,
        aead: false,
        symmetric: "aes-256-cbc",
        digest: Some("sha1"),
        kea: "kx-rsa",
        auth: "auth-rsa",
        description: "AES256-SHA                     SSLv3   Kx=RSA      Au=RSA   Enc=AES(256)               Mac=SHA1",
    },
    Cipher {
        id: 0x0300002f,
        name: "AES128-SHA",
        protocol: "SSLv3",
        bits: 128,
        aead: false,
        symmetric: "aes-128-cbc",
        digest: Some("sha1"),
        kea: "kx-rsa",
        auth: "auth-rsa",
        description: "AES128-SHA                     SSLv3   Kx=RSA      Au=RSA   Enc=AES(128)               Mac=SHA1",
    },
];
