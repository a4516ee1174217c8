//! Whether a program runs on Lambda: its processor, and the C library that it wants.

use object::Endianness;
use object::elf::{EM_AARCH64, EM_X86_64, VER_FLG_WEAK};
use object::read::elf::{ElfFile64, FileHeader as _};

use super::Architecture;

/// The glibc of the runtime `provided.al2023`, which is Amazon Linux 2023's.
const GLIBC: [u32; 2] = [2, 34];

/// Why a program does not run there.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It is no program for Linux of 64 bits.
    NotLinux,
    /// It is for another processor.
    Processor,
    /// It wants a newer C library: this version of its symbols.
    Glibc(String),
}

/// Looks at a program.
pub(super) fn check(program: &[u8], architecture: Architecture) -> Result<(), Unfit> {
    let file = ElfFile64::<Endianness>::parse(program).map_err(|_| Unfit::NotLinux)?;
    let machine = match architecture {
        Architecture::X86_64 => EM_X86_64,
        Architecture::Arm64 => EM_AARCH64,
    };
    if file.elf_header().e_machine(file.endian()) != machine {
        return Err(Unfit::Processor);
    }
    let versions = versions(&file).map_err(|_| Unfit::NotLinux)?;
    let newest = versions
        .into_iter()
        .filter(|version| is_newer(version))
        .max_by_key(|version| numbers(version));
    newest.map_or(Ok(()), |newest| Err(Unfit::Glibc(newest)))
}

/// The versions of glibc's symbols that the program does not run without.
fn versions(file: &ElfFile64<'_, Endianness>) -> object::read::Result<Vec<String>> {
    let (endian, data) = (file.endian(), file.data());
    let sections = file.elf_section_table();
    let mut versions = Vec::new();
    // A program without it stands by itself.
    let Some((mut libraries, strings)) = sections.gnu_verneed(endian, data)? else {
        return Ok(versions);
    };
    let strings = sections.strings(endian, data, strings)?;
    while let Some((_, mut wanted)) = libraries.next()? {
        while let Some(version) = wanted.next()? {
            let name = String::from_utf8_lossy(version.name(endian, strings)?).into_owned();
            let is_weak = version.vna_flags.get(endian).contains(VER_FLG_WEAK);
            if !is_weak && let Some(version) = name.strip_prefix("GLIBC_") {
                versions.push(version.to_owned());
            }
        }
    }
    Ok(versions)
}

/// A name without a number, such as `ABI_DT_RELR`, marks something that came after 2.34; but for
/// the one that every glibc has.
fn is_newer(version: &str) -> bool {
    version != "PRIVATE" && numbers(version).is_none_or(|numbers| numbers[..] > GLIBC[..])
}

fn numbers(version: &str) -> Option<Vec<u32>> {
    version.split('.').map(|part| part.parse().ok()).collect()
}
