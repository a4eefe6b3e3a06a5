use serde::Deserialize;
use serde::de::{Deserializer, Error};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Raw {
    raw_value: u8,
}

#[derive(Deserialize)]
#[serde(from = "Raw", deny_unknown_fields)]
pub struct Cooked {
    value: u16,
}

impl From<Raw> for Cooked {
    fn from(raw: Raw) -> Self {
        Self {
            value: raw.raw_value.into(),
        }
    }
}

#[derive(Deserialize)]
#[serde(from = "Cooked")]
pub struct Served(u16);

impl From<Cooked> for Served {
    fn from(cooked: Cooked) -> Self {
        Self(cooked.value)
    }
}

#[derive(Deserialize)]
#[serde(from = "Option<(u8, Served)>")]
pub struct Plates(Vec<Served>);

impl From<Option<(u8, Served)>> for Plates {
    fn from(of: Option<(u8, Served)>) -> Self {
        Self(of.into_iter().map(|(_, served)| served).collect())
    }
}

#[derive(Deserialize)]
pub struct Dinner {
    served: Served,
    plates: Plates,
    #[serde(default = "Plates::none")]
    more: Plates,
    #[serde(default = "crate::conversions::two")]
    guests: u8,
}

impl Plates {
    fn none() -> Self {
        Self(Vec::new())
    }
}

fn two() -> u8 {
    2
}

pub type FromChain = Dinner;

#[derive(Deserialize)]
#[serde(try_from = "Served")]
pub struct Even(u16);

impl TryFrom<Served> for Even {
    type Error = &'static str;

    fn try_from(served: Served) -> Result<Self, Self::Error> {
        if served.0 % 2 == 0 {
            Ok(Self(served.0))
        } else {
            Err("odd")
        }
    }
}

/// Open: `try_from` may refuse.
pub type TryFromChain = Vec<Even>;

mod foreign {
    pub struct Span {
        pub start: u32,
        pub length: Option<u32>,
    }
    pub enum Side {
        Left,
        Right(u8),
    }
}

#[derive(Deserialize)]
#[serde(remote = "foreign::Span", rename_all = "UPPERCASE")]
pub struct SpanDef {
    start: u32,
    length: Option<u32>,
}

#[derive(Deserialize)]
#[serde(remote = "foreign::Side")]
pub enum SideDef {
    Left,
    Right(u8),
}

#[derive(Deserialize)]
pub struct SpanHelper(#[serde(with = "SpanDef")] foreign::Span);

mod optional_span {
    use super::{SpanHelper, foreign::Span};
    use serde::{Deserialize, Deserializer};

    pub fn deserialize<'de, D>(deserializer: D) -> Result<Option<Span>, D::Error>
    where
        D: Deserializer<'de>,
    {
        Ok(Option::<SpanHelper>::deserialize(deserializer)?.map(|helper| helper.0))
    }
}

#[derive(Deserialize)]
pub struct Text {
    #[serde(with = "SpanDef")]
    span: foreign::Span,
    #[serde(with = "SideDef")]
    side: foreign::Side,
    #[serde(with = "optional_span")]
    asked: Option<foreign::Span>,
    #[serde(with = "optional_span", default)]
    maybe: Option<foreign::Span>,
}

pub type Remote = Text;

fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    let value = Option::deserialize(deserializer)?;
    Ok(value.unwrap_or_default())
}

fn from_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(D::Error::custom)
}

#[derive(Deserialize)]
pub struct Functions {
    #[serde(deserialize_with = "or_default")]
    list: Vec<u8>,
    #[serde(default, deserialize_with = "or_default")]
    text: String,
}

pub type WithFunctions = Functions;

#[derive(Deserialize)]
pub struct Parsed {
    #[serde(deserialize_with = "from_text")]
    number: u32,
}

/// Open: what is parsed from the string may be none.
pub type ParsedText = Parsed;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Tuple(
    u8,
    #[serde(skip_deserializing)] u16,
    Option<bool>,
    #[serde(default = "two")] u8,
);

#[derive(Deserialize)]
pub struct HalfTuple(u8, #[serde(skip)] u16, #[serde(default)] bool);

pub type Tuples = (Tuple, HalfTuple);
