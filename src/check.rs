//! `knead check`: every problem of the content, the theme and the links.

use practice::{Diagnostic, Severity};
use serde::Serialize;
use site_gen::TemplateProblem;

use crate::command_line::Check;
use crate::failure::Failure;
use crate::practice_folder::PracticeFolder;
use crate::terminal;

/// A problem as `--json` writes it.
#[derive(Serialize)]
struct Problem<'a> {
    severity: Severity,
    path: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    help: &'a str,
}

pub(crate) fn run(arguments: &Check) -> Result<(), Failure> {
    let folder = PracticeFolder::find(&arguments.dir)?;
    let (diagnostics, templates) = match problems(&folder) {
        Ok(diagnostics) => (diagnostics, Vec::new()),
        Err(Failure::Problems {
            diagnostics,
            templates,
        }) => (diagnostics, templates),
        Err(failure) => return Err(failure),
    };
    if arguments.json {
        terminal::data(as_json(&diagnostics, &templates)?);
    } else if diagnostics.is_empty() && templates.is_empty() {
        terminal::message("No problems.");
    } else {
        terminal::problems_as_data(&diagnostics, &templates);
    }
    let sound = templates.is_empty() && !diagnostics.iter().any(Diagnostic::is_error);
    if sound { Ok(()) } else { Err(Failure::Told) }
}

fn problems(folder: &PracticeFolder) -> Result<Vec<Diagnostic>, Failure> {
    let loaded = folder.load()?;
    let site = loaded.site(None)?;
    Ok(loaded.warnings(&site))
}

fn as_json(diagnostics: &[Diagnostic], templates: &[TemplateProblem]) -> Result<String, Failure> {
    let content = diagnostics.iter().map(|diagnostic| Problem {
        severity: diagnostic.severity,
        path: &diagnostic.path,
        line: diagnostic.line,
        column: diagnostic.column,
        message: &diagnostic.message,
        help: &diagnostic.help,
    });
    let theme = templates.iter().map(|template| Problem {
        severity: Severity::Error,
        path: &template.template,
        line: template.line,
        column: template.column,
        message: &template.report,
        help: "",
    });
    let problems: Vec<_> = content.chain(theme).collect();
    serde_json::to_string_pretty(&problems).map_err(|error| Failure::said(error, ""))
}
