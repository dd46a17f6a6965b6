//! Keys with their words, as translators see them.
//!
//! In: the two words files of a language. Out: one [`Entry`] a key, in the order of the English files.

use super::super::print::Printer;
use super::super::session::Session;
use crate::diag::{Diagnostic, Fault};
use crate::spec::read::Faults;
use crate::spec::words::{self, Word};
use crate::spec::{Reader, languages};
use sha2::{Digest, Sha256};

/// The two files of a language: the guide's words and the common labels.
pub(super) fn files(session: &Session, language: &str) -> [String; 2] {
    [format!("assets/guides/{}/{language}.toml", session.guide), format!("assets/words/{language}.toml")]
}

/// A key with its words: in one service's table, or common to all.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The service, where it is one's.
    pub service: Option<String>,
    /// The key.
    pub key: String,
    /// What it says.
    pub word: Word,
}

impl Entry {
    /// The key as it is called in `[sources]` and in exchange files.
    pub(super) fn name(&self) -> String {
        match &self.service {
            Some(service) => format!("{service}/{}", self.key),
            None => self.key.clone(),
        }
    }

    /// Whether only some languages have it.
    pub(super) fn is_optional(&self) -> bool {
        words::is_of_some(&self.key)
    }

    /// The words of the same key in another language, which may say for all services what this one says for each.
    pub(super) fn same_in<'a>(&self, other: &'a words::Words) -> Option<&'a Word> {
        let own = self.service.as_ref().and_then(|service| other.services.get(service)?.get(&self.key));
        let any = || other.services.values().find_map(|words| words.get(&self.key)).filter(|_| self.service.is_none());
        own.or_else(|| other.words.get(&self.key)).or_else(any)
    }
}

/// All keys of a words file in the order in which they are written, which is the order in which they are read.
pub(super) fn entries(words: &words::Words) -> Vec<Entry> {
    let common = words.words.iter().map(|(key, word)| (None, key, word));
    let own = words
        .services
        .iter()
        .flat_map(|(service, words)| words.iter().map(move |(key, word)| (Some(service.clone()), key, word)));
    let mut all: Vec<Entry> =
        common.chain(own).map(|(service, key, word)| Entry { service, key: key.clone(), word: word.clone() }).collect();
    all.sort_by_key(|entry| entry.word.origin.start);
    all
}

/// The words of a language, or why there are none.
pub(super) fn read(language: &str, session: &Session, printer: &mut Printer) -> Result<[words::Words; 2], u8> {
    let (mut sources, faults) = (crate::diag::Sources::default(), Faults::default());
    let mut reader = Reader::new(&session.world, &mut sources, &faults);
    let [guide, common] = files(session, language).map(|file| reader.words(&file));
    let found = faults.into_inner();
    if found.iter().any(Diagnostic::is_error) {
        return Err(printer.all(&found, Some(&sources)));
    }
    let Some(guide) = guide else {
        let known = languages(&session.world, &session.guide).into_iter().collect::<Vec<_>>().join(", ");
        let fault = Diagnostic::error("unknown-language", format!("there are no words in `{language}`"));
        let fault = fault.fault(Fault::Usage).hint(format!("begin with `flyer words new {language}`"));
        return Err(printer.all(&[fault.hint(format!("languages: {known}"))], None));
    };
    Ok([guide, common.unwrap_or_default()])
}

/// A few letters that change whenever the words do.
pub(super) fn hash(word: &Word) -> String {
    Sha256::digest(word.whole()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// Placeholders of a text: what stands in braces.
pub(super) fn placeholders(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    found.sort_unstable();
    found
}
