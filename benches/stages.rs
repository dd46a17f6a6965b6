//! How long a sheet takes, in process and warm, whole and by stage. `cargo bench` prints the median of many rounds.
//!
//! Quote ratios of one run: machines differ, and so does one machine from hour to hour.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]

use flyer::build::{Profile, Run};
use flyer::diag::Sources;
use flyer::proof::{Expected, prove};
use flyer::resolve::resolve;
use flyer::spec::Reader;
use flyer::spec::read::Faults;
use flyer::spec::target::Target;
use flyer::text::FontSet;
use flyer::world::Memory;
use flyer::{export, layout, proof};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Rounds that count, for one sheet and for each of all languages; as many again go before to warm up.
const ROUNDS: (usize, usize) = (60, 10);

fn median(rounds: usize, mut round: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = Vec::new();
    for number in 0..2 * rounds {
        let start = Instant::now();
        round();
        if number >= rounds {
            times.push(start.elapsed());
        }
    }
    times.sort_unstable();
    times[times.len() / 2]
}

/// Times of a sheet: whole, by stage, and what a press file adds.
struct Times {
    whole: Duration,
    stages: Vec<(&'static str, Duration)>,
}

impl Times {
    fn of(target: &Target, world: &Memory, fonts: &FontSet, rounds: usize) -> Self {
        let spec =
            || Reader::new(world, &mut Sources::default(), &Faults::default()).spec(target, "meta-ai", None).unwrap();
        let read = spec();
        let make_job = || resolve(&read, world, fonts, &Default::default(), &Faults::default()).unwrap();
        let job = make_job();
        let document = layout::layout(&job).unwrap().document;
        let shop = flyer::press::Press::default();
        let plates = export::press(&document, &shop).unwrap();
        let pdf = export::office(&document).unwrap();
        let expected = Expected::of(&document);
        let office = [Profile::Office];
        let options = Default::default();
        let run = Run { world, fonts, guide: "meta-ai", options: &options };
        let build = || run.build(target, &office, None);
        let stages = vec![
            ("spec", median(rounds, || drop(black_box(spec())))),
            ("resolve", median(rounds, || drop(black_box(make_job())))),
            ("layout", median(rounds, || drop(black_box(layout::layout(&job))))),
            ("export", median(rounds, || drop(black_box(export::office(&document))))),
            ("proof", median(rounds, || drop(black_box(prove(&pdf, &expected))))),
            ("press export", median(rounds, || drop(black_box(export::press(&document, &shop))))),
            ("press proof", median(rounds, || drop(black_box(proof::press::prove(&plates, &expected, &shop))))),
        ];
        Self { whole: median(rounds, || drop(black_box(build()))), stages }
    }

    fn add(&mut self, other: &Self) {
        self.whole += other.whole;
        self.stages.iter_mut().zip(&other.stages).for_each(|(own, other)| own.1 += other.1);
    }

    fn print(&self, name: &str) {
        println!("{name}: whole {:.2} ms", self.whole.as_secs_f64() * 1e3);
        for (stage, time) in &self.stages {
            let share = time.as_secs_f64() / self.whole.as_secs_f64() * 100.0;
            println!("  {stage:<13} {:>8.2} ms {share:>5.0} %", time.as_secs_f64() * 1e3);
        }
    }
}

fn main() {
    let world = Memory::new("2026-11-24", []);
    let fonts = FontSet::builtin();
    let target = |language: &str, layout: &str| Target { language: language.into(), layout: layout.into() };
    for target in [target("fr", "a4"), target("ar", "a4"), target("fr", "a3")] {
        Times::of(&target, &world, &fonts, ROUNDS.0).print(&target.to_string());
    }
    let languages = flyer::spec::languages(&world, "meta-ai");
    let all = languages.iter().map(|language| Times::of(&target(language, "a4"), &world, &fonts, ROUNDS.1));
    let sum = all.reduce(|mut sum, times| {
        sum.add(&times);
        sum
    });
    sum.unwrap().print(&format!("{} languages in a4, one after the other", languages.len()));
}
