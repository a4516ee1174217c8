//! What is typed to break things: the kinds that such lists have in common, in our own choice.

/// Each with what it is meant to break.
pub(super) fn words() -> Vec<String> {
    let mut words: Vec<String> = WORDS.iter().map(|word| (*word).to_owned()).collect();
    words.extend([
        "x".repeat(10_000),
        "ﷺ".repeat(300),
        // Zalgo: each letter under a heap of marks.
        "Ada"
            .chars()
            .flat_map(|letter| {
                [letter]
                    .into_iter()
                    .chain("\u{336}\u{35b}\u{489}".chars().cycle().take(40))
            })
            .collect(),
        "👩‍👩‍👧‍👦".repeat(20),
        format!("{}{}", "[".repeat(2_000), "]".repeat(2_000)),
    ]);
    words
}

/// What a template would make of the sums below.
pub(super) const SUM: &str = "31619033";

const WORDS: [&str; 58] = [
    // scripts
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "' autofocus onfocus=alert(1) x='",
    "\" autofocus onfocus=alert(1) x=\"",
    "javascript:alert(1)",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    // templates and format strings
    "{{ 31337 * 1009 }}",
    "{% include \"base.html\" %}",
    "${31337*1009}",
    "<%= 31337*1009 %>",
    "#{31337*1009}",
    "%s%s%n%x%d",
    "{0} {} {:?}",
    "${jndi:ldap://127.0.0.1/a}",
    // tables and shells
    "'; DROP TABLE bookings; --",
    "1 OR 1=1",
    "{\"$gt\": \"\"}",
    "attribute_not_exists(pk)",
    "B#00000000000000000000000000",
    "D#therapist:maya#2026-12-01",
    "$(reboot)",
    "`id`; cat /etc/passwd |",
    // paths
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "..\\..\\windows\\win.ini",
    "file:///etc/passwd",
    "/dev/null",
    // headers
    "a\r\nBcc: b@example.com",
    "a\nSet-Cookie: x=1",
    "a%0d%0aLocation: https://evil.example",
    // controls and directions
    "a\0b",
    "\u{1b}[31mred\u{7}",
    "\u{feff}",
    "a\u{200b}b\u{2028}c",
    "\u{202e}gnp.exe",
    "\u{2066}x\u{2069}",
    "\u{fffe}\u{ffff}",
    // writing
    "مرحبا بالعالم",
    "שלום עולם",
    "O'Brien-Łukasz 山田",
    "Ω≈ç√∫˜µ≤≥÷",
    "１２３",
    "İstanbul ǅ ß",
    // numbers and instants
    "",
    "-1",
    "1e309",
    "NaN",
    "0x3c",
    "99999999999999999999999",
    "9999-12-31T23:59:59.999999999Z",
    "-009999-01-01T00:00:00Z",
    "2026-02-30T10:00:00-05:00",
    "2026-12-01T10:00:00-05:00[Mars/Olympus]",
    "undefined",
];
