//! `tools/packages.sh`: packages are laid out from the wheels that are kept, which nobody is asked for a second time, and
//! which are the ones of the list.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::{Command, Output},
};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// A checkout with a list of one distribution, and its wheel.
struct Checkout(PathBuf);

impl Checkout {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        for each in ["tools", "packages", ".tools/packages/wheels", "programs"] {
            fs::create_dir_all(folder.join(each)).expect("folders can be made");
        }
        let list = read(Path::new(ROOT).join("packages/requirements.txt"));
        let six = list.lines().find(|line| line.starts_with("six=="));
        fs::write(
            folder.join("packages/requirements.txt"),
            six.expect("six is pinned"),
        )
        .expect("files can be written");
        fs::copy(
            Path::new(ROOT).join("tools/packages.sh"),
            folder.join("tools/packages.sh"),
        )
        .expect("the script can be copied");
        let wheels = Path::new(ROOT).join(".tools/packages/wheels");
        for wheel in fs::read_dir(wheels)
            .expect("wheels are kept")
            .flatten()
            .filter(|wheel| wheel.file_name().to_string_lossy().starts_with("six-"))
        {
            let kept = folder.join(".tools/packages/wheels");
            fs::copy(wheel.path(), kept.join(wheel.file_name())).expect("a wheel can be copied");
        }
        // Whoever would ask PyPI leaves a word, and gets nothing.
        let asks = "#!/bin/sh\ncase \"$*\" in *'pip download'*) echo asked >>asked; exit 1;; esac\n\
                    PATH=${PATH#*:} exec python3 \"$@\"\n";
        let python = folder.join("programs/python3");
        fs::write(&python, asks).expect("files can be written");
        fs::set_permissions(&python, fs::Permissions::from_mode(0o755))
            .expect("it can be made one");
        Self(folder)
    }

    fn lay_out(&self) -> Output {
        let path = std::env::var("PATH").expect("there is a PATH");
        self.lay_out_with(&format!("{}:{path}", self.0.join("programs").display()))
    }

    fn lay_out_with(&self, path: &str) -> Output {
        Command::new("/bin/bash")
            .arg(self.0.join("tools/packages.sh"))
            .env("PATH", path)
            .output()
            .expect("bash runs")
    }

    fn asked(&self) -> bool {
        self.0.join("asked").exists()
    }

    fn laid_out(&self) -> bool {
        self.0.join(".tools/packages/site-packages/six.py").exists()
    }
}

fn read(path: PathBuf) -> String {
    fs::read_to_string(path).expect("the file is readable")
}

#[test]
fn nobody_is_asked_for_what_is_kept() {
    let checkout = Checkout::new("kept");
    for _ in 0..2 {
        let output = checkout.lay_out();
        assert!(output.status.success(), "{output:?}");
        assert!(checkout.laid_out() && !checkout.asked());
    }
    // Laid out is what the list says now.
    fs::write(checkout.0.join("packages/requirements.txt"), "").expect("files can be written");
    assert!(checkout.lay_out().status.success());
    assert!(!checkout.laid_out() && !checkout.asked());
}

#[test]
fn a_wheel_that_is_not_the_one_of_the_list_is_not_laid_out() {
    let checkout = Checkout::new("another");
    let list = checkout.0.join("packages/requirements.txt");
    let text = read(list.clone());
    let (pin, hash) = text.split_once("sha256:").expect("there is a hash");
    fs::write(
        &list,
        format!("{pin}sha256:{}{}", "0".repeat(8), &hash[8..]),
    )
    .expect("it can be written");
    let output = checkout.lay_out();
    assert!(!output.status.success(), "{output:?}");
    assert!(checkout.asked() && !checkout.laid_out());
}

#[test]
fn without_python_one_sentence_says_so() {
    let checkout = Checkout::new("without");
    let few = checkout.0.join("few");
    fs::create_dir(&few).expect("folders can be made");
    for program in ["dirname", "cmp"] {
        symlink(format!("/usr/bin/{program}"), few.join(program)).expect("a link can be made");
    }
    let output = checkout.lay_out_with(few.to_str().expect("it is text"));
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(
        said.starts_with("Python 3 with pip is missing: install it"),
        "{said}"
    );
}
