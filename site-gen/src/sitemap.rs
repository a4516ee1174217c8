//! `sitemap.xml` and `robots.txt`: what search engines may read, and since when it is as it is.

use crate::pages::Sheet;

/// The sitemap of all listed pages, by address.
pub(crate) fn sitemap<'a>(sheets: impl Iterator<Item = &'a Sheet>, base_url: &str) -> String {
    let mut listed: Vec<&Sheet> = sheets.filter(|sheet| sheet.listed).collect();
    listed.sort_by(|one, other| one.address.cmp(&other.address));
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for sheet in listed {
        let address = escaped(&format!("{base_url}{}", sheet.address));
        out.push_str(&format!("<url><loc>{address}</loc>"));
        if let Some(changed) = sheet.changed {
            out.push_str(&format!("<lastmod>{changed}</lastmod>"));
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// Everything may be read but what is made for one person.
pub(crate) fn robots(base_url: &str) -> String {
    format!(
        "User-agent: *\nDisallow: /booking/\nDisallow: /intake/\nDisallow: /desk/\nDisallow: /api/\n\
         \nSitemap: {base_url}/sitemap.xml\n"
    )
}

fn escaped(text: &str) -> String {
    let mut out = Vec::new();
    // Writing to memory cannot fail; an address that is left out would be a broken sitemap, which
    // the check of every build's links would tell of.
    let _ = tera::escape_html(text, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}
