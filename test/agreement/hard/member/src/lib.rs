use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    #[cfg(feature = "audit")]
    pub audited: bool,
    pub id: u8,
}

#[derive(Deserialize)]
pub struct Defaulted {
    #[cfg(feature = "plain")]
    pub plain: u8,
    #[cfg(not(feature = "plain"))]
    pub asked: u8,
    pub id: u8,
}
