//! What a file of the site is, by its name: the same on the laptop and in the cloud.

/// The content type of a file; texts are UTF-8.
pub(crate) fn of(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    match kind.type_().as_str() {
        "text" => format!("{kind}; charset=utf-8"),
        _ => kind.to_string(),
    }
}
