//! Arguments, read one by one.

use super::{
    data, form,
    names::{Kind, Named, REFUSED, long, short},
    options::{Config, Fail, Globals, Node, Out, Parsed, Upload},
    trouble::{Complaint, warning},
};
use crate::program::Files;
use tls::Certificate;

/// Reads the arguments.
///
/// # Errors
/// What is said instead, and the exit code.
pub(super) fn parse(arguments: &[String], files: &dyn Files) -> Result<Parsed, Complaint> {
    let mut reader = Reader {
        globals: Globals::default(),
        configs: vec![Config::default()],
        files,
    };
    if arguments.is_empty() {
        return Err(Complaint::usage(String::new()));
    }
    let mut rest = arguments.iter();
    let mut only_urls = false;
    while let Some(argument) = rest.next() {
        if only_urls || !argument.starts_with('-') || argument == "-" {
            reader.url(argument);
        } else if argument == "--" {
            only_urls = true;
        } else if let Some(name) = argument.strip_prefix("--") {
            let (name, mut given) = match name.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (name, None),
            };
            let spelled = format!("--{name}");
            let (named, yes) =
                long(name).ok_or_else(|| Complaint::option(&spelled, "is unknown"))?;
            reader.option(&spelled, named, yes, |_| {
                given.take().or_else(|| rest.next().cloned())
            })?;
        } else {
            for (at, letter) in argument[1..].char_indices() {
                let spelled = format!("-{letter}");
                let named =
                    short(letter).ok_or_else(|| Complaint::option(&spelled, "is unknown"))?;
                let after = &argument[1 + at + letter.len_utf8()..];
                if named.kind == Kind::Flag {
                    reader.option(&spelled, named, true, |_| None)?;
                } else {
                    // What follows in the word is the value; otherwise the next word.
                    let mut given = (!after.is_empty()).then(|| after.to_owned());
                    reader.option(&spelled, named, true, |_| {
                        given.take().or_else(|| rest.next().cloned())
                    })?;
                    break;
                }
            }
        }
    }
    let mut remarks = String::new();
    for config in &reader.configs {
        config.check(&reader.globals, &mut remarks)?;
    }
    Ok(Parsed {
        globals: reader.globals,
        configs: reader.configs,
        remarks,
    })
}

struct Reader<'a> {
    globals: Globals,
    configs: Vec<Config>,
    files: &'a dyn Files,
}

