//! Where a sealed value belongs: it is sealed and opened with it, so that it opens nowhere else.

use super::value::VERSION;

/// The place of a sealed value in the table. Each part is an id of ours, and never a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The client's id.
    pub client: &'a str,
    /// The item: its sort key, such as `INTAKE#01J…`.
    pub item: &'a str,
    /// The field of the item.
    pub field: &'a str,
}

impl Place<'_> {
    /// The place as bytes that no other place has.
    pub(super) fn bound(&self) -> Vec<u8> {
        bound(&[self.client, self.item, self.field])
    }
}

/// Parts one after the other, each after its length, so that none runs into the next; first the
/// version of the whole.
pub(super) fn bound(parts: &[&str]) -> Vec<u8> {
    let mut bytes = vec![VERSION];
    for part in parts {
        bytes.extend((part.len() as u64).to_be_bytes());
        bytes.extend(part.as_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::bound;

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(bound(&["ab", "c", ""]), bound(&["a", "bc", ""]));
        assert_ne!(bound(&["ab"]), bound(&["ab", ""]));
    }
}
