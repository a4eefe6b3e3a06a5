use codec::Deserialize;

#[derive(Deserialize)]
#[serde(crate = "codec", rename_all = "camelCase")]
pub struct Record<T = u8> {
    pub record_id: T,
    #[cfg(feature = "audit")]
    pub changed_by: String,
    #[cfg(not(feature = "audit"))]
    pub nobody: u8,
    #[cfg(all(feature = "audit", not(feature = "plain")))]
    pub only_audit: Option<bool>,
    #[cfg(any(feature = "plain", test))]
    pub never: u8,
}

mod deep {
    pub(crate) mod deeper {
        #[derive(codec::Deserialize)]
        #[serde(crate = "codec")]
        pub enum Level {
            Low,
            #[cfg(feature = "audit")]
            High(super::super::Record),
            #[cfg(feature = "plain")]
            Plain,
        }
    }
    pub use self::deeper::Level as Grade;
}
pub use deep::*;
