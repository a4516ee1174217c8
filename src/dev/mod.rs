//! `knead dev`: the practice online on this machine, rebuilt at each save.

pub(crate) mod emulator;
mod front;
mod live;
mod mail;
mod pages;
mod promises;
mod rebuild;
mod screen;
mod scrub;
pub(crate) mod stored;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn;
use functions::desk::Desk;
use functions::intake::Intake;
use functions::mail::Sender;
use functions::notify::Notify;
use functions::sealing::PracticeKey;
use functions::store::{Endpoint, Store};
use functions::{App, Clock, Secret};
use jiff::SignedDuration;
use tokio::net::TcpListener;

use crate::command_line::Dev;
use crate::failure::Failure;
use crate::practice_folder::PracticeFolder;
use crate::terminal;
use promises::Promises;
use rebuild::Watched;
use screen::Screen;

/// What to do when the store does not answer.
pub(crate) const STORE_HELP: &str =
    "if AWS_ENDPOINT_URL_DYNAMODB names it, start what it names, or unset it";

/// The table's name on this machine.
pub(crate) const TABLE: &str = "knead";

pub(crate) fn run(arguments: &Dev) -> Result<(), Failure> {
    start_log();
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure::said(error, ""))?;
    runtime.block_on(serve(arguments))
}

async fn serve(arguments: &Dev) -> Result<(), Failure> {
    let options = &arguments.options;
    let folder = PracticeFolder::find(&arguments.dir)?;
    let listener = listen(options.port).await?;
    let address = listener
        .local_addr()
        .map_err(|error| Failure::said(error, ""))?;
    let origin = format!("http://{address}");

    let mut watched = Watched::new(folder.clone(), origin.clone());
    let built = watched.build();
    let data = emulator::Data::open(&options.data.clone().unwrap_or_else(|| folder.data()))?;
    let endpoint = match Endpoint::named_by_environment() {
        Some(_) => Endpoint::from_environment().map_err(|error| Failure::said(error, ""))?,
        None => data.serve().await?,
    };
    let store = Store::new(&endpoint, TABLE);
    store
        .make_table()
        .await
        .map_err(|error| Failure::said(error, STORE_HELP))?;
    let key = data.key_files().open_or_make(&store).await?;
    finish_rotation(&store, &key).await?;

    let sender = mail::sender(&data)?;
    let clock = options.now.map_or(Clock::System, Clock::Fixed);
    let mailbox = mail::routes(&data, &sender, (&store, &clock))?;

    let file = match Endpoint::named_by_environment() {
        Some(_) => None,
        None => Some(data.store_file()),
    };
    let scrub = scrub::Scrub::new(store.clone(), file);
    let screen = Screen::default();
    let booking = Booking {
        no_limits: options.no_limits,
        store,
        secret: data.secret(),
        origin: origin.clone(),
        clock,
        sender,
        promises: Promises::new(scrub),
        key: Arc::new(key),
    };
    let served = rebuild::Served::new(screen.clone(), booking);
    served.show(built);
    let desk = desk_url(&served, &origin).await?;
    let router = Router::new()
        .merge(live::routes(screen.clone()))
        .merge(mailbox)
        .fallback_service(served.clone().into_service())
        .layer(from_fn(live::inject))
        .layer(from_fn(front::tell_address))
        .into_make_service_with_connect_info::<SocketAddr>();
    std::thread::spawn(move || watched.run(&served));
    terminal::data(format!("site {origin}/"));
    terminal::data(format!("desk {desk}"));
    terminal::data(format!("mail {origin}{}", mail::ADDRESS));
    let stopped = async { drop(tokio::signal::ctrl_c().await) };
    tokio::select! {
        served = axum::serve(listener, router) => served.map_err(|error| Failure::said(error, "")),
        () = stopped => Ok(()),
    }
}

/// Goes on with a change of the practice's key that was stopped in between.
async fn finish_rotation(store: &Store, key: &PracticeKey) -> Result<(), Failure> {
    let rewrapped = store.rewrap_client_keys(key).await;
    let rewrapped = rewrapped.map_err(|error| Failure::said(error, STORE_HELP))?;
    for error in rewrapped.left {
        terminal::message(format!("warning: {error}"));
    }
    Ok(())
}

/// What the booking function needs besides the practice.
#[derive(Clone)]
pub(crate) struct Booking {
    no_limits: bool,
    store: Store,
    secret: Secret,
    origin: String,
    clock: Clock,
    sender: Sender,
    promises: Promises,
    /// The desk opens with it; to its public half, forms are sealed.
    key: Arc<PracticeKey>,
}

impl Booking {
    fn app(&self, published: functions::Published) -> App {
        let app = App::new(
            published,
            self.store.clone(),
            self.secret.clone(),
            Some(&self.origin),
            self.clock.clone(),
        )
        .with_mail_grace(SignedDuration::ZERO);
        if self.no_limits {
            app.without_limits()
        } else {
            app
        }
    }

    fn intake(&self, app: &App) -> Router {
        let intake = Intake::new(app.ground().clone(), self.key.public());
        functions::intake::router(intake)
    }

    fn desk(&self, app: &App) -> Desk {
        Desk::new(app.clone(), Arc::clone(&self.key))
    }

    fn keep_promises(&self, app: App) {
        self.promises.keep(Notify::new(app, self.sender.clone()));
    }
}

/// Where the owner comes in, once; as long as there is no practice, where the desk will be.
async fn desk_url(served: &rebuild::Served, origin: &str) -> Result<String, Failure> {
    match served.desk() {
        Some(desk) => desk
            .owner_link()
            .await
            .map_err(|error| Failure::said(error, STORE_HELP)),
        None => Ok(format!(
            "{}/desk/",
            origin.replace("127.0.0.1", "localhost")
        )),
    }
}

async fn listen(port: u16) -> Result<TcpListener, Failure> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address)
        .await
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::AddrInUse => Failure::said(
                format!("port {port} is in use, perhaps by another `knead dev`"),
                format!(
                    "stop that, or take another port: knead dev --port {}",
                    port.wrapping_add(1).max(1024)
                ),
            ),
            std::io::ErrorKind::PermissionDenied => Failure::said(
                format!("port {port} is not ours to take"),
                "take one from 1024 up, such as --port 8080",
            ),
            _ => Failure::said(format!("port {port}: {error}"), ""),
        })
}

/// Logs to stderr; `RUST_LOG` chooses what.
pub(crate) fn start_log() {
    // The emulator warns of every conflict, and conflicts are how bookings are kept apart.
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,dynoxide=error"));
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .without_time()
        .try_init();
}
