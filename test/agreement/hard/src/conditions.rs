use serde::Deserialize;

#[derive(Deserialize)]
pub struct Conditional {
    #[cfg(feature = "extra")]
    extra: u8,
    #[cfg(feature = "missing")]
    missing: u8,
    #[cfg(test)]
    test: u8,
    #[cfg(not(any(test, feature = "missing")))]
    not_test: u8,
    #[cfg_attr(feature = "extra", serde(rename = "renamed"))]
    named: u8,
    #[cfg_attr(feature = "missing", serde(rename = "never"), serde(default))]
    plain: u8,
    #[cfg_attr(all(feature = "extra", not(test)), serde(default), doc = "all")]
    defaulted: u8,
}

pub type Conditions = Conditional;

#[cfg_attr(
    feature = "extra",
    derive(Deserialize),
    serde(rename_all = "UPPERCASE")
)]
pub enum Derived {
    One,
    #[cfg(feature = "missing")]
    Two,
    #[cfg(any(feature = "extra", test))]
    Three(u8),
}

pub type ConditionalDerive = Derived;

#[cfg(feature = "missing")]
#[derive(Deserialize)]
pub struct Either {
    a: String,
}

#[cfg(not(feature = "missing"))]
#[derive(Deserialize)]
pub struct Either {
    b: u8,
}

pub type OneOfTwo = Either;

#[derive(Deserialize)]
pub struct Built {
    #[cfg(debug_assertions)]
    debug: u8,
    #[cfg(not(debug_assertions))]
    release: u8,
    id: u8,
}

/// Open: whether it is a debug build is not known.
pub type BuildDependent = Built;
