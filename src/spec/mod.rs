//! Specs: TOML in, spans kept.
//!
//! In: names of files, found in the user's folder or, failing that, in the binary. Out: a [`Spec`]: everything that
//! one target needs, as written. Only syntax, types, names and addresses are judged here; what the author left out
//! stays `None` until [`resolve`](crate::resolve).

pub mod block;
mod called;
pub mod country;
mod day;
mod form;
pub mod grid;
pub mod guide;
pub mod language;
pub mod layout;
pub mod links;
pub mod local;
pub mod names;
pub mod offers;
pub mod organisation;
pub mod paper;
pub mod phone;
pub mod placeholder;
pub mod project;
pub mod pseudo;
pub mod reach;
pub mod read;
pub mod screenshot;
pub mod signs;
pub mod stray;
pub mod syntax;
pub mod target;
pub mod theme;
mod value;
pub mod words;

use crate::diag::{Diagnostic, Fault, FileId, Sources};
use crate::world::{Unread, World, embedded, embedded_names};
use read::{Faults, Table, parse};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use target::Target;

/// Everything that one target needs.
#[derive(Clone, Debug)]
pub struct Spec {
    /// The layout.
    pub layout: layout::Layout,
    /// Its theme.
    pub theme: theme::Theme,
    /// The guide.
    pub guide: guide::Guide,
    /// The guide's words in the target's language.
    pub words: words::Words,
    /// The common labels in that language.
    pub common: words::Words,
    /// The English words, to name what is missing.
    pub english: words::Words,
    /// The link register, with the project's own checks.
    pub links: BTreeMap<String, links::Link>,
    /// Who prints.
    pub project: project::Project,
    /// What countries ask for.
    pub countries: BTreeMap<String, country::Country>,
    /// Code of the country that the command line names.
    pub region: Option<String>,
}

/// The file that makes a folder a project's.
pub const PROJECT: &str = "flyer.toml";

/// Name of the guide that is built where nobody named one.
pub const DEFAULT_GUIDE: &str = "meta-ai";

/// As many bytes of a text file are read.
const MOST_TEXT: u64 = 8 << 20;

/// Reads a file of the user's folder or, where there is none, of the binary.
///
/// # Errors
/// Why the user's file cannot be read; that it is absent, where the binary has none either.
pub fn find(world: &dyn World, name: &str) -> Result<Vec<u8>, Unread> {
    match world.read_up_to(Path::new(name), MOST_TEXT) {
        // Only what is not there gives way to what is built in.
        Err(Unread::Absent) => embedded(name).map(<[u8]>::to_vec).ok_or(Unread::Absent),
        found => found,
    }
}

/// Stems of the files `<folder>/*.toml`, the user's and the embedded ones.
pub fn stems(world: &dyn World, folder: &str) -> BTreeSet<String> {
    let prefix = format!("{folder}/");
    let stem = |name: &str| Some(name.strip_prefix(&prefix)?.strip_suffix(".toml")?.to_owned());
    names(world, folder).iter().filter_map(|name| stem(name)).filter(|stem| !stem.contains('/')).collect()
}

/// Names of the guides: the folders of `assets/guides/` that hold a `guide.toml`.
pub fn guides(world: &dyn World) -> BTreeSet<String> {
    let stem = |name: &str| Some(name.strip_prefix("assets/guides/")?.strip_suffix("/guide.toml")?.to_owned());
    names(world, "assets/guides").iter().filter_map(|name| stem(name)).collect()
}

/// File names below a folder, the user's and the embedded ones.
pub fn names(world: &dyn World, folder: &str) -> BTreeSet<String> {
    let embedded = embedded_names(&format!("{folder}/")).map(str::to_owned).collect::<Vec<_>>();
    world.list(Path::new(folder)).into_iter().chain(embedded).collect()
}

/// Languages of a guide: its words files.
pub fn languages(world: &dyn World, guide: &str) -> BTreeSet<String> {
    let mut languages = stems(world, &format!("assets/guides/{guide}"));
    languages.remove("guide");
    languages
}

/// Reads text files, and remembers them for messages.
pub struct Reader<'a> {
    world: &'a dyn World,
    /// The files read so far.
    pub sources: &'a mut Sources,
    /// The faults found so far.
    pub faults: &'a Faults,
    /// Whether a file was there that could not be read.
    failed: bool,
}

