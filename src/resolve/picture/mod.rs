//! stub
use crate::page::Picture;
#[derive(Default)]
pub struct Limits;
pub struct Fault;
impl Fault {
    pub fn code(&self) -> &'static str {
        ""
    }
    pub fn message(&self) -> String {
        "".into()
    }
    pub fn hint(&self) -> String {
        "".into()
    }
}
pub fn open(_: &str, _: &[u8], _: &Limits) -> Result<Picture, Fault> {
    Err(Fault)
}
