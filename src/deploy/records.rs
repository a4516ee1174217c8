//! What the practice's domain has to say to the world's DNS.

use std::collections::BTreeMap;

/// What is given out for the records that prove to others that mail is the practice's (DKIM).
const OF_MAIL: [&str; 3] = ["MailRecord1", "MailRecord2", "MailRecord3"];

/// The records that were not wanted before, a line each: name, kind, value.
pub(super) fn new_ones(
    before: &BTreeMap<String, String>,
    now: &BTreeMap<String, String>,
) -> Vec<String> {
    let site = site(now).filter(|record| site(before).as_ref() != Some(record));
    let is_new = |name: &&str| before.get(*name) != now.get(*name);
    let of_mail = OF_MAIL.into_iter().filter(is_new);
    let of_mail = of_mail.filter_map(|name| now.get(name).cloned());
    site.into_iter().chain(of_mail).collect()
}

/// The one that leads to the site, unless it has no domain of its own.
fn site(outputs: &BTreeMap<String, String>) -> Option<String> {
    let domain = outputs.get("SiteUrl")?.strip_prefix("https://")?;
    let leads_to = outputs.get("SiteDomainName")?;
    (domain != leads_to).then(|| format!("{domain} CNAME {leads_to}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs(named: &[(&str, &str)]) -> BTreeMap<String, String> {
        let owned = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
        named.iter().map(owned).collect()
    }

    #[test]
    fn a_site_without_a_domain_wants_no_record() {
        let now = outputs(&[
            ("SiteUrl", "https://d1.cloudfront.net"),
            ("SiteDomainName", "d1.cloudfront.net"),
        ]);
        assert!(new_ones(&BTreeMap::new(), &now).is_empty());
    }

    #[test]
    fn a_record_is_told_once() {
        let before = outputs(&[
            ("SiteUrl", "https://d1.cloudfront.net"),
            ("SiteDomainName", "d1.cloudfront.net"),
        ]);
        let now = outputs(&[
            ("SiteUrl", "https://www.example.com"),
            ("SiteDomainName", "d1.cloudfront.net"),
            (
                "MailRecord1",
                "a._domainkey.example.com CNAME a.dkim.amazonses.com",
            ),
        ]);
        assert_eq!(
            new_ones(&before, &now),
            [
                "www.example.com CNAME d1.cloudfront.net",
                "a._domainkey.example.com CNAME a.dkim.amazonses.com",
            ]
        );
        assert!(new_ones(&now, &now).is_empty());
    }
}
