//! What a template got wrong: where, on which page, in Tera's own words.

use std::fmt;

/// A template that cannot be read, or a page that it cannot draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateProblem {
    /// The template, below `templates/`: `service.html`.
    pub template: String,
    /// The line in it, from 1; 0 where no single place is at fault.
    pub line: usize,
    /// The column in it, from 1; 0 where no single place is at fault.
    pub column: usize,
    /// The page that was being drawn: its file, or its address. Empty when the theme was loaded.
    pub page: String,
    /// Tera's own report, with the line and a caret under it.
    pub report: String,
}

impl TemplateProblem {
    pub(crate) fn of(error: &tera::Error, template: &str, page: &str) -> Self {
        let report = chain(error);
        let (template, line, column) = match error.kind() {
            tera::ErrorKind::SyntaxError(place) | tera::ErrorKind::RenderingError(place) => {
                let span = place.span();
                (
                    place.filename().to_owned(),
                    span.start_line,
                    span.start_col + 1,
                )
            }
            _ => place_in(&report).unwrap_or((template.to_owned(), 0, 0)),
        };
        Self {
            template,
            line,
            column,
            page: page.to_owned(),
            report,
        }
    }
}

impl fmt::Display for TemplateProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.page.is_empty() {
            writeln!(formatter, "the theme cannot be read")?;
        } else {
            writeln!(
                formatter,
                "`{}` cannot be drawn with `{}`",
                self.page, self.template
            )?;
        }
        formatter.write_str(self.report.trim_end())
    }
}

impl std::error::Error for TemplateProblem {}

fn chain(error: &tera::Error) -> String {
    let mut report = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        report.push_str("\ncaused by: ");
        report.push_str(&error.to_string());
        cause = error.source();
    }
    report
}

/// Reads ` --> a.html:1:11`, which Tera writes when several templates are at fault at once.
fn place_in(report: &str) -> Option<(String, usize, usize)> {
    let place = report
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("--> "))?;
    let mut parts = place.trim().rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some((parts.next()?.to_owned(), line, column))
}
