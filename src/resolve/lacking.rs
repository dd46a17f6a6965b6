//! What a project says in other languages only: said, for the sheet is without it.

use super::Resolver;
use crate::diag::Diagnostic;

impl Resolver<'_> {
    /// Warns of every text of the project that has no words in the sheet's language.
    pub(super) fn check_own_texts(&self) {
        if self.faults.borrow().iter().any(Diagnostic::is_error) {
            // A language with a wrong tag lacks for no other reason.
            return;
        }
        let (project, language) = (&self.spec.project, self.lang.as_str());
        let texts = [
            ("address", project.address.as_ref().and_then(|text| text.only_in(language)), "prints none"),
            ("hours", project.hours.as_ref().and_then(|text| text.only_in(language)), "prints none"),
            ("phone", project.phone.as_ref().and_then(|text| text.only_in(language)), "prints none"),
            ("email", project.email.as_ref().and_then(|text| text.only_in(language)), "prints none"),
            ("web", project.web.as_ref().and_then(|text| text.only_in(language)), "prints none"),
            ("help", project.help.as_ref().and_then(|text| text.only_in(language)), "says the general sentence"),
        ];
        for (key, others, instead) in texts {
            let Some(others) = others else { continue };
            let message = format!("`{key}` has no words in `{language}`: the sheet {instead}");
            let fault = Diagnostic::warning("own-words", message).at(project.places.get(key).copied());
            self.fault(fault.hint(format!("it has {}: add `{language} = \"...\"`", others.join(", "))));
        }
    }
}
