//! The arguments, each defined and described once: help, man page and completions come from here.

use super::sheets::Sheets;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum, ValueHint};
use std::path::PathBuf;

/// Print what people need to say no: posters and handouts with proven QR codes to official opt-out forms.
#[derive(Debug, Parser)]
#[command(name = "flyer", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "Examples:
  flyer build fr-a4             the French A4 handout, as out/fr-a4.pdf
  flyer build 'fr-*' de-a3      everything in French, and the German poster
  flyer list                    which layouts, languages, guides and links there are
  flyer init                    a flyer.toml to put your name, logo and opening hours on the sheet
  flyer proof out/fr-a4.pdf     what is in a file: codes, fonts, sizes, findings

A target is <language>-<layout>. Files in your folder go before the built-in ones.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build sheets and prove them; nothing is written that does not hold.
    Build(Build),
    /// Say how many sheets, cuts and how much paper so many copies need.
    Plan(Plan),
    /// Show layouts, languages, guides and links.
    List(List),
    /// Look into a finished PDF: codes, fonts, sizes, findings.
    Proof(Proof),
    /// Make a picture (PNG) of the finished PDF.
    Preview(Preview),
    /// Make a contact sheet: small pictures of many targets beside each other.
    Sheet(Sheet),
    /// Write a commented flyer.toml to start from.
    Init(Init),
    /// Build again whenever a file changes.
    Watch(Watch),
    /// Show links, or record that you checked one.
    Links(Links),
    /// For translators: begin a language, see what is missing, exchange words with other tools.
    Words(Words),
    /// Print a completion script for your shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man,
}

/// What most commands share.
#[derive(Clone, Debug, ClapArgs)]
pub struct Common {
    /// Folder with your flyer.toml, layouts and pictures; where absent, that of the nearest flyer.toml from here upwards.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath, global = true)]
    pub project: Option<PathBuf>,
    /// Guide to print.
    #[arg(long, value_name = "NAME", global = true)]
    pub guide: Option<String>,
    /// Print only what went wrong.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Print every warning, also those that a build sums up in a line at its end.
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// How to print messages.
    #[arg(long, value_name = "FORMAT", default_value = "text", global = true)]
    pub message_format: MessageFormat,
}

/// How messages are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// For people.
    Text,
    /// For tools: one JSON object a line.
    Json,
}

/// Which kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    /// For office printers and screens: RGB, tagged, with links (PDF/A-2a and PDF/UA-1).
    Office,
    /// For print shops: CMYK, bleed, marks (PDF/X-4 and PDF/A-2b).
    Press,
}

impl From<Profile> for crate::build::Profile {
    fn from(profile: Profile) -> Self {
        match profile {
            Profile::Office => Self::Office,
            Profile::Press => Self::Press,
        }
    }
}

/// How many inks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ink {
    /// Every colour as its designer gave it.
    Color,
    /// Black and its tints, for office copiers.
    Black,
}

impl From<Ink> for crate::color::Ink {
    fn from(ink: Ink) -> Self {
        match ink {
            Ink::Color => Self::Color,
            Ink::Black => Self::Black,
        }
    }
}

/// `flyer build`.
#[derive(Clone, Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  flyer build fr-a4\n  flyer build '*-a4' --out print\n  flyer build fr-a3 --profile office,press\n  flyer build fr-a4 --ink black\n  flyer build fr-a4 --region BE\n  flyer build fr-a6-card --sheet A4 --nup 4\n  flyer build fr-a3 --tile A4\n  flyer build --all --jobs 2"
)]
pub struct Build {
    /// Targets: <language>-<layout>, with * for any.
    pub targets: Vec<String>,
    /// Every language in every layout.
    #[arg(long, conflicts_with = "targets")]
    pub all: bool,
    /// Folder to write to, as seen from here; `out` beside flyer.toml where absent.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
    /// Kinds of file, with commas between them: office (fr-a4.pdf), press (fr-a4.press.pdf).
    #[arg(long, value_name = "PROFILE", default_value = "office", value_delimiter = ',')]
    pub profile: Vec<Profile>,
    /// Inks: color, or black alone (fr-a4.black.pdf).
    #[arg(long, value_name = "INK", default_value = "color")]
    pub ink: Ink,
    /// Country where the sheets are handed out: BE names Belgium's authority (fr-a4.BE.pdf).
    #[arg(long, value_name = "CODE")]
    pub region: Option<String>,
    /// How many targets to build at once; as many as there are processors where absent.
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,
    /// Sheets to print the pages on.
    #[command(flatten)]
    pub sheets: Sheets,
    /// Print links that only third parties confirm; the sheet says so.
    #[arg(long)]
    pub allow_unverified: bool,
    /// Write no sheet that leaves something out for want of room.
    #[arg(long)]
    pub strict: bool,
    /// Open the finished files.
    #[arg(long)]
    pub open: bool,
    /// What most commands share.
    #[command(flatten)]
    pub common: Common,
}

/// `flyer plan`.
#[derive(Clone, Debug, ClapArgs)]
#[command(after_help = "Examples:\n  flyer plan fr-a6-card --sheet A4 --copies 500\n  flyer plan fr-a1 --tile A4")]
pub struct Plan {
    /// Targets: <language>-<layout>, with * for any.
    #[arg(required = true)]
    pub targets: Vec<String>,
    /// The sheets.
    #[command(flatten)]
    pub sheets: Sheets,
    /// What most commands share.
    #[command(flatten)]
    pub common: Common,
}

