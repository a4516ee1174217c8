//! `knead keys unwrap`: the key as the functions in the cloud hold it, in a file of one's own.

use std::io::Read as _;

use functions::sealing::{Kms, WrappedPracticeKey};

use crate::command_line::KeysUnwrap;
use crate::failure::Failure;
use crate::key_files::KeyFiles;
use crate::terminal;

/// More than any wrapped key has.
const BYTES_MAX: u64 = 8_192;

pub(super) async fn run(arguments: &KeysUnwrap) -> Result<(), Failure> {
    let files = KeyFiles::of(&arguments.data);
    files.refuse_another()?;
    let wrapped = read()?;
    let kms = Kms::from_environment(&arguments.kms_key);
    let kms = kms.map_err(|error| Failure::said(error, ""))?;
    let key = kms.open(&wrapped).await;
    let key = key.map_err(|error| Failure::said(error, "no file was written"))?;
    files.keep(&key)?;
    terminal::data(format!("key {}", key.public().id()));
    terminal::data(format!("public {}", key.public()));
    Ok(())
}

fn read() -> Result<WrappedPracticeKey, Failure> {
    let mut text = String::new();
    let read = std::io::stdin().take(BYTES_MAX).read_to_string(&mut text);
    let wrapped = read.ok().and_then(|_| WrappedPracticeKey::parse(&text));
    wrapped.ok_or_else(|| {
        Failure::said(
            "standard input holds no wrapped key: one line that begins with `kms1.`",
            "send it what the parameter practice-key holds, or KNEAD_PRACTICE_KEY of the desk: \
             knead keys unwrap --help shows how",
        )
    })
}