impl Reader<'_> {
    fn config(&mut self) -> &mut Config {
        self.configs.last_mut().expect("there is always one")
    }

    fn url(&mut self, url: &str) {
        let config = self.config();
        match config.nodes.iter_mut().find(|node| node.url.is_none()) {
            Some(node) => node.url = Some(url.to_owned()),
            None => config.nodes.push(Node {
                url: Some(url.to_owned()),
                ..Node::default()
            }),
        }
    }

    fn out(&mut self, out: Out) {
        let config = self.config();
        match config.nodes.iter_mut().find(|node| node.out.is_none()) {
            Some(node) => node.out = Some(out),
            None => config.nodes.push(Node {
                out: Some(out),
                ..Node::default()
            }),
        }
    }

    fn upload(&mut self, upload: Upload) {
        let config = self.config();
        match config.nodes.iter_mut().find(|node| node.upload.is_none()) {
            Some(node) => node.upload = Some(upload),
            None => config.nodes.push(Node {
                upload: Some(upload),
                ..Node::default()
            }),
        }
    }

    fn add_data(&mut self, bytes: Vec<u8>, separator: &[u8]) {
        let config = self.config();
        match &mut config.data {
            Some(data) => {
                data.extend_from_slice(separator);
                data.extend(bytes);
            }
            None => config.data = Some(bytes),
        }
    }

    /// A file that must be there.
    fn file(&self, spelled: &str, path: &str) -> Result<Vec<u8>, Complaint> {
        self.files.read(path).ok_or_else(|| {
            let mut complaint = Complaint::option(spelled, "error encountered when reading a file");
            complaint.text = format!("curl: Failed to open {path}\n{}", complaint.text);
            complaint.code = 26;
            complaint
        })
    }

    fn option(
        &mut self,
        spelled: &str,
        named: Named,
        yes: bool,
        mut next: impl FnMut(()) -> Option<String>,
    ) -> Result<(), Complaint> {
        if let Some((_, why)) = REFUSED.iter().find(|(name, _)| *name == named.name) {
            return Err(Complaint::option(spelled, why));
        }
        if named.kind == Kind::Flag {
            self.flag(named.name, yes);
            return Ok(());
        }
        let value = next(()).ok_or_else(|| Complaint::option(spelled, "requires parameter"))?;
        self.value(spelled, named.name, value)
    }

    fn flag(&mut self, name: &str, yes: bool) {
        let globals = &mut self.globals;
        match name {
            "silent" => globals.silent = yes,
            "show-error" => globals.show_error = yes,
            "verbose" => globals.verbose = yes,
            "fail-early" => globals.fail_early = yes,
            "styled-output" => globals.styled = yes,
            "next" => self.configs.push(Config::default()),
            "remote-name" => self.out(if yes { Out::Remote } else { Out::Stdout }),
            _ => {
                let config = self.config();
                match name {
                    "get" => config.get = yes,
                    "head" => config.head = yes,
                    "include" => config.include = yes,
                    "location" => config.location = yes,
                    "location-trusted" => (config.location, config.trusted) = (yes, yes),
                    "post301" => config.keep_post[0] = yes,
                    "post302" => config.keep_post[1] = yes,
                    "post303" => config.keep_post[2] = yes,
                    "fail" => config.fail = if yes { Fail::WithoutBody } else { Fail::No },
                    "fail-with-body" => config.fail = if yes { Fail::WithBody } else { Fail::No },
                    "retry-connrefused" => config.retry_refused = yes,
                    "retry-all-errors" => config.retry_all = yes,
                    "insecure" => config.insecure = yes,
                    "compressed" => config.compressed = yes,
                    "tr-encoding" => config.te = yes,
                    "http1.0" => config.http_1_0 = yes,
                    "http1.1" => config.http_1_0 = false,
                    "path-as-is" => config.path_as_is = yes,
                    "remote-name-all" => config.remote_name_all = yes,
                    "remote-header-name" => config.named_by_server = yes,
                    "globoff" => config.no_glob = yes,
                    // The rest says how a meter or a socket is: nothing here depends on it.
                    _ => {}
                }
            }
        }
    }

    fn value(&mut self, spelled: &str, name: &str, value: String) -> Result<(), Complaint> {
        match name {
            "url" => self.url(&value),
            "output" => self.out(match value.as_str() {
                "-" => Out::Stdout,
                _ => Out::File(value),
            }),
            "upload-file" => {
                let bytes = self.files.read(&value);
                self.upload(Upload { name: value, bytes });
            }
            "data" | "data-ascii" => {
                let bytes = match value.strip_prefix('@') {
                    Some(path) => data::without_ends(self.file(spelled, path)?),
                    None => value.into_bytes(),
                };
                self.add_data(bytes, b"&");
            }
            "data-raw" => self.add_data(value.into_bytes(), b"&"),
            "data-binary" => {
                let bytes = match value.strip_prefix('@') {
                    Some(path) => self.file(spelled, path)?,
                    None => value.into_bytes(),
                };
                self.add_data(bytes, b"&");
            }
            "data-urlencode" => {
                let bytes = data::encoded(&value, |path| self.file(spelled, path))?;
                self.add_data(bytes, b"&");
            }
            "json" => {
                let bytes = match value.strip_prefix('@') {
                    Some(path) => self.file(spelled, path)?,
                    None => value.into_bytes(),
                };
                self.config().json = true;
                self.add_data(bytes, b"");
            }
            "form" | "form-string" => {
                let piece =
                    form::piece(&value, name == "form-string", self.files).ok_or_else(|| {
                        let mut complaint = Complaint::option(spelled, "is badly used here");
                        complaint.text = format!(
                            "{}{}",
                            warning("Illegally formatted input field"),
                            complaint.text
                        );
                        complaint
                    })?;
                self.config().form.push(piece);
            }
            "header" => match value.strip_prefix('@') {
                Some(path) => {
                    let bytes = self.file(spelled, path)?;
                    let text = String::from_utf8_lossy(&bytes).into_owned();
                    let lines = text.lines().filter(|line| !line.trim().is_empty());
                    self.config().fields.extend(lines.map(str::to_owned));
                }
                None => self.config().fields.push(value),
            },
            "cookie" => {
                if value.contains('=') {
                    self.config().cookies.push(value);
                } else {
                    let bytes = self.files.read(&value).unwrap_or_default();
                    self.config().cookie_files.push(bytes);
                }
            }
            "write-out" => {
                let format = match value.strip_prefix('@') {
                    Some(path) => {
                        let bytes = data::without_ends(self.file(spelled, path)?);
                        String::from_utf8_lossy(&bytes).into_owned()
                    }
                    None => value,
                };
                self.config().write_out = Some(format);
            }
            "cacert" => {
                let text = self.files.read(&value).unwrap_or_default();
                let text = String::from_utf8_lossy(&text).into_owned();
                let read = Certificate::from_pem(&text)
                    .ok()
                    .filter(|read| !read.is_empty());
                self.config().authorities = Some(read.ok_or_else(|| Complaint {
                    text: format!("curl: (77) error adding trust anchors from file: {value}\n"),
                    code: 77,
                })?);
            }
            _ => self.plain_value(spelled, name, value)?,
        }
        Ok(())
    }

    fn plain_value(&mut self, spelled: &str, name: &str, value: String) -> Result<(), Complaint> {
        let seconds = || {
            value
                .parse::<f64>()
                .ok()
                .filter(|seconds| *seconds >= 0.0 && seconds.is_finite())
                .ok_or_else(|| Complaint::option(spelled, "expected a proper numerical parameter"))
        };
        let number = || {
            value
                .parse::<i64>()
                .map_err(|_| Complaint::option(spelled, "expected a proper numerical parameter"))
        };
        let config = self.configs.last_mut().expect("there is always one");
        match name {
            "request" => config.method = Some(value),
            "request-target" => config.target = Some(value),
            "user" => config.user = Some(value),
            "oauth2-bearer" => config.bearer = Some(value),
            "user-agent" => config.agent = Some(value),
            "referer" => config.referer = Some(value),
            "range" => config.range = Some(value),
            "cookie-jar" => config.jar = Some(value),
            "dump-header" => config.dump = Some(value),
            "output-dir" => config.output_dir = Some(value),
            "max-redirs" => config.max_redirects = Some(number()?),
            "max-time" => config.max_time = Some(seconds()?).filter(|seconds| *seconds > 0.0),
            "connect-timeout" => {
                config.connect_timeout = Some(seconds()?).filter(|seconds| *seconds > 0.0)
            }
            "retry" => {
                config.retry = u32::try_from(number()?).map_err(|_| {
                    Complaint::option(spelled, "expected a positive numerical parameter")
                })?
            }
            "retry-delay" => config.retry_delay = Some(seconds()?).filter(|seconds| *seconds > 0.0),
            "retry-max-time" => {
                config.retry_max_time = Some(seconds()?).filter(|seconds| *seconds > 0.0)
            }
            "max-filesize" => config.max_size = u64::try_from(number()?).ok(),
            "proto-default" => config.default_https = value == "https",
            "resolve" => {
                let mut parts = value.trim_start_matches('+').splitn(3, ':');
                let entry = (|| {
                    let host = parts.next()?.to_ascii_lowercase();
                    let port = parts.next()?.parse().ok()?;
                    let address = parts.next()?.split(',').next()?;
                    Some((host, port, address.trim_matches(['[', ']']).to_owned()))
                })();
                let entry = entry.ok_or_else(|| Complaint {
                    text: format!("curl: (49) Could not parse CURLOPT_RESOLVE entry '{value}'\n"),
                    code: 49,
                })?;
                config.resolve.push(entry);
            }
            // The rest tunes what is not simulated: rates, ciphers, intervals.
            _ => {}
        }
        Ok(())
    }
}