impl<'a> Reader<'a> {
    /// A reader of this world.
    pub fn new(world: &'a dyn World, sources: &'a mut Sources, faults: &'a Faults) -> Self {
        Self { world, sources, faults, failed: false }
    }

    /// The text of a file, if there is one; a file that is there and cannot be read is a fault.
    pub fn open(&mut self, name: &str) -> Option<(FileId, String)> {
        let bytes = match find(self.world, name) {
            Ok(bytes) => bytes,
            Err(Unread::Absent) => return None,
            Err(why) => {
                self.failed = true;
                let fault = why.diagnostic("cannot-read", name);
                self.faults.borrow_mut().push(fault.hint("it is not left out, for then the sheet would be another"));
                return None;
            }
        };
        match syntax::decode(bytes) {
            Ok(text) => Some((self.sources.add(name, text.as_str()), text)),
            Err(other) => {
                self.failed = true;
                let file = self.sources.add(name, other.readable);
                let fault = Diagnostic::error(syntax::NOT_UTF8, other.message)
                    .at(crate::diag::Origin::new(file, other.at..other.at))
                    .hint(syntax::HINTS[0])
                    .hint(syntax::HINTS[1]);
                self.faults.borrow_mut().push(fault);
                None
            }
        }
    }

    /// A layout, with all that it extends.
    pub fn layout(&mut self, name: &str) -> Option<layout::Layout> {
        let mut files: Vec<(FileId, String)> = Vec::new();
        let mut next = Some((name.to_owned(), None));
        while let Some((stem, asked)) = next.take() {
            let file = format!("layouts/{stem}.toml");
            let again = files.iter().any(|(id, _)| self.sources.name(*id) == file);
            let opened = if again { None } else { self.open(&file) };
            let Some((id, text)) = opened else {
                let known = stems(self.world, "layouts");
                if let Some(origin) = asked.filter(|_| again || !known.contains(&stem)) {
                    let known: Vec<&str> = known.iter().map(String::as_str).collect();
                    self.faults.borrow_mut().push(read::unknown("layout", &stem, origin, &known));
                }
                // Half a layout would be called wrong for all that the other half may have said.
                return None;
            };
            let quiet = Faults::default();
            let root = parse(id, &text, &quiet);
            next = Table::root(id, &root).text("extends", &quiet).map(|text| (text.value, Some(text.origin)));
            files.push((id, text));
        }
        let roots: Vec<_> = files.iter().map(|(id, text)| (*id, parse(*id, text, self.faults))).collect();
        let table = roots.iter().map(|(id, root)| Table::root(*id, root)).reduce(Table::over)?;
        layout::read(name, &table, self.faults)
    }

