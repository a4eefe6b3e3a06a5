//! Paths of all kinds, and names that are others here.
use self::outer::{Above as Over, inner::Deep as Renamed};
pub use self::private::*;

pub mod outer {
    pub mod inner {
        use serde::Deserialize as De;

        #[derive(De)]
        pub struct Deep {
            pub above: Option<super::Above>,
            pub root: crate::modules::Top,
        }
    }

    #[derive(Debug, ::serde::Deserialize)]
    pub struct Above(pub self::Size);

    type Size = super::Byte;
}

mod private {
    use serde::*;

    #[derive(Deserialize)]
    pub struct Reexported {
        pub of: super::outer::Above,
    }

    /// Not what the standard library means by it.
    #[derive(Deserialize)]
    pub enum Option {
        Some,
        Other(std::option::Option<u8>),
    }

    #[derive(Deserialize)]
    pub struct String {
        pub text: std::string::String,
    }
}

type Byte = u8;

#[derive(serde::Deserialize, Debug)]
pub struct Top(Byte, bool);

#[derive(serde::Deserialize)]
pub struct Paths {
    deep: Renamed,
    above: outer::Above,
    again: Reexported,
    over: Over,
    option: Option,
    string: String,
    result: Result<u8>,
    vec: std::vec::Vec<self::private::String>,
}

type Result<T> = std::result::Result<T, std::option::Option<T>>;

pub type ManyPaths = Paths;
pub type FromOtherCrate = others::Record;
pub type OtherGrade = Vec<others::Grade>;
pub type FromMember = member::Asked;
/// Open: whether all of the workspace is built is not known.
pub type FromMemberAsBuilt = member::Defaulted;
pub type FromElder = elder::parts::Whole;

macro_rules! event {
    ($name:ident { $($field:ident: $type:ty),* }) => {
        #[derive(serde::Deserialize)]
        pub struct $name { $($field: $type),* }
    };
}

event!(Made { a: u8, b: Vec<bool> });

/// Open: a macro makes it.
pub type MadeByMacro = Made;
