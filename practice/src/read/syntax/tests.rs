//! Slips of TOML, each with all that is told of it. The words rest on the parser's own messages: where
//! a new version of it speaks differently, one of these fails.

use super::{Source, parse};
use crate::read::problems::Problems;

/// Each problem as `line:column message; help`.
fn told(toml: &str) -> Vec<String> {
    let source = Source {
        path: "practice.toml".to_owned(),
        text: toml.to_owned(),
    };
    let problems = Problems::default();
    parse(&source, 0..toml.len(), &problems);
    let told = problems.in_order().into_iter();
    told.map(|told| {
        format!(
            "{}:{} {}; {}",
            told.line, told.column, told.message, told.help
        )
    })
    .collect()
}
#[track_caller]
fn check(cases: &[(&str, &[&str])]) {
    for (toml, expected) in cases {
        assert_eq!(told(toml), *expected, "{toml}");
    }
}

#[test]
fn text_and_numbers_of_another_shape_are_told_with_their_mend() {
    check(&[
        (
            "title = Deep tissue\n",
            &["1:9 `Deep tissue` is text without quotes; write `\"Deep tissue\"`"],
        ),
        (
            "title = “Deep”\n",
            &["1:9 these are typographic quotes; write straight ones: `\"Deep\"`"],
        ),
        (
            "title = ‘Deep’\n",
            &["1:9 these are typographic quotes; write straight ones: `\"Deep\"`"],
        ),
        (
            "mon = [“09:00-12:00”]\n",
            &["1:8 these are typographic quotes; write straight ones: `\"09:00-12:00\"`"],
        ),
        (
            "title =\n",
            &["1:1 `title` has no value; write `title = ...`, or take the line away"],
        ),
        (
            "date = 12/25/2026\n",
            &[
                "1:8 `12/25/2026` is not a date; write the year, the month, then the day: `2026-12-25`",
            ],
        ),
        (
            "price = $95\n",
            &["1:9 `$95` is text without quotes; write `\"$95\"`"],
        ),
        (
            "phone = +1 518\n",
            &["1:9 `+1 518` is text without quotes; write `\"+1 518\"`"],
        ),
        (
            "a = 1 2\n",
            &["1:5 `1 2` is text without quotes; write `\"1 2\"`"],
        ),
        (
            "draft = yes\n",
            &["1:9 `yes` is not a value; write `true`, without quotes"],
        ),
        (
            "draft = True\n",
            &["1:9 `True` is not a value; write `true`"],
        ),
        (
            "draft = no\n",
            &["1:9 `no` is not a value; write `false`, without quotes"],
        ),
        (
            "a = index\n",
            &["1:5 `index` is text without quotes; write `\"index\"`"],
        ),
        (
            "a = [no, 1]\n",
            &["1:6 `no` is not a value; write `false`, without quotes"],
        ),
        (
            "n = 007\n",
            &[
                "1:5 a number does not begin with 0; write `7`, or, if it is text such as a postcode, `\"007\"`",
            ],
        ),
        (
            "a = { n = 007, b = 1 }\n",
            &[
                "1:11 a number does not begin with 0; write `7`, or, if it is text such as a postcode, `\"007\"`",
            ],
        ),
        (
            "a = 1__0\n",
            &[
                "1:5 `1__0` is not a number; write digits alone, or, if it is text, put it in quotes: `\"1__0\"`",
            ],
        ),
        (
            "a = 5.\n",
            &[
                "1:5 `5.` is not a number; write digits alone, or, if it is text, put it in quotes: `\"5.\"`",
            ],
        ),
        (
            "a = { b = .5 }\n",
            &[
                "1:11 `.5` is not a number; write digits alone, or, if it is text, put it in quotes: `\".5\"`",
            ],
        ),
        (
            "a = 0xZZ\n",
            &[
                "1:5 `0xZZ` is not a number; write digits alone, or, if it is text, put it in quotes: `\"0xZZ\"`",
            ],
        ),
        (
            "a = 12a\n",
            &["1:5 `12a` is text without quotes; write `\"12a\"`"],
        ),
        (
            "date = 2026-02-30\n",
            &["1:8 `2026-02-30` is not a date; that month has the days 01 to 28"],
        ),
        (
            "date = 2026-13-01\n",
            &[
                "1:8 `2026-13-01` is not a date; write the year, the month, then the day: `2026-12-25`",
            ],
        ),
        (
            "date = 25.12.2026\n",
            &[
                "1:8 `25.12.2026` is not a date; write `2026-12-25`: the year, the month, then the day",
            ],
        ),
        (
            "date = 2026-12-25 10\n",
            &[
                "1:8 `2026-12-25 10` is not a date; write the year, the month, then the day: `2026-12-25`",
            ],
        ),
        (
            "t = 9:00\n",
            &["1:5 `9:00` is not a value; opening hours stand in quotes: `\"09:00-12:00\"`"],
        ),
        (
            "t = 09:00-12:00\n",
            &["1:5 `09:00-12:00` is not a value; opening hours stand in quotes: `\"09:00-12:00\"`"],
        ),
    ]);
}