    fn with<T>(&mut self, name: &str, read: impl FnOnce(&Table<'_>, &Faults) -> T) -> Option<T> {
        let (file, text) = self.open(name)?;
        let root = parse(file, &text, self.faults);
        Some(read(&Table::root(file, &root), self.faults))
    }

    /// A words file.
    pub fn words(&mut self, name: &str) -> Option<words::Words> {
        if let Some(folder) = name.strip_suffix("/qps.toml") {
            return self.words(&format!("{folder}/en.toml")).map(|english| pseudo::of(&english));
        }
        let (file, text) = self.open(name)?;
        Some(words::read(file, &text, self.faults))
    }

    /// A guide.
    pub fn guide(&mut self, name: &str) -> Option<guide::Guide> {
        self.with(&format!("assets/guides/{name}/guide.toml"), |table, faults| guide::read(name, table, faults))?
    }

    /// The project, or one that says nothing.
    pub fn project(&mut self) -> project::Project {
        let Some((file, text)) = self.open(PROJECT) else { return project::Project::default() };
        let root = parse(file, &text, self.faults);
        let mut project = project::read(&Table::root(file, &root), self.faults);
        project::check(&project, &self.world.today(), self.faults);
        let table = Table::root(file, &root);
        for (key, value) in table.entries() {
            placeholder::check(value, self.faults);
            project.places.insert(key.value, key.origin);
        }
        if names::has_languages(&table) {
            let languages = self.all_languages();
            let faults = self.faults;
            names::check_languages(&table, &languages, &mut || self.language_names(&languages), faults);
        }
        project
    }

    /// Tags of languages with what they are called, in English and by themselves.
    pub fn language_names(&mut self, languages: &BTreeSet<String>) -> Vec<(String, String)> {
        let mut names = Vec::new();
        for tag in languages {
            let words = self.words(&format!("assets/words/{tag}.toml")).unwrap_or_default();
            names.extend([words.english, words.name].into_iter().flatten().map(|name| (tag.clone(), name)));
        }
        names
    }

    /// Languages that there are words in, whatever the guide.
    fn all_languages(&self) -> BTreeSet<String> {
        let own = guides(self.world).into_iter().flat_map(|guide| languages(self.world, &guide));
        own.chain(stems(self.world, "assets/words")).collect()
    }

    /// The link register with the project's checks.
    pub fn links(&mut self, project: &project::Project) -> BTreeMap<String, links::Link> {
        let mut links = self.with("assets/links.toml", links::read).unwrap_or_default();
        self.check_register(&links);
        project::apply_checks(project, &mut links, self.faults);
        links
    }

    /// What countries ask for.
    pub fn countries(&mut self) -> BTreeMap<String, country::Country> {
        self.with("assets/countries.toml", country::read).unwrap_or_default()
    }

    /// Countries of which only the name is known.
    fn territories(&mut self) -> BTreeMap<String, country::Country> {
        self.with("assets/territories.toml", country::read_territories).unwrap_or_default()
    }

    /// The code of the country that somebody wrote; a country of which only the name is known joins the others.
    ///
    /// # Errors
    /// That it is no code, and which one to write.
    pub fn country(
        &mut self,
        wrote: &str,
        countries: &mut BTreeMap<String, country::Country>,
    ) -> Result<String, Box<Diagnostic>> {
        if let Some(code) = country::code(countries, wrote) {
            return Ok(code.to_owned());
        }
        let mut others = self.territories();
        match country::code(&others, wrote).map(str::to_owned) {
            Some(code) => {
                countries.extend(others.remove_entry(&code));
                Ok(code)
            }
            None => Err(Box::new(country::not_a_code(wrote, &[countries, &others]))),
        }
    }

    /// Everything for one target; `None` if something essential could not be read (the faults say what).
    pub fn spec(&mut self, target: &Target, guide: &str, region: Option<&str>) -> Option<Spec> {
        let mut project = self.project();
        let links = self.links(&project);
        let layout = self.layout(&target.layout);
        let theme_name = layout.as_ref().map(|layout| layout.theme.clone());
        let theme = theme_name.and_then(|name| {
            let theme = self.with(&format!("layouts/themes/{}.toml", name.value), theme::read);
            if theme.is_none() {
                let known = stems(self.world, "layouts/themes");
                // One that is there and cannot be read was said already.
                if !known.contains(&name.value) {
                    let known: Vec<&str> = known.iter().map(String::as_str).collect();
                    self.faults.borrow_mut().push(read::unknown("theme", &name.value, name.origin, &known));
                }
            }
            theme
        });
        let language = &target.language;
        let words = self.words(&format!("assets/guides/{guide}/{language}.toml"));
        let common = self.words(&format!("assets/words/{language}.toml")).unwrap_or_default();
        let quiet = Faults::default();
        let english = Reader::new(self.world, self.sources, &quiet).words(&format!("assets/guides/{guide}/en.toml"));
        let english = english.unwrap_or_default();
        let guide = self.guide(guide);
        let mut countries = self.countries();
        let region = region.and_then(|wrote| {
            let fault = |fault: Box<Diagnostic>| self.faults.borrow_mut().push(fault.fault(Fault::Usage));
            self.country(wrote, &mut countries).map_err(fault).ok()
        });
        if let Some(country) = &mut project.country {
            match self.country(&country.value, &mut countries) {
                Ok(code) => country.value = code,
                Err(fault) => self.faults.borrow_mut().push(fault.at(country.origin)),
            }
        }
        phone::judge(&project, &countries, self.faults);
        if self.failed {
            // What follows from a file that could not be read is no fault of its own.
            return None;
        }
        let (layout, theme, guide, words) = (layout?, theme?, guide?, words?);
        self.check_stray_words(&guide, &words, &common);
        if !project.shots.is_empty() {
            let languages = self.all_languages();
            names::name_screens(&mut project, &guide, &languages, self.faults);
        }
        names::check_services(&words.service_keys, &guide, self.faults);
        Some(Spec { layout, theme, guide, words, common, english, links, project, countries, region })
    }
}
