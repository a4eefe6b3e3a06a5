use serde::Deserialize;

#[derive(Deserialize)]
pub struct Raw {
    r#type: u8,
    r#match: Option<bool>,
    #[serde(rename = "r#fn")]
    r#fn: u8,
}

pub type RawIdentifiers = Raw;

#[derive(Deserialize)]
pub struct Colliding {
    #[serde(alias = "second", alias = "third")]
    first: u8,
    second: Option<u8>,
    #[serde(alias = "first", alias = "fourth")]
    third: Option<u8>,
}

pub type CollidingAliases = Colliding;

#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
pub struct Screaming {
    field_1a: u8,
    _private: u8,
    trailing_: u8,
    double__under: u8,
    größe_ß: u8,
    #[serde(rename = "")]
    empty: Option<u8>,
    #[serde(rename = "\u{e9}\t\"quoted\"")]
    escaped: Option<u8>,
    #[serde(rename = r#"raw "text""#)]
    raw: Option<u8>,
}

pub type ScreamingNames = Screaming;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Camel {
    _private: u8,
    a_b_c: u8,
    x1_y2: u8,
    already: u8,
}

pub type CamelNames = Camel;

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Acronyms {
    HTTPServer,
    A1B2,
    Élan,
    Http2Push,
    X,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CamelVariants {
    HTTPServer,
    Ab2,
    aLower,
}

pub type VariantCases = (Acronyms, CamelVariants);

#[derive(Deserialize)]
#[serde(rename_all(serialize = "UPPERCASE"))]
pub struct OneSided {
    field_a: u8,
    #[serde(rename(serialize = "x"))]
    field_b: u8,
    #[serde(rename(serialize = "x", deserialize = "y"), alias = "z")]
    field_c: u8,
    #[serde(rename(deserialize = "p", deserialize = "q"))]
    field_d: u8,
}

pub type OneSidedNames = OneSided;

#[derive(serde::Deserialize)]
#[serde(rename_all_fields = "SCREAMING_SNAKE_CASE", rename_all = "lowercase")]
#[serde(deny_unknown_fields)]
pub enum Fields {
    Created {
        order_id: u8,
    },
    #[serde(rename_all = "camelCase", alias = "old")]
    Moved {
        order_id: u8,
        #[serde(rename = "to")]
        to_whom: u8,
    },
}

pub type FieldRules = Fields;