#[test]
fn text_that_ends_elsewhere_than_meant_is_told_where_it_begins() {
    check(&[
        (
            "title = \"Deep\n",
            &["1:9 the text is never closed; end it with `\"` on the same line"],
        ),
        (
            "title = 'Deep\n",
            &["1:9 the text is never closed; end it with `'` on the same line"],
        ),
        (
            "title = \"Deep”\n",
            &[
                "1:14 this quote is typographic: the text that begins with `\"` is never closed; write a straight `\"`",
            ],
        ),
        (
            "a = [\"x, \"y\"]\n",
            &["1:12 the text is never closed; end it with `\"` on the same line"],
        ),
        (
            "a = [\"x\", \"y]\n",
            &["1:11 the text is never closed; end it with `\"` on the same line"],
        ),
        (
            "s = \"\"\"a\nb\n",
            &["1:5 the text that opens here is never closed; end it with `\"\"\"`"],
        ),
        (
            "s = '''a\nb\n",
            &["1:5 the text that opens here is never closed; end it with `'''`"],
        ),
        (
            "s = \"a \"b\" c\"\n",
            &[
                "1:8 the text ends at this quote, and more follows; write a quote within a text as `\\\"`, or as `“` and `”`",
            ],
        ),
        (
            "s = 'don't'\n",
            &[
                "1:9 the text ends at this apostrophe, and more follows; put the text between double quotes: `\"don't\"`",
            ],
        ),
        (
            "s = \"C:\\path\"\n",
            &["1:8 `\\p` means nothing in a text; write `\\\\` for a backslash"],
        ),
        (
            "s = \"\\u12\"\n",
            &["1:6 `\\u` means nothing in a text; write `\\\\` for a backslash"],
        ),
        (
            "s = \"x\u{1}\"\n",
            &[
                "1:7 an invisible character (U+0001) stands here; take it out; typing the line anew is the surest way",
            ],
        ),
        (
            "s = \"x\" y = 1\n",
            &[
                "1:9 more follows where the fact ends; write one fact on a line; a remark begins with `#`",
            ],
        ),
        (
            "s = \"x\",\n",
            &["1:8 a line does not end with a comma; take it away"],
        ),
        (
            "s = 95,00\n",
            &[
                "1:5 `95,00` is not a number; a price is written with a point, in quotes: `\"95.00\"`",
            ],
        ),
        ("a = [1]]\n", &["1:8 one bracket too many; take it away"]),
    ]);
}

#[test]
fn commas_and_brackets_are_told_where_they_are_missing() {
    check(&[
        (
            "a = [\"x\" \"y\"]\n",
            &["1:10 a comma is missing before this; put a comma between two entries of a list"],
        ),
        (
            "a = [\"x\",, \"y\"]\n",
            &["1:10 one comma too many; take it away"],
        ),
        (
            "a = { b = 1 c = 2 }\n",
            &[
                "1:13 a comma is missing before this; put a comma between two facts, as in `{ minutes = 60, price = \"95.00\" }`",
            ],
        ),
        (
            "a = { b = \"1\" c = 2 }\n",
            &[
                "1:15 a comma is missing before this; put a comma between two facts, as in `{ minutes = 60, price = \"95.00\" }`",
            ],
        ),
        (
            "a = { b = 1,, c = 2 }\n",
            &["1:13 one comma too many; take it away"],
        ),
        (
            "a = { b = 95,00 }\n",
            &[
                "1:11 `95,00` is not a number; a price is written with a point, in quotes: `\"95.00\"`",
            ],
        ),
        (
            "a = { b = 1, c }\n",
            &["1:14 `c` has no value; write `c = ...`, or take it away"],
        ),
        (
            "a = { b: 1 }\n",
            &["1:7 `=` is missing after `b`; write `b = ...`"],
        ),
        (
            "a = {{ b = 1 }}\n",
            &["1:6 a name is missing here; a fact is written `name = value`"],
        ),
        (
            "a = [1, 2\nb = 3\n",
            &["1:5 this `[` is never closed; write `]` where the list or table ends"],
        ),
        (
            "a = [{ b = 1 ]\nb = 3\n",
            &["1:6 this `{` is never closed; write `}` where the list or table ends"],
        ),
        (
            "a = { b = 1\nc = 2\n",
            &["1:5 this `{` is never closed; write `}` where the list or table ends"],
        ),
        (
            "[hours\nmon = []\n",
            &["1:1 `[hours` is not closed; write `[hours]`"],
        ),
        (
            "[[exceptions]\ndate = 2026-12-25\n",
            &["1:1 `[[exceptions]` is not closed; write `[[exceptions]]`"],
        ),
    ]);
}

