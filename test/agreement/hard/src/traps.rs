//! What looks as if it were read, and is not; and what is read otherwise than it looks.
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

#[derive(Deserialize, Clone)]
pub struct HasType {
    r#type: Option<String>,
    #[serde(rename = "c", default)]
    content: u8,
}

#[derive(Deserialize)]
#[serde(tag = "type")]
pub enum TagTwice {
    Same(HasType),
    External(External),
    Boxed(Box<TagTwice>),
    Keys(BTreeMap<i8, bool>),
    Words(HashMap<String, String>),
}

#[derive(Deserialize)]
pub enum External {
    A,
    B(u8),
    C { d: Option<u8> },
}

pub type TagAlsoAField = TagTwice;

#[derive(Deserialize)]
pub struct TagTaken {
    r#type: String,
    #[serde(flatten)]
    tagged: Option<TagTwice>,
}

pub type TagTakenBefore = TagTaken;

#[derive(Deserialize)]
pub struct First {
    id: u8,
    #[serde(alias = "label")]
    name: Option<String>,
}

#[derive(Deserialize)]
pub struct Second {
    id: Option<i16>,
    #[serde(default)]
    label: u8,
}

#[derive(Deserialize)]
pub struct Both {
    #[serde(flatten)]
    all: HashMap<String, serde_json::Value>,
    #[serde(flatten)]
    first: First,
    #[serde(flatten)]
    second: Second,
}

pub type SharedNames = Both;

#[derive(Deserialize)]
pub struct Tried {
    #[serde(flatten)]
    first: Option<First>,
    #[serde(flatten)]
    second: Option<Second>,
    #[serde(flatten, default)]
    rest: BTreeMap<String, u8>,
}

pub type TriedInOrder = Tried;

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Buffered {
    Wide { wide: u128 },
    Keys(HashMap<u8, bool>),
    Flags(BTreeMap<bool, u8>),
    Size(usize),
    Deep(Vec<Buffered>),
}

pub type BufferedNumbers = Buffered;

#[derive(Deserialize)]
#[serde(tag = "t", content = "c")]
pub enum Ordered {
    Wide(i128),
    Keys(HashMap<u32, char>),
    Unit(()),
    Nothing,
    Tuple((), u8),
    External(External),
}

pub type TagOrContentFirst = Ordered;

#[derive(Deserialize)]
pub struct Skips {
    #[serde(skip_deserializing, default = "crate::traps::seven")]
    seven: u8,
    #[serde(skip_serializing, rename = "seven")]
    eight: u8,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "nobody")]
    nine: Option<u8>,
}

pub(crate) fn seven() -> u8 {
    7
}

pub type SkippedOneSided = Skips;

#[derive(Deserialize)]
pub struct Owned<'a> {
    #[serde(borrow = "'a")]
    list: Cow<'a, [u8]>,
    one: Cow<'static, HasType>,
    #[serde(borrow)]
    inner: Option<Inner<'a>>,
}

#[derive(Deserialize)]
pub struct Inner<'b>(&'b str, #[serde(borrow)] Cow<'b, str>);

/// Bytes: one field is.
pub type OwnedOrNot<'a> = Owned<'a>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, tag = "op", rename_all = "camelCase")]
pub enum Denying {
    StructVariant {
        a: u8,
    },
    Newtype(Second),
    #[serde(alias = "flat")]
    Flattened {
        #[serde(flatten)]
        first: First,
    },
}

pub type DenyingVariants = HashMap<char, Denying>;

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum DenyingUntagged {
    One {
        a: u8,
    },
    Two {
        a: u8,
        b: u8,
    },
    Flat {
        #[serde(flatten)]
        inner: Second,
        c: (),
    },
}

pub type DenyingUntaggedVariants = [DenyingUntagged; 1];

#[derive(Deserialize)]
#[serde(transparent)]
pub struct Thin<T>(T);

#[derive(Deserialize)]
pub struct ThickOption(Thin<Option<u8>>);

#[derive(Deserialize)]
#[serde(tag = "t", content = "c")]
pub enum Contents {
    Thin(Thin<Option<u8>>),
    Thick(ThickOption),
    Unit(()),
    Boxed(Box<Option<bool>>),
    Defaulted(#[serde(default)] u8),
}

pub type AbsentContents = Contents;

mod hand {
    use serde::{Deserialize, Deserializer};

    pub struct Same(pub u8);

    impl<'de> Deserialize<'de> for Same {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            u8::deserialize(deserializer).map(Same)
        }
    }

    pub struct Generic<T>(pub Vec<T>);

    impl<'x, U> Deserialize<'x> for Generic<U>
    where
        U: Deserialize<'x>,
    {
        fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
        where
            D: Deserializer<'x>,
        {
            #[derive(Deserialize)]
            #[serde(untagged)]
            enum OneOrMany<T> {
                One(T),
                Many(Vec<T>),
            }
            match OneOrMany::<U>::deserialize(deserializer)? {
                OneOrMany::One(one) => Ok(Generic(vec![one])),
                OneOrMany::Many(many) => Ok(Generic(many)),
            }
        }
    }
}

#[derive(Deserialize)]
pub struct Hands {
    same: hand::Same,
    #[serde(flatten)]
    more: HashMap<String, hand::Generic<bool>>,
}

pub type WrittenByHand = Hands;
