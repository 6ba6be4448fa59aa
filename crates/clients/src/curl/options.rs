//! What a command line asks for.

use super::{
    form::Piece,
    trouble::{Complaint, warning},
};
use tls::Certificate;

/// What holds for the whole command.
#[derive(Clone, Debug)]
pub(super) struct Globals {
    pub silent: bool,
    pub show_error: bool,
    pub verbose: bool,
    pub fail_early: bool,
    pub styled: bool,
}

impl Default for Globals {
    fn default() -> Globals {
        Globals {
            silent: false,
            show_error: false,
            verbose: false,
            fail_early: false,
            styled: true,
        }
    }
}

/// Where a body goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Out {
    Stdout,
    File(String),
    /// A file that is called as the URL's last part.
    Remote,
}

/// A URL and where its body goes; either may be written first.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub url: Option<String>,
    pub out: Option<Out>,
    pub upload: Option<Upload>,
}

/// A file that is sent as it is (`-T`).
#[derive(Clone, Debug)]
pub(super) struct Upload {
    pub name: String,
    pub bytes: Option<Vec<u8>>,
}

/// What `-f` makes of a status from 400 on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fail {
    #[default]
    No,
    WithoutBody,
    WithBody,
}

/// What holds up to the next `--next`.
#[derive(Clone, Debug, Default)]
pub(super) struct Config {
    pub nodes: Vec<Node>,
    pub method: Option<String>,
    pub fields: Vec<String>,
    pub data: Option<Vec<u8>>,
    pub json: bool,
    pub get: bool,
    pub head: bool,
    pub form: Vec<Piece>,
    pub user: Option<String>,
    pub bearer: Option<String>,
    pub agent: Option<String>,
    pub referer: Option<String>,
    pub range: Option<String>,
    pub cookies: Vec<String>,
    /// What files of `-b` held; one that is missing is empty.
    pub cookie_files: Vec<Vec<u8>>,
    pub jar: Option<String>,
    pub include: bool,
    pub location: bool,
    pub trusted: bool,
    pub max_redirects: Option<i64>,
    pub keep_post: [bool; 3],
    pub fail: Fail,
    pub dump: Option<String>,
    pub write_out: Option<String>,
    pub max_time: Option<f64>,
    pub connect_timeout: Option<f64>,
    pub retry: u32,
    pub retry_delay: Option<f64>,
    pub retry_max_time: Option<f64>,
    pub retry_refused: bool,
    pub retry_all: bool,
    pub insecure: bool,
    pub compressed: bool,
    pub te: bool,
    pub http_1_0: bool,
    pub path_as_is: bool,
    pub target: Option<String>,
    pub remote_name_all: bool,
    pub named_by_server: bool,
    pub output_dir: Option<String>,
    pub no_glob: bool,
    pub max_size: Option<u64>,
    pub default_https: bool,
    pub resolve: Vec<(String, u16, String)>,
    /// Whom to trust besides, as PEM.
    pub authorities: Option<Vec<Certificate>>,
}

/// What was typed: what holds for all, and each part between `--next`s; and what is said of it before anything is done.
pub(super) struct Parsed {
    pub globals: Globals,
    pub configs: Vec<Config>,
    pub remarks: String,
}

impl Config {
    /// Says what does not go together.
    pub fn check(&self, globals: &Globals, remarks: &mut String) -> Result<(), Complaint> {
        if self.nodes.iter().all(|node| node.url.is_none()) {
            return Err(Complaint::usage("curl: (2) no URL specified\n".to_owned()));
        }
        let mut asked = Vec::new();
        if self.data.is_some() && !self.get {
            asked.push("POST (-d, --data)");
        }
        if !self.form.is_empty() {
            asked.push("multipart formpost (-F, --form)");
        }
        if self.nodes.iter().any(|node| node.upload.is_some()) {
            asked.push("PUT (-T, --upload-file)");
        }
        if self.head {
            asked.push("HEAD (-I, --head)");
        }
        if let [one, other, ..] = asked[..] {
            return Err(Complaint {
                text: warning(&format!(
                    "You can only select one HTTP request method! You asked for both {one} and {other}."
                )),
                code: 2,
            });
        }
        let inferred = match asked.first() {
            Some(word) if word.starts_with("PUT") => "PUT",
            Some(word) if word.starts_with("HEAD") => "HEAD",
            Some(_) => "POST",
            None => "GET",
        };
        match &self.method {
            Some(method) if method == inferred && globals.verbose && !globals.silent => {
                remarks.push_str(&format!(
                    "Note: Unnecessary use of -X or --request, {method} is already inferred.\n"
                ));
            }
            Some(method)
                if method.eq_ignore_ascii_case("HEAD") && inferred != "HEAD" && !globals.silent =>
            {
                remarks.push_str(&warning(
                    "Setting custom HTTP method to HEAD with -X/--request may not work the way you want. Consider using -I/--head instead.",
                ));
            }
            _ => {}
        }
        Ok(())
    }

    /// What is asked for where `-X` does not say it.
    pub fn inferred_method(&self, upload: bool) -> &'static str {
        if self.head {
            "HEAD"
        } else if upload {
            "PUT"
        } else if (self.data.is_some() && !self.get) || !self.form.is_empty() {
            "POST"
        } else {
            "GET"
        }
    }
}