#[test]
fn keys_are_told_with_how_to_write_them() {
    check(&[
        (
            "[a.]\n",
            &["1:1 a name is missing here; a fact is written `name = value`"],
        ),
        (
            "[]\n",
            &["1:1 a name is missing here; a fact is written `name = value`"],
        ),
        (
            "title \"Deep\"\n",
            &["1:1 `=` is missing after `title`; write `title = \"Deep\"`"],
        ),
        (
            "title: Deep\n",
            &["1:1 `=` is missing after `title`; write `title = \"Deep\"`"],
        ),
        (
            "title: 5\n",
            &["1:1 `=` is missing after `title`; write `title = 5`"],
        ),
        (
            "- mon\n",
            &["1:1 this is how YAML writes a list; write `name = [\"...\", \"...\"]`"],
        ),
        (
            "my key = 1\n",
            &["1:1 `my key` cannot be a key; a key is one word, such as `my_key`"],
        ),
        (
            "just words here\n",
            &[
                "1:1 this line is not a fact; write `name = \"...\"`; a remark begins with `#`, and words for visitors stand below the second `+++`",
            ],
        ),
        (
            "é = 1\n",
            &["1:1 `é` cannot be part of a key; a key has the letters a to z, digits, `-` and `_`"],
        ),
        (
            "= 1\n",
            &["1:1 a name is missing here; a fact is written `name = value`"],
        ),
        (
            "\"a = 1\n",
            &[
                "1:1 this line is not a fact; write `name = \"...\"`; a remark begins with `#`, and words for visitors stand below the second `+++`",
            ],
        ),
        ("a == 1\n", &["1:4 one `=` too many; take it away"]),
        (
            "a = 1\na = 2\n",
            &["2:1 `a` is here twice; keep one of the two lines"],
        ),
        (
            "[hours]\n[hours]\n",
            &["2:2 `hours` is here twice; put the lines of both below one of them"],
        ),
        (
            "[exceptions]\n[[exceptions]]\n",
            &[
                "2:3 `exceptions` is here twice; write `[[exceptions]]`, with two brackets, each time",
            ],
        ),
        (
            "a = {b = 1}\na.c = 2\n",
            &["2:1 `a` is here twice; keep one of the two lines"],
        ),
    ]);
}

#[test]
fn characters_that_nobody_sees_are_told_by_number() {
    check(&[
        (
            "a = 1\rb = 2\n",
            &[
                "1:7 the line ends the way very old computers end lines; save the file with line endings \"LF\" or \"CRLF\"; every editor offers both",
            ],
        ),
        (
            "# \u{1}\n",
            &[
                "1:3 an invisible character (U+0001) stands here; take it out; typing the line anew is the surest way",
            ],
        ),
        (
            "\u{a0}a = 1\n",
            &[
                "1:1 an invisible character (U+00A0) stands here; type a plain space in its place, or nothing",
            ],
        ),
        (
            "a =\u{a0}1\n",
            &[
                "1:4 an invisible character (U+00A0) stands here; type a plain space in its place, or nothing",
            ],
        ),
        (
            "a = \u{200b}\"x\"\n",
            &[
                "1:5 an invisible character (U+200B) stands here; type a plain space in its place, or nothing",
            ],
        ),
        (
            "a = 1 # ok\u{b}\n",
            &[
                "1:11 an invisible character (U+000B) stands here; take it out; typing the line anew is the surest way",
            ],
        ),
    ]);
}
