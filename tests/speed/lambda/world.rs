//! What a function finds where it runs: the practice that ships, its keys, a store.

use std::path::{Path, PathBuf};
use std::process::Command;

use functions::sealing::PracticePublic;
use tempfile::TempDir;

/// The folder of what is measured, made anew.
pub(super) struct World {
    folder: TempDir,
    store: String,
}

impl World {
    pub(super) fn make(store: &str) -> Self {
        let world = Self {
            folder: TempDir::new().expect("a temporary folder"),
            store: store.to_owned(),
        };
        let (dist, data) = (world.path("dist"), world.path("data"));
        knead(&[Path::new("build"), root(), Path::new("--out"), &dist]);
        let keys = ["keys", "new", "--data"].map(Path::new);
        knead(&[&keys[..], &[&data, root()]].concat());
        world
    }

    /// A function as it is deployed.
    pub(super) fn binary(name: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_BIN_EXE_knead")).parent();
        let folder = folder.expect("a folder").with_file_name("release");
        let binary = folder.join(name);
        assert!(
            binary.is_file(),
            "build what is measured first: cargo build --release --package functions --package bare --bins"
        );
        binary
    }

    /// How large each function's zip is, in MB, by its name.
    pub(super) fn zip_mb(&self, name: &str) -> f64 {
        let out = self.path("package");
        if !out.is_dir() {
            let bins = Self::binary(name);
            let bins = bins.parent().expect("a folder");
            let words = ["package", "--out"].map(Path::new);
            knead(&[&words[..], &[&out, Path::new("--bins"), bins, root()]].concat());
        }
        let zip = out.join(format!("{name}.zip"));
        let bytes = zip.metadata().expect("a zip").len();
        f64::from(u32::try_from(bytes).expect("a small file")) / 1_000_000.0
    }

    /// The environment as the template sets it. Without a store of its own the function is as at
    /// AWS, and reads whom it trusts.
    pub(super) fn environment(&self, has_store: bool) -> Vec<(String, String)> {
        let public = std::fs::read_to_string(self.path("data/practice.pub")).expect("a key");
        let public = public.trim();
        let key = PracticePublic::parse(public).expect("a key");
        let roots = root().join("infra/amazon-roots.pem");
        let functions = self.path("dist/functions");
        let mut variables = vec![
            ("KNEAD_TABLE", "knead".to_owned()),
            ("KNEAD_FUNCTIONS_DIR", functions.display().to_string()),
            ("KNEAD_SITE_ORIGIN", "https://www.example.com".to_owned()),
            ("KNEAD_MAIL_FROM", "hello@example.com".to_owned()),
            ("KNEAD_MAIL", "ses".to_owned()),
            ("KNEAD_SECRET", "5eed".repeat(16)),
            ("KNEAD_COUNTING_KEY", "c0de".repeat(16)),
            ("KNEAD_PRACTICE_PUBLIC", public.to_owned()),
            (
                "KNEAD_PRACTICE_KEY",
                format!("kms1.cHJhY3RpY2U.{}.d3JhcHBlZA", key.id().as_str()),
            ),
            ("KNEAD_KMS_KEY_ID", "alias/practice".to_owned()),
            ("SSL_CERT_FILE", roots.display().to_string()),
            ("AWS_REGION", "us-east-1".to_owned()),
            ("AWS_ACCESS_KEY_ID", "key".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "secret".to_owned()),
        ];
        if has_store {
            variables.push(("AWS_ENDPOINT_URL_DYNAMODB", self.store.clone()));
        }
        let owned = |(name, value): (&str, String)| (name.to_owned(), value);
        variables.into_iter().map(owned).collect()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn knead(arguments: &[&Path]) {
    let output = Command::new(env!("CARGO_BIN_EXE_knead"))
        .args(arguments)
        .output()
        .expect("knead starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}
