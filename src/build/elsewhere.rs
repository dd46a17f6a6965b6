//! Other layouts, tried: advice that holds.
//!
//! In: a target that leaves something out, or does not hold. Out: the names of layouts that show what is missing, and one
//! that holds it all. Each is laid out as the target itself is before it is named; that costs time only where something is
//! wrong.

use super::outcome::Composed;
use super::run::{Run, Said};
use crate::diag::Diagnostic;
use crate::resolve::left_out::{LeftOut, What, Why};
use crate::spec::offers::{layouts_saying, layouts_with, roomier};
use crate::spec::target::Target;

/// So many other layouts are tried for a target that does not hold.
const TRIES: usize = 4;

impl Run<'_> {
    /// The pages of a target of one language, and which other layouts have what it leaves out.
    pub(super) fn compose_with_advice(&self, target: &Target, said: &mut Said) -> Option<Composed> {
        let before = said.faults.borrow().len();
        let composed = self.compose_one(target, said);
        match composed {
            Some(mut composed) => {
                self.name_others(target, &mut composed.left_out);
                Some(composed)
            }
            None => {
                let overflows = |fault: &Diagnostic| fault.code == "text-overflow";
                let fault = said.faults.borrow().iter().skip(before).position(overflows);
                if let Some(at) = fault
                    && let Some(name) = self.holding(target)
                {
                    let mut faults = said.faults.borrow_mut();
                    let fault = faults.remove(before + at);
                    let hint = format!("the layout `{name}` has the room: `flyer build {}-{name}`", target.language);
                    faults.insert(before + at, fault.first_hint(hint));
                }
                None
            }
        }
    }

    /// Names the layouts that have what a target leaves out.
    fn name_others(&self, target: &Target, left_out: &mut [LeftOut]) {
        let mut tried: Vec<(String, Option<Composed>)> = Vec::new();
        for left in left_out.iter_mut().filter(|left| !matches!(left.why, Why::Labels | Why::Empty)) {
            let organisation = left.what == What::Organisation;
            let names = match organisation {
                true => layouts_saying(self.world, &target.layout, &left.keys),
                false => layouts_with(self.world, &target.layout, &left.keys),
            };
            for name in names.into_iter().take(TRIES) {
                if !tried.iter().any(|(known, _)| *known == name) {
                    tried.push((name.clone(), self.tried(target, &name)));
                }
                let made = tried.iter().find(|(known, _)| *known == name).and_then(|(_, made)| made.as_ref());
                if made.is_some_and(|made| !made.left_out.iter().any(|other| other.shares(left))) {
                    left.elsewhere.push(name);
                    // Of those with more and more room the first is enough.
                    if organisation {
                        break;
                    }
                }
            }
        }
    }

    /// The smallest layout for the same use that holds a target which its own does not.
    fn holding(&self, target: &Target) -> Option<String> {
        let others = roomier(self.world, &target.layout);
        others.into_iter().take(TRIES).find(|name| self.tried(target, name).is_some())
    }

    /// A target in another layout.
    fn tried(&self, target: &Target, layout: &str) -> Option<Composed> {
        let target = Target { layout: layout.to_owned(), ..target.clone() };
        self.compose_one(&target, &mut Said::default())
    }
}
