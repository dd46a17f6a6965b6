//! How long a sheet takes, in process and warm, whole and by stage. `cargo bench` prints the median of many rounds.
//!
//! Quote ratios of one run: machines differ, and so does one machine from hour to hour.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]

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

/// Rounds that count; as many again go before to warm up.
const ROUNDS: usize = 60;

fn median(mut round: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = Vec::new();
    for number in 0..2 * ROUNDS {
        let start = Instant::now();
        round();
        if number >= ROUNDS {
            times.push(start.elapsed());
        }
    }
    times.sort_unstable();
    times[times.len() / 2]
}

fn main() {
    let world = Memory::new("2026-11-24", []);
    let fonts = FontSet::builtin();
    for (language, name) in [("fr", "a4"), ("ar", "a4"), ("fr", "a3")] {
        let target = Target { language: language.into(), layout: name.into() };
        let spec =
            || Reader::new(&world, &mut Sources::default(), &Faults::default()).spec(&target, "meta-ai").unwrap();
        let read = spec();
        let make_job = || resolve(&read, &world, &fonts, &Default::default(), &Faults::default()).unwrap();
        let job = make_job();
        let document = layout::layout(&job).unwrap().0;
        let shop = flyer::press::Press::default();
        let plates = export::press(&document, &shop).unwrap();
        let pdf = export::office(&document).unwrap();
        let expected = Expected::of(&document);
        let stages = [
            ("spec", median(|| drop(black_box(spec())))),
            ("resolve", median(|| drop(black_box(make_job())))),
            ("layout", median(|| drop(black_box(layout::layout(&job))))),
            ("export", median(|| drop(black_box(export::office(&document))))),
            ("proof", median(|| drop(black_box(prove(&pdf, &expected))))),
            ("press export", median(|| drop(black_box(export::press(&document, &shop))))),
            ("press proof", median(|| drop(black_box(proof::press::prove(&plates, &expected, &shop))))),
        ];
        let whole = median(|| {
            drop(black_box(flyer::build(
                &world,
                &fonts,
                "meta-ai",
                &target,
                &Default::default(),
                &[flyer::Profile::Office],
                None,
            )))
        });
        println!("{target}: whole {:.2} ms, {} bytes", whole.as_secs_f64() * 1e3, pdf.len());
        for (stage, time) in stages {
            let share = time.as_secs_f64() / whole.as_secs_f64() * 100.0;
            println!("  {stage:<13} {:>8.2} ms {share:>5.0} %", time.as_secs_f64() * 1e3);
        }
    }
}
