//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::deploy::{Input, Name};
use crate::package::Architecture;
use crate::slots::Moment;

/// The port of `knead dev`.
const PORT: u16 = 8080;

/// The folder one stands in.
const HERE: &str = ".";

const EXAMPLES: &str = "\
Examples:
  knead                               the practice in this folder, online on this machine
  knead build --out dist              its site in dist/site/, what the functions need in dist/functions/
  knead check                         every problem of its content
  knead slots deep-tissue --minutes 60 --from 2026-12-01 --to 2026-12-07";

const SLOTS_EXAMPLES: &str = "\
Examples:
  knead slots deep-tissue --minutes 60 --from 2026-12-01 --to 2026-12-07 --therapist maya
  knead slots deep-tissue --explain 2026-12-01T10:00";

const KEYS_EXAMPLES: &str = "\
Examples:
  knead keys show                     which key there is, and what is sealed to it
  knead keys rotate                   a new key in its place, in one go
  knead keys wrap --kms-key alias/knead   the key as the functions in the cloud take it";

const BACKUP_EXAMPLES: &str = "\
Examples:
  knead backup --out copies/monday                    the tables on this machine
  knead backup --out copies/monday --table practice   those in the cloud";

const RESTORE_EXAMPLES: &str = "\
Examples:
  knead restore copies/monday --data .knead-restored     on this machine
  knead restore copies/monday --table practice-restored  in the cloud";

const PACKAGE_EXAMPLES: &str = "\
Examples:
  knead package                       what `knead deploy` would upload, in package/
  knead package --bins target/lambda --architecture arm64";

const DEPLOY_EXAMPLES: &str = "\
Examples:
  knead deploy --name maya --dry-run  what would change, and nothing else
  knead deploy --name maya --mail hello@example.com
  knead deploy --name maya --domain www.example.com --certificate arn:aws:acm:us-east-1:...";

/// A massage practice's website, online booking and intake from a folder of Markdown.
#[derive(Parser)]
#[command(name = "knead", version, before_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(crate) struct CommandLine {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) dev: DevOptions,
}

impl CommandLine {
    /// The command that was typed; none typed is `dev`.
    pub(crate) fn command(self) -> Command {
        let dev = Dev {
            dir: PathBuf::from(HERE),
            options: self.dev,
        };
        self.command.unwrap_or(Command::Dev(dev))
    }
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Build, serve, watch and reload: site and booking on this machine (the default)
    #[command(before_help = "Example:\n  knead dev --port 9000")]
    Dev(Dev),
    /// Write the site and what the functions need, whole or not at all
    #[command(
        before_help = "Example:\n  knead build --out dist --base-url https://www.example.com"
    )]
    Build(Build),
    /// Report every problem of the content, the theme and the links
    #[command(before_help = "Example:\n  knead check --json")]
    Check(Check),
    /// Say which times would be offered, or why one is not
    #[command(before_help = SLOTS_EXAMPLES)]
    Slots(Slots),
    /// Make what goes to the cloud: the functions' zips, the site, the templates and their inputs
    #[command(before_help = PACKAGE_EXAMPLES)]
    Package(Package),
    /// Put the practice online in your own AWS account, or what has changed of it
    #[command(before_help = DEPLOY_EXAMPLES)]
    Deploy(Deploy),
    /// See and change the practice's key, with which every record opens
    #[command(before_help = KEYS_EXAMPLES)]
    Keys(Keys),
    /// Copy the tables into a folder, as of one moment
    #[command(before_help = BACKUP_EXAMPLES)]
    Backup(Backup),
    /// Fill empty tables from a copy, and prove that they are equal to it
    #[command(before_help = RESTORE_EXAMPLES)]
    Restore(Restore),
    /// Try whether a copy can be restored: in memory, and with a booking made there
    #[command(before_help = "Example:\n  knead drill copies/monday")]
    Drill(Drill),
}

#[derive(Args)]
pub(crate) struct Dev {
    /// The practice's folder: it holds `practice.toml`, or `content/practice.toml`
    #[arg(default_value = HERE)]
    pub(crate) dir: PathBuf,
    #[command(flatten)]
    pub(crate) options: DevOptions,
}

