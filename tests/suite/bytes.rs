//! Same input, same bytes: in another folder, with other numbers of threads, another locale and time zone.

use super::shop::{Shop, stderr};

#[test]
fn two_builds_are_equal() {
    let (first, second) = (Shop::new(), Shop::new());
    let one = first.run_with(&["build", "*-a4", "fr-*", "--jobs", "1"], &[("TZ", "UTC"), ("LC_ALL", "C")]);
    assert!(one.status.success(), "{}", stderr(&one));
    let other = second.run_with(
        &["build", "*-a4", "fr-*", "--jobs", "3", "--out", "elsewhere/deep"],
        &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "tr_TR.UTF-8"), ("LANG", "ar_EG.UTF-8")],
    );
    assert!(other.status.success(), "{}", stderr(&other));
    let (one, other) = (first.files(), second.files());
    assert!(one.len() >= 8, "every language in every layout: {:?}", one.keys());
    assert_eq!(one.len(), other.len());
    for (name, bytes) in &one {
        let name = name.strip_prefix("out/").unwrap();
        assert!(other[&format!("elsewhere/deep/{name}")] == *bytes, "{name} differs");
    }
}
