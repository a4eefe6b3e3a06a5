use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expression {
    Number(f64),
    Not(Box<Expression>),
    AllOf(Vec<Self>),
    Let {
        names: HashMap<String, Expression>,
        within: Box<Expression>,
    },
}

pub type Expressions = Expression;

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Json {
    Null,
    Number(f64),
    Flag(bool),
    Text(String),
    List(Vec<Json>),
    Fields(HashMap<String, Json>),
}

pub type OwnJson = Json;

#[derive(Deserialize)]
pub struct Tree<T> {
    value: T,
    #[serde(default = "Vec::new")]
    children: Vec<Tree<T>>,
}

pub type Trees = Tree<Option<u8>>;

#[derive(Deserialize)]
#[serde(tag = "type")]
pub enum Chicken {
    Hatched { from: Egg },
    Bought,
}

#[derive(Deserialize)]
pub struct Egg {
    laid_by: Option<Box<Chicken>>,
    #[serde(flatten)]
    rest: HashMap<String, Vec<Chicken>>,
}

pub type Mutual = Egg;

#[derive(Deserialize)]
pub struct Linked {
    id: u8,
    #[serde(flatten)]
    next: Option<Box<Next>>,
}

#[derive(Deserialize)]
pub struct Next {
    next: Linked,
}

pub type LinkedFlat = Linked;
