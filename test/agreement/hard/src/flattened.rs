use serde::Deserialize;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Kind {
    Small,
    WithSize { size: u8 },
    Whole(Whole),
}

#[derive(Deserialize)]
pub struct Whole {
    whole: bool,
    #[serde(flatten)]
    extra: HashMap<String, u32>,
}

#[derive(Deserialize)]
pub struct Middle {
    name: String,
    #[serde(flatten)]
    kind: Kind,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Deserialize)]
pub struct Outer {
    id: u8,
    #[serde(flatten)]
    middle: Box<Middle>,
    #[serde(default)]
    tail: Vec<u8>,
}

pub type FlatOfFlat = Outer;

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "PascalCase")]
pub struct Paging {
    page_size: u16,
    page_token: Option<String>,
}

#[derive(Deserialize)]
pub struct Newtype(Paging);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strict {
    query: String,
    #[serde(flatten)]
    paging: Paging,
}

pub type StrictFlat = Strict;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inner {
    a: u8,
}

#[derive(Deserialize)]
pub struct Lenient {
    #[serde(flatten)]
    inner: Inner,
    #[serde(flatten)]
    newtype: Newtype,
    #[serde(flatten)]
    timeout: Option<Duration>,
    #[serde(flatten)]
    nothing: (),
}

pub type LenientFlat = Lenient;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StrictMap {
    id: u8,
    #[serde(flatten)]
    rest: BTreeMap<String, Option<bool>>,
}

pub type StrictWithMap = StrictMap;

#[derive(Deserialize)]
pub enum External {
    Unit,
    Number(i8),
    Fields { x: f32, y: f32 },
}

#[derive(Deserialize)]
#[serde(tag = "t", content = "c")]
pub enum Adjacent {
    Text(String),
    Nothing,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Loose {
    ByName { name: String },
    ByNumber { number: u8, unit: char },
    Any(HashMap<String, u8>),
}

#[derive(Deserialize)]
pub struct Enums {
    #[serde(flatten)]
    external: External,
    #[serde(flatten)]
    adjacent: Adjacent,
    #[serde(flatten)]
    loose: Option<Loose>,
}

pub type AllEnums = Enums;
pub type StrictEnums = StrictHolder<Enums>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StrictHolder<T> {
    #[serde(alias = "ident")]
    id: Option<u8>,
    #[serde(flatten)]
    of: T,
}

pub type StrictUntagged = StrictHolder<Loose>;
pub type StrictStruct = StrictHolder<StrictHolder<Paging>>;
pub type StrictOption = StrictHolder<Option<Inner>>;

#[derive(Deserialize)]
pub struct Keyed<'a> {
    #[serde(flatten, borrow)]
    by_name: HashMap<Cow<'a, str>, &'a str>,
}

pub type BorrowedKeys<'a> = Keyed<'a>;

#[derive(Deserialize)]
pub struct ByEnum {
    id: u8,
    #[serde(flatten)]
    by_size: HashMap<Size, u8>,
}

#[derive(Deserialize, PartialEq, Eq, Hash)]
#[serde(rename_all = "lowercase")]
pub enum Size {
    Small,
    #[serde(alias = "xl")]
    Large,
}

pub type FlatByEnum = ByEnum;