/// `flyer list`.
#[derive(Clone, Debug, ClapArgs)]
pub struct List {
    /// What most commands share.
    #[command(flatten)]
    pub common: Common,
}

/// `flyer proof`.
#[derive(Clone, Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  flyer proof out/fr-a4.pdf\n  flyer proof --sheet out/fr-a3.press.pdf    writes out/fr-a3.press.proof.html\n  flyer proof --profile press from-a-designer.pdf"
)]
pub struct Proof {
    /// PDF files, by flyer or anyone else.
    #[arg(required = true, value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Kind of file that it should be; `press` for files that end so where absent.
    #[arg(long, value_name = "PROFILE")]
    pub profile: Option<Profile>,
    /// Write one page for the person who signs, beside the file.
    #[arg(long)]
    pub sheet: bool,
    /// How to print the report.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub message_format: MessageFormat,
}

/// `flyer preview`.
#[derive(Clone, Debug, ClapArgs)]
#[command(after_help = "Examples:\n  flyer preview fr-a4\n  flyer preview ar-a4 --dpi 150 --out look")]
pub struct Preview {
    /// Targets: <language>-<layout>, with * for any.
    #[arg(required = true)]
    pub targets: Vec<String>,
    /// Dots per inch.
    #[arg(long, value_name = "N", default_value_t = 96.0)]
    pub dpi: f64,
    /// Folder to write to, as seen from here; `out` beside flyer.toml where absent.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
    /// Print links that only third parties confirm; the sheet says so.
    #[arg(long)]
    pub allow_unverified: bool,
    /// Inks: color, or black alone.
    #[arg(long, value_name = "INK", default_value = "color")]
    pub ink: Ink,
    /// Country where the sheets are handed out.
    #[arg(long, value_name = "CODE")]
    pub region: Option<String>,
    /// What most commands share.
    #[command(flatten)]
    pub common: Common,
}

/// `flyer sheet`.
#[derive(Clone, Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  flyer sheet '*-a4'\n  flyer sheet --all       writes out/sheet.pdf and out/sheet-1.png, ..."
)]
pub struct Sheet {
    /// Targets: <language>-<layout>, with * for any.
    pub targets: Vec<String>,
    /// Every language in every layout.
    #[arg(long, conflicts_with = "targets")]
    pub all: bool,
    /// Folder to write to, as seen from here; `out` beside flyer.toml where absent.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
    /// What most commands share.
    #[command(flatten)]
    pub common: Common,
}

/// `flyer init`.
#[derive(Clone, Debug, ClapArgs)]
pub struct Init {
    /// Folder to write to.
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
}

/// `flyer watch`.
#[derive(Clone, Debug, ClapArgs)]
#[command(after_help = "Example:\n  flyer watch fr-a4       stop it with Ctrl-C")]
pub struct Watch {
    /// What to build.
    #[command(flatten)]
    pub build: Build,
}

/// `flyer words`.
#[derive(Clone, Debug, ClapArgs)]
pub struct Words {
    /// What to do with them.
    #[command(subcommand)]
    pub command: WordsCommand,
    /// What most commands share.
    #[command(flatten)]
    pub common: Common,
}

/// `flyer words ...`.
#[derive(Clone, Debug, Subcommand)]
pub enum WordsCommand {
    /// Write the two files of a new language, the English words beside each key.
    #[command(after_help = "Example:\n  flyer words new eu")]
    New {
        /// Its tag: it, pt-BR, sr-Latn.
        #[arg(value_name = "LANGUAGE")]
        language: String,
    },
    /// Say what is missing, outdated, too long or does not fit, each at its line.
    Check {
        /// Its tag.
        #[arg(value_name = "LANGUAGE")]
        language: String,
        /// Record that the translation is that of today's English words.
        #[arg(long)]
        stamp: bool,
    },
    /// Show all languages: how complete, reviewed by whom, in how many layouts they fit.
    Status,
    /// Write a language as XLIFF 1.2, for Weblate, Crowdin, Poedit and their like.
    Export {
        /// Its tag.
        #[arg(value_name = "LANGUAGE")]
        language: String,
    },
    /// Read a translated XLIFF 1.2 file back into the language's two files.
    Import {
        /// The file, e.g. it.xlf.
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
}

/// `flyer links`.
#[derive(Clone, Debug, ClapArgs)]
pub struct Links {
    /// What to do with them; shows all where absent.
    #[command(subcommand)]
    pub command: Option<LinksCommand>,
    /// What most commands share.
    #[command(flatten)]
    pub common: Common,
}

/// `flyer links ...`.
#[derive(Clone, Debug, Subcommand)]
pub enum LinksCommand {
    /// Record in flyer.toml that you opened a link, logged in, and found it right.
    #[command(after_help = "Example:\n  flyer links confirm facebook-objection --by \"Town library\" --on 2026-11-20")]
    Confirm {
        /// Ids of the links, as `flyer links` shows them.
        #[arg(value_name = "ID", required = true)]
        ids: Vec<String>,
        /// Who checked it: a person or a service, as the sheet shall name it.
        #[arg(long, value_name = "WHO")]
        by: String,
        /// Day of the check.
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: String,
    },
}