/// How `knead dev` serves; also without its name.
#[derive(Args)]
pub(crate) struct DevOptions {
    /// The port to serve on; 0 takes a free one
    #[arg(long, default_value_t = PORT)]
    pub(crate) port: u16,
    /// Fix the clock at this instant, such as 2026-12-01T09:00:00-05:00
    #[arg(long, value_name = "INSTANT")]
    pub(crate) now: Option<Timestamp>,
    /// Where bookings are kept [default: `.knead` in the practice's folder]
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Let anybody ask for changes as often as they like, for load tests
    #[arg(long)]
    pub(crate) no_limits: bool,
}

#[derive(Args)]
pub(crate) struct Build {
    /// The practice's folder
    #[arg(default_value = HERE)]
    pub(crate) dir: PathBuf,
    /// The folder to write; it is replaced whole
    #[arg(long, default_value = "dist", value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The site's origin [default: `url` in practice.toml]
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
}

#[derive(Args)]
pub(crate) struct Check {
    /// The practice's folder
    #[arg(default_value = HERE)]
    pub(crate) dir: PathBuf,
    /// Write the problems as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Slots {
    /// The service: the name of its file
    pub(crate) service: String,
    /// The practice's folder
    #[arg(default_value = HERE)]
    pub(crate) dir: PathBuf,
    /// The length [default: the service's first]
    #[arg(long, value_name = "N")]
    pub(crate) minutes: Option<u16>,
    /// The first date [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<Date>,
    /// The last date [default: two weeks from the first]
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<Date>,
    /// Only with this therapist
    #[arg(long, value_name = "ID")]
    pub(crate) therapist: Option<String>,
    /// The zone of dates, times and offsets [default: the practice's]
    #[arg(long, value_name = "TZ")]
    pub(crate) zone: Option<String>,
    /// Ask as if it were this instant
    #[arg(long, value_name = "INSTANT")]
    pub(crate) now: Option<Timestamp>,
    /// Ask what if these were the bookings: a JSON file, in place of the store
    #[arg(long, value_name = "FILE")]
    pub(crate) bookings: Option<PathBuf>,
    /// Say why this start is offered or not: 2026-12-01T10:00, as the zone's clock shows it, or
    /// 2026-12-01T10:00-05:00
    #[arg(long, value_name = "INSTANT", conflicts_with_all = ["from", "to"])]
    pub(crate) explain: Option<Moment>,
    /// Write what `GET /api/slots` would answer; with --explain, the same explanation
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Package {
    /// The practice's folder
    #[arg(default_value = HERE)]
    pub(crate) dir: PathBuf,
    /// The folder to write; it is replaced whole
    #[arg(long, default_value = "package", value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The site's origin [default: `url` in practice.toml]
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    #[command(flatten)]
    pub(crate) options: PackageOptions,
}

/// Where the functions' programs come from.
#[derive(Args)]
pub(crate) struct PackageOptions {
    /// A folder with the functions' programs, ready built [default: cargo builds them here]
    #[arg(long, value_name = "DIR")]
    pub(crate) bins: Option<PathBuf>,
    /// The processor that the functions run on
    #[arg(long, value_enum, default_value_t = Architecture::X86_64)]
    pub(crate) architecture: Architecture,
}

#[derive(Args)]
pub(crate) struct Deploy {
    /// The practice's folder
    #[arg(default_value = HERE)]
    pub(crate) dir: PathBuf,
    /// What its stacks are called by: knead-NAME-data and knead-NAME-app
    #[arg(long)]
    pub(crate) name: Name,
    /// The region [default: as for any AWS program]
    #[arg(long)]
    pub(crate) region: Option<String>,
    #[command(flatten)]
    pub(crate) wishes: Wishes,
    /// Ask nothing
    #[arg(long)]
    pub(crate) yes: bool,
    /// Show what would change, and change nothing
    #[arg(long, conflicts_with = "yes")]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) options: PackageOptions,
}

/// What may be said of the stack; what is not said stays as it is.
#[derive(Args)]
pub(crate) struct Wishes {
    /// The site's own domain, such as www.example.com
    #[arg(long, requires = "certificate")]
    pub(crate) domain: Option<String>,
    /// The certificate of that domain in ACM, in us-east-1
    #[arg(long, value_name = "ARN", requires = "domain")]
    pub(crate) certificate: Option<String>,
    /// Where mail comes from
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) mail: Option<String>,
    /// Who is told when something is wrong
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) alarms: Option<String>,
    /// Another input of infra/app.yaml, such as LogRetentionDays=30; may be given again
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub(crate) inputs: Vec<Input>,
}

