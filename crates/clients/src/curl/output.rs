//! Where an answer goes.

use super::{
    glob::filled,
    options::{Config, Out},
    shared::Shared,
    transfer::Job,
    trouble::{Trouble, warning},
};
use crate::{http::Url, program::Wants};

/// Where one transfer's answer goes: the terminal, or a file that is written at the end.
pub(super) struct Output {
    file: Option<File>,
    /// Heads for `-D`, where that names a file.
    dump: Option<(String, Vec<u8>)>,
    /// Whether bytes that a terminal cannot show are wanted there.
    binary: bool,
}

struct File {
    path: String,
    folder: Option<String>,
    bytes: Vec<u8>,
    /// Whether anything was to be written, if only nothing.
    touched: bool,
}

impl Output {
    pub fn of(job: &Job, url: &Url) -> Output {
        let config = &job.config;
        let out = match (&job.out, config.remote_name_all) {
            (None, true) => Some(Out::Remote),
            (out, _) => out.clone(),
        };
        let path = match &out {
            Some(Out::File(name)) => Some(filled(name, &job.chosen)),
            Some(Out::Remote) => Some(remote_name(url)),
            _ => None,
        };
        Output {
            file: path.map(|path| File {
                path,
                folder: config.output_dir.clone(),
                bytes: Vec::new(),
                touched: false,
            }),
            dump: config
                .dump
                .clone()
                .filter(|path| path != "-")
                .map(|path| (path, Vec::new())),
            binary: out == Some(Out::Stdout),
        }
    }

    /// Another name, which the server chose.
    pub fn rename(&mut self, name: &str) {
        if let Some(file) = &mut self.file {
            file.path = name.to_owned();
        }
    }

    /// A line of a head, or after a body: for those who asked to see it.
    pub fn head_line(&mut self, line: &[u8], url: &Url, config: &Config, shared: &mut Shared) {
        match (&mut self.dump, &config.dump) {
            (Some((_, bytes)), _) => bytes.extend_from_slice(line),
            (None, Some(_)) => shared.out(line),
            (None, None) => {}
        }
        // HEAD has nothing but its head to show.
        if !config.include && !config.head {
            return;
        }
        match &mut self.file {
            Some(file) => {
                file.bytes.extend_from_slice(line);
                file.touched = true;
            }
            None if shared.is_styled() => shared.out(styled(line, url)),
            None => shared.out(line),
        }
    }

    /// Some of the body.
    ///
    /// # Errors
    /// At a terminal, for bytes that it cannot show.
    pub fn write(&mut self, bytes: &[u8], shared: &mut Shared) -> Result<(), Trouble> {
        if let Some(file) = &mut self.file {
            file.bytes.extend_from_slice(bytes);
            file.touched = true;
            return Ok(());
        }
        if shared.setting.terminal && !self.binary && bytes.contains(&0) {
            if !shared.globals.silent {
                shared.err(warning(
                    "Binary output can mess up your terminal. Use \"--output -\" to tell curl to output it to your terminal anyway, or consider \"--output <FILE>\" to save to a file.",
                ));
            }
            return Err(Trouble::new(
                23,
                format!("client returned ERROR on write of {} bytes", bytes.len()),
            ));
        }
        if !bytes.is_empty() {
            shared.out(bytes);
        }
        Ok(())
    }

    /// Marks that an answer came, if only an empty one.
    pub fn touch(&mut self) {
        if let Some(file) = &mut self.file {
            file.touched = true;
        }
    }

    /// Writes the files. Gives the name of the one with the body.
    pub fn finish(&mut self, shared: &mut Shared) -> Option<String> {
        if let Some((path, bytes)) = self.dump.take() {
            shared.wants.push(Wants::WriteFile { path, bytes });
        }
        let file = self.file.take().filter(|file| file.touched)?;
        let path = match &file.folder {
            Some(folder) if folder != "." => {
                format!("{}/{}", folder.trim_end_matches('/'), file.path)
            }
            _ => file.path,
        };
        if path != "/dev/null" && !path.eq_ignore_ascii_case("nul") {
            shared.wants.push(Wants::WriteFile {
                path: path.clone(),
                bytes: file.bytes,
            });
        }
        Some(path)
    }
}

/// The URL's last part.
fn remote_name(url: &Url) -> String {
    let name = url
        .path
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    if name.is_empty() {
        "curl_response".to_owned()
    } else {
        name.to_owned()
    }
}

/// A field with its name in bold, and a place to go as a link.
fn styled(line: &[u8], url: &Url) -> Vec<u8> {
    let Some(at) = line
        .iter()
        .position(|byte| *byte == b':')
        .filter(|_| !line.starts_with(b"HTTP/"))
    else {
        return line.to_vec();
    };
    let (name, rest) = line.split_at(at);
    let mut out = [b"\x1b[1m", name, b"\x1b[0m:"].concat();
    let rest = &rest[1..];
    if name.eq_ignore_ascii_case(b"location") {
        let value: String = rest.iter().map(|byte| char::from(*byte)).collect();
        if let Ok(target) = url.resolve(value.trim()) {
            let blank = rest.iter().take_while(|byte| **byte == b' ').count();
            out.extend(&rest[..blank]);
            out.extend(format!("\x1b]8;;{target}\x1b\\").bytes());
            out.extend(&rest[blank..]);
            out.extend(b"\x1b]8;;\x1b\\");
            return out;
        }
    }
    out.extend(rest);
    out
}
