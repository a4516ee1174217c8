//! Tables for spreadsheets: CSV (RFC 4180) in which no cell is a formula.
//!
//! A client may be called `=HYPERLINK(...)`. A spreadsheet that opens a file runs what begins like a
//! formula, so such a cell gets an apostrophe before it, which spreadsheets know to be text.

use std::borrow::Cow;

use axum::http::header;
use axum::response::{IntoResponse as _, Response};

/// What begins a formula, or hides one from a look at the first character (OWASP, CSV injection).
/// The last two are how East Asian keyboards write some of them.
const FORMULA_BEGINS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
/// What tells a spreadsheet that the file is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table of cells, each row as long as the heading.
pub(crate) struct Csv<const COLUMNS: usize> {
    writer: csv::Writer<Vec<u8>>,
}

impl<const COLUMNS: usize> Csv<COLUMNS> {
    /// A table with this heading.
    pub(crate) fn new(heading: [&str; COLUMNS]) -> Self {
        let writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .quote_style(csv::QuoteStyle::Always)
            .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
        let mut table = Self { writer };
        table.row(heading);
        table
    }

    /// One more row.
    pub(crate) fn row(&mut self, cells: [&str; COLUMNS]) {
        let cells = cells.map(text);
        let written = self
            .writer
            .write_record(cells.iter().map(|cell| cell.as_bytes()));
        written.expect("memory takes every row, and all rows are as long");
    }

    /// The file.
    pub(crate) fn into_text(self) -> String {
        let bytes = self.writer.into_inner().expect("memory takes what is left");
        String::from_utf8(bytes).expect("cells are text")
    }

    /// The file, to be kept under a name.
    pub(crate) fn download(self, name: &str) -> Response {
        download(name, "text/csv; charset=utf-8", self.into_text())
    }
}

/// A file to be kept under a name of ours: letters, digits, dots and hyphens.
pub(crate) fn download(name: &str, kind: &'static str, body: String) -> Response {
    let kept = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, kept),
    ];
    (headers, body).into_response()
}

/// A cell that is text wherever it is opened.
fn text(cell: &str) -> Cow<'_, str> {
    if cell.trim_start_matches(' ').starts_with(FORMULA_BEGINS) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BYTE_ORDER_MARK, Csv, FORMULA_BEGINS};

    /// A row as it is written.
    #[track_caller]
    fn check(cells: [&str; 2], expected: &str) {
        let mut table = Csv::new(["Name", "Phone"]);
        table.row(cells);
        let expected = format!("{BYTE_ORDER_MARK}\"Name\",\"Phone\"\r\n{expected}\r\n");
        assert_eq!(table.into_text(), expected);
    }

    #[test]
    fn a_cell_is_quoted_and_its_quotes_are_doubled() {
        check(
            ["Ann \"Nan\" O'Hara", "5, 6"],
            r#""Ann ""Nan"" O'Hara","5, 6""#,
        );
        check(["one\ntwo", ""], "\"one\ntwo\",\"\"");
    }

    #[test]
    fn what_begins_like_a_formula_is_text() {
        check(["=1+2", "+1 555 0100"], r#""'=1+2","'+1 555 0100""#);
        check(["-2+3", "@SUM(A1)"], r#""'-2+3","'@SUM(A1)""#);
        check(["\t=1", "\r=1"], "\"'\t=1\",\"'\r=1\"");
        check(["  =1", "＝1"], "\"'  =1\",\"'＝1\"");
    }

    #[test]
    fn a_sign_within_a_cell_is_left_alone() {
        check(
            ["Smith-Jones", "a@b.example"],
            r#""Smith-Jones","a@b.example""#,
        );
    }

    proptest! {
        /// Whatever is in a cell: no cell of the file begins a formula, and it is read as it was but
        /// for the apostrophe.
        #[test]
        fn no_cell_is_a_formula_and_nothing_is_lost(
            cells in proptest::array::uniform3(r#"[ =+@\t\r\n"',;A-Z＝é-]{0,12}"#)
        ) {
            let mut table = Csv::new(["a", "b", "c"]);
            table.row(cells.each_ref().map(String::as_str));
            let file = table.into_text();
            let mut read = csv::Reader::from_reader(file.trim_start_matches(BYTE_ORDER_MARK).as_bytes());
            let row = read.records().next().expect("a row").expect("cells");
            prop_assert_eq!(row.len(), 3);
            for (cell, read) in cells.iter().zip(&row) {
                prop_assert!(!read.trim_start_matches(' ').starts_with(FORMULA_BEGINS));
                prop_assert!(read == cell || read == format!("'{cell}"), "{read:?}");
            }
        }
    }
}