#[derive(Args)]
pub(crate) struct Keys {
    #[command(subcommand)]
    pub(crate) action: KeysAction,
}

#[derive(Subcommand)]
pub(crate) enum KeysAction {
    /// Say which key there is, its public half, and how many clients' keys are sealed to it
    #[command(before_help = "Example:\n  knead keys show")]
    Show(KeysPlace),
    /// Make a key; what was sealed to the one before still opens
    #[command(before_help = "Example:\n  knead keys new")]
    New(KeysPlace),
    /// Make a key and seal every client's key to it; stopped in between, it goes on when it is
    /// run again
    #[command(before_help = "Example:\n  knead keys rotate")]
    Rotate(KeysPlace),
    /// Have KMS wrap the key, and say what to set where the functions run
    #[command(before_help = "Example:\n  knead keys wrap --kms-key alias/knead")]
    Wrap(KeysWrap),
    /// Have KMS open a wrapped key, read from standard input, and write it into a key file
    #[command(before_help = "Example:\n  \
        aws ssm get-parameter --name /knead/maya/practice-key --query Parameter.Value \\\n    \
        --output text | knead keys unwrap --kms-key alias/knead-maya-data/practice --data copy")]
    Unwrap(KeysUnwrap),
}

/// Where the key is, and what is sealed to it.
#[derive(Args)]
pub(crate) struct KeysPlace {
    /// The practice's folder
    #[arg(default_value = HERE)]
    pub(crate) dir: PathBuf,
    /// Where the key is kept [default: `.knead` in the practice's folder]
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// The table in the cloud whose clients it is for [default: the one on this machine]
    #[arg(long, value_name = "NAME")]
    pub(crate) table: Option<String>,
}

#[derive(Args)]
pub(crate) struct KeysWrap {
    #[command(flatten)]
    pub(crate) place: KeysPlace,
    /// The key of KMS: its id, ARN or alias
    #[arg(long, value_name = "ID")]
    pub(crate) kms_key: String,
}

#[derive(Args)]
pub(crate) struct KeysUnwrap {
    /// The key of KMS that wrapped it: its id, ARN or alias
    #[arg(long, value_name = "ID")]
    pub(crate) kms_key: String,
    /// The folder for the key file, which holds none yet
    #[arg(long, value_name = "DIR")]
    pub(crate) data: PathBuf,
}

/// Which tables are copied or filled.
#[derive(Args)]
pub(crate) struct CopyPlace {
    /// The practice's folder
    #[arg(default_value = HERE)]
    pub(crate) dir: PathBuf,
    /// The folder of the tables on this machine [default: `.knead` in the practice's folder]
    #[arg(long, value_name = "DIR", conflicts_with = "table")]
    pub(crate) data: Option<PathBuf>,
    /// The table in the cloud; the one of keys goes with it [default: KNEAD_TABLE, where it is set]
    #[arg(long, value_name = "NAME")]
    pub(crate) table: Option<String>,
}

#[derive(Args)]
pub(crate) struct Backup {
    #[command(flatten)]
    pub(crate) place: CopyPlace,
    /// The folder for the copy: a new one
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

#[derive(Args)]
pub(crate) struct Restore {
    /// The folder of the copy
    pub(crate) from: PathBuf,
    #[command(flatten)]
    pub(crate) place: CopyPlace,
    /// The practice has another name by now
    #[arg(long)]
    pub(crate) renamed: bool,
}

#[derive(Args)]
pub(crate) struct Drill {
    /// The folder of the copy
    pub(crate) from: PathBuf,
    /// The practice's folder
    #[arg(default_value = HERE)]
    pub(crate) dir: PathBuf,
    /// The folder of the key file [default: `.knead` in the practice's folder]
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Book as if it were this instant
    #[arg(long, value_name = "INSTANT")]
    pub(crate) now: Option<Timestamp>,
}
