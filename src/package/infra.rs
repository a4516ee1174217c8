//! The folder `infra/`, within the program: templates, and whom the functions trust.

use std::collections::BTreeMap;

/// All that holds data.
pub(crate) const DATA_TEMPLATE: &str = include_str!("../../infra/data.yaml");
/// All that runs.
pub(crate) const APP_TEMPLATE: &str = include_str!("../../infra/app.yaml");
/// What stands before it, for who wants it.
const WAF_TEMPLATE: &str = include_str!("../../infra/waf.yaml");
/// The roots of Amazon Trust Services.
pub(super) const ROOTS: &str = include_str!("../../infra/amazon-roots.pem");
/// Their file, beside the program: `SSL_CERT_FILE` names it.
pub(super) const ROOTS_FILE: &str = "amazon-roots.pem";

/// The names of the inputs of all that runs.
pub(crate) fn app_inputs() -> impl Iterator<Item = &'static str> + Clone {
    let below = APP_TEMPLATE
        .lines()
        .skip_while(|line| *line != "Parameters:");
    let own = below
        .skip(1)
        .take_while(|line| line.is_empty() || line.starts_with([' ', '#']));
    own.filter_map(|line| {
        let name = line.strip_prefix("  ")?.strip_suffix(':')?;
        (!name.starts_with([' ', '#'])).then_some(name)
    })
}

/// What a package holds of them.
pub(super) fn files() -> BTreeMap<String, Vec<u8>> {
    [
        ("data.yaml", DATA_TEMPLATE),
        ("app.yaml", APP_TEMPLATE),
        ("waf.yaml", WAF_TEMPLATE),
        (ROOTS_FILE, ROOTS),
    ]
    .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
    .into()
}

#[cfg(test)]
mod tests {
    use rustls_pki_types::CertificateDer;
    use rustls_pki_types::pem::PemObject as _;

    use super::*;
    use crate::package::zipped::sha;

    /// The five certificates (https://www.amazontrust.com/repository/), by SHA-256.
    const FIVE: [(&str, &str); 5] = [
        (
            "Amazon Root CA 1",
            "8ecde6884f3d87b1125ba31ac3fcb13d7016de7f57cc904fe1cb97c6ae98196e",
        ),
        (
            "Amazon Root CA 2",
            "1ba5b2aa8c65401a82960118f80bec4f62304d83cec4713a19c39c011ea46db4",
        ),
        (
            "Amazon Root CA 3",
            "18ce6cfe7bf14e60b2e347b8dfe868cb31d02ebb3ada271569f50343b46db3a4",
        ),
        (
            "Amazon Root CA 4",
            "e35d28419ed02025cfa69038cd623962458da5c695fbdea3c22b0bfb25897092",
        ),
        (
            "Starfield Services Root Certificate Authority - G2",
            "568d6905a2c88708a4b3025190edcfedb1974a606a13c6e5290fcb2ae63edab5",
        ),
    ];

    #[test]
    fn the_functions_trust_the_five_roots_of_amazon_and_nobody_else() {
        let held: Vec<String> = CertificateDer::pem_slice_iter(ROOTS.as_bytes())
            .map(|certificate| sha(&certificate.expect("a certificate")))
            .collect();
        assert_eq!(held, FIVE.map(|(_, sha)| sha.to_owned()));
    }

    #[test]
    fn the_inputs_are_the_names_under_parameters() {
        let inputs: Vec<_> = app_inputs().collect();
        assert_eq!(inputs.first(), Some(&"Domain"));
        assert!(inputs.contains(&"LogRetentionDays") && inputs.contains(&"PracticeWrapped"));
        let named = |name: &&str| name.chars().all(|letter| letter.is_ascii_alphanumeric());
        assert!(inputs.iter().all(named), "{inputs:?}");
        assert!(!inputs.contains(&"Type") && !inputs.contains(&"Api"));
    }

    #[test]
    fn a_template_is_short_enough_to_be_read() {
        // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
        const SENT_ALONG_BYTES_MAX: usize = 51_200;
        const IN_A_BUCKET_BYTES_MAX: usize = 1_000_000;
        for template in [DATA_TEMPLATE, WAF_TEMPLATE] {
            assert!(template.len() <= SENT_ALONG_BYTES_MAX, "{}", template.len());
        }
        assert!(APP_TEMPLATE.len() <= IN_A_BUCKET_BYTES_MAX);
    }

    #[test]
    fn what_is_written_over_each_root_is_its_own_fingerprint() {
        let said: Vec<&str> = ROOTS
            .lines()
            .filter_map(|line| line.strip_prefix("# SHA-256 of the certificate: "))
            .collect();
        assert_eq!(said, FIVE.map(|(_, sha)| sha));
        for (name, _) in FIVE {
            assert!(ROOTS.contains(&format!("# {name}, until 20")), "{name}");
        }
    }
}
