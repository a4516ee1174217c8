//! From a save to a new page: what is watched, what is built, what is served.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use functions::App;
use functions::desk::{self, Desk};
use site_gen::{Site, folder};

use super::screen::Screen;
use super::{Booking, pages};
use crate::failure::Failure;
use crate::practice_folder::{Built, PracticeFolder};
use crate::terminal;

/// How often files are looked at. No kept watcher has a licence we take (`notify` is CC0), and a
/// look at a thousand files costs about a millisecond; it also works on every disk and editor.
const LOOK_EVERY: Duration = Duration::from_millis(40);

/// How often a file that has just become empty is looked at again before it is believed.
const LOOKS_AT_EMPTY: usize = 5;

/// A practice on disk, and how its files looked when it was last built.
pub(super) struct Watched {
    folder: PracticeFolder,
    origin: String,
    seen: Fingerprint,
}

/// Each file's size and time of change.
type Fingerprint = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

impl Watched {
    pub(super) fn new(folder: PracticeFolder, origin: String) -> Self {
        Self {
            folder,
            origin,
            seen: Fingerprint::new(),
        }
    }

    /// Builds what is there now.
    pub(super) fn build(&mut self) -> Result<Built, Failure> {
        // Looked at before it is read: a save in between is seen as a change the next time.
        self.seen = self.look();
        self.folder.load()?.build(&self.origin)
    }

    /// Builds at each change, for ever.
    pub(super) fn run(&mut self, served: &Served) {
        loop {
            std::thread::sleep(LOOK_EVERY);
            if self.look() != self.seen {
                self.let_save_end();
                served.show(self.build());
            }
        }
    }

    /// Some editors empty a file before they write it: a file that has just become empty is given a
    /// few looks to be filled, so that nobody is told of a mistake they did not make.
    fn let_save_end(&self) {
        let was_filled = |path: &PathBuf| self.seen.get(path).is_some_and(|(bytes, _)| *bytes > 0);
        for _ in 0..LOOKS_AT_EMPTY {
            let look = self.look();
            let mut empty = look.iter().filter(|(_, (bytes, _))| *bytes == 0);
            if !empty.any(|(path, _)| was_filled(path)) {
                return;
            }
            std::thread::sleep(LOOK_EVERY);
        }
    }

    fn look(&self) -> Fingerprint {
        let folders = [&self.folder.content, &self.folder.themes];
        let paths = folders
            .into_iter()
            .filter_map(|folder| folder::paths(folder).ok())
            .flatten();
        paths
            .filter_map(|(_, path)| {
                let facts = path.metadata().ok()?;
                Some((path, (facts.len(), facts.modified().ok())))
            })
            .collect()
    }
}

/// The last good site and the functions beside it. Clones share them.
#[derive(Clone)]
pub(super) struct Served {
    good: Arc<RwLock<Option<Good>>>,
    screen: Screen,
    booking: Booking,
}

#[derive(Clone)]
struct Good {
    site: Arc<Site>,
    app: App,
    desk: Desk,
    functions: Functions,
}

/// The routers of the functions, each for the addresses it answers at.
#[derive(Clone)]
struct Functions {
    booking: Router,
    intake: Router,
    desk: Router,
}

impl Served {
    pub(super) fn new(screen: Screen, booking: Booking) -> Self {
        Self {
            good: Arc::default(),
            screen,
            booking,
        }
    }

    /// Shows what was built; if nothing could be, says why and keeps what is shown.
    pub(super) fn show(&self, built: Result<Built, Failure>) {
        match built {
            Ok(built) => {
                if !built.warnings.is_empty() {
                    terminal::message(terminal::problems(&built.warnings, &[]));
                }
                self.replace(built);
                self.screen.refresh();
            }
            Err(failure) => {
                terminal::message(&failure);
                self.screen.complain(&failure.to_string());
            }
        }
    }

    fn replace(&self, built: Built) {
        let mut good = self
            .good
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let site = Arc::new(built.site);
        *good = Some(match good.take() {
            Some(before) => {
                before.app.publish(built.published);
                Good { site, ..before }
            }
            None => {
                let app = self.booking.app(built.published);
                self.booking.keep_promises(app.clone());
                let desk = self.booking.desk(&app);
                let functions = Functions {
                    booking: functions::booking::router(app.clone()),
                    intake: self.booking.intake(&app),
                    desk: desk::router(desk.clone()),
                };
                Good {
                    site,
                    app,
                    desk,
                    functions,
                }
            }
        });
    }

    /// The desk, once there is a practice.
    pub(super) fn desk(&self) -> Option<Desk> {
        self.good().map(|good| good.desk)
    }

    /// The site, with the functions at their addresses.
    pub(super) fn into_service(self) -> Router {
        Router::new().fallback(answer).with_state(self)
    }

    fn good(&self) -> Option<Good> {
        self.good
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone()
    }
}

impl Functions {
    /// The one that answers at an address; none: the site does.
    fn at(self, path: &str) -> Option<Router> {
        let begins = |starts: &[&str]| starts.iter().any(|start| path.starts_with(start));
        if path == "/desk" || begins(&["/desk/", "/api/desk/"]) {
            Some(self.desk)
        } else if begins(&["/intake/", "/api/intake/"]) {
            Some(self.intake)
        } else if begins(&["/booking/", "/api/"]) {
            Some(self.booking)
        } else {
            None
        }
    }
}

async fn answer(State(served): State<Served>, request: Request) -> Response {
    let Some(good) = served.good() else {
        return nothing_yet(&served.screen);
    };
    let path = request.uri().path().to_owned();
    if let Some(function) = good.functions.at(&path) {
        let asks = request.method() == Method::POST;
        let answer = tower::ServiceExt::oneshot(function, request).await;
        if asks {
            served.booking.promises.look();
        }
        return answer.into_response();
    }
    pages::answer(&good.site, &path)
}

/// Before the first good page, the problem is the page.
fn nothing_yet(screen: &Screen) -> Response {
    let problem = screen.now().problem.unwrap_or_default();
    let escaped = problem.replace('&', "&amp;").replace('<', "&lt;");
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>Error: the site could not be built</title>\n<h1>The site could not be built</h1>\n\
         <p>Mend the file and save it: this page looks again by itself.</p>\n<pre>{escaped}</pre>\n</body>\n"
    );
    (
        StatusCode::SERVICE_UNAVAILABLE,
        [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
        page,
    )
        .into_response()
}
