use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

#[derive(Deserialize)]
pub struct Named {
    name: String,
    #[serde(flatten)]
    more: BTreeMap<String, bool>,
}

#[derive(Deserialize)]
pub struct Nothing;

#[derive(Deserialize)]
pub struct Wrapped(Named);

#[derive(Deserialize)]
#[serde(tag = "op", rename_all = "camelCase")]
pub enum Operation {
    AddOne { to: u8 },
    Reset,
}

#[derive(Deserialize)]
#[serde(
    tag = "type",
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "camelCase"
)]
pub enum Internal {
    PlainUnit,
    NewtypeOfFlat(Named),
    NewtypeOfNewtype(Wrapped),
    NewtypeOfMap(HashMap<String, Option<u8>>),
    NewtypeOfUnit(()),
    NewtypeOfNothing(Nothing),
    NewtypeOfEnum(Operation),
    NewtypeOfValue(Value),
    NewtypeOfOption(Option<Inner>),
    #[serde(rename = "fields", alias = "FIELDS")]
    Fields {
        first_one: u8,
        #[serde(default)]
        second_one: Option<Option<u8>>,
    },
    #[serde(rename_all = "kebab-case")]
    OwnRule {
        first_one: u8,
    },
    #[serde(skip_deserializing)]
    Gone,
    #[serde(skip)]
    AlsoGone {
        field: u8,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inner {
    a: u8,
}

pub type InternallyTagged = Internal;

#[derive(Deserialize)]
#[serde(tag = "type", deny_unknown_fields)]
pub enum Strict {
    Unit,
    One { a: u8 },
    Two(Inner),
}

pub type StrictlyTagged = Strict;

#[derive(Deserialize)]
#[serde(
    tag = "t",
    content = "c",
    rename_all(serialize = "UPPERCASE", deserialize = "lowercase")
)]
pub enum Adjacent {
    Unit,
    Newtype(Option<u8>),
    Skipped(#[serde(skip)] u8),
    Tuple(u8, #[serde(default)] String),
    Partly(#[serde(skip_deserializing)] u8, bool, char),
    Struct {
        a: u8,
        r#type: Option<()>,
    },
    #[serde(other)]
    Rest,
}

pub type AdjacentlyTagged = Adjacent;

#[derive(Deserialize)]
#[serde(tag = "t", content = "c", deny_unknown_fields)]
pub enum StrictAdjacent<'a> {
    Text(#[serde(borrow)] std::borrow::Cow<'a, str>),
    Borrowed(&'a str),
    Fields {
        #[serde(alias = "b")]
        a: u8,
    },
}

pub type StrictlyAdjacent<'a> = StrictAdjacent<'a>;

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Overlapping {
    Null,
    Byte(u8),
    Negative(i16),
    Real(f64),
    Flag(bool),
    Letter(char),
    Text(String),
    Pair(u8, String),
    Bytes(Vec<u8>),
    #[serde(rename_all = "camelCase")]
    Small {
        only_one: u8,
    },
    Large {
        only_one: u8,
        #[serde(default)]
        more: Option<bool>,
    },
    Strict(Inner),
    Named(Named),
}

pub type OverlappingVariants = Overlapping;

#[derive(Deserialize)]
#[serde(untagged, expecting = "one thing or another")]
pub enum Expecting {
    Operation(Operation),
    External(External),
    Nested(Vec<Option<Operation>>),
}

pub type WithWords = Expecting;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum External {
    UnitOne,
    #[serde(rename(deserialize = "two", serialize = "zwei"), alias = "zwo")]
    Newtype(u8),
    Empty {},
    EmptyTuple(),
    Partly(#[serde(skip)] u8, u8),
    #[serde(untagged)]
    Number(i64),
    #[serde(untagged)]
    Fields {
        x: u8,
        y: Option<u8>,
    },
}

pub type ExternallyTagged = External;

#[derive(Deserialize)]
#[serde(tag = "version")]
pub enum WithOther {
    #[serde(rename = "1")]
    One { data: u8 },
    #[serde(rename = "2", alias = "2.0")]
    Two(Inner),
    #[serde(other)]
    Newer,
}

pub type UnknownVersions = WithOther;

#[derive(Deserialize)]
#[serde(tag = "type")]
pub struct TaggedStruct {
    a: u8,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename = "tagged", deny_unknown_fields)]
pub struct StrictTaggedStruct {
    a: u8,
}

pub type StructWithTag = TaggedStruct;
pub type StrictStructWithTag = Vec<StrictTaggedStruct>;

#[derive(Deserialize)]
#[serde(variant_identifier, rename_all = "snake_case")]
pub enum VariantName {
    FirstOne,
    SecondOne,
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
pub enum FieldName {
    FirstOne,
    SecondOne,
    Other(String),
}

/// Open: what it names is not followed.
pub type VariantNames = Vec<VariantName>;
/// Open: what it names is not followed.
pub type FieldNames = HashMap<String, Vec<FieldName>>;
