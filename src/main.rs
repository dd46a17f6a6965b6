//! The `flyer` command: arguments in, exit code out.

fn main() {}
