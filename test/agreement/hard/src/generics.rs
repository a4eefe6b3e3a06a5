use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::marker::PhantomData;

pub const LONG: usize = 6;

#[derive(Deserialize)]
#[serde(
    rename_all = "camelCase",
    bound(deserialize = "[T; N]: Deserialize<'de>, T: Deserialize<'de>, C: Deserialize<'de>")
)]
pub struct Page<T, C = u32, const N: usize = 2>
where
    T: Debug,
{
    pub all_items: Vec<T>,
    #[serde(rename = "next-cursor")]
    pub cursor: Option<C>,
    pub window: [T; N],
    #[serde(skip)]
    state: PhantomData<fn() -> C>,
}

pub type Pages = Page<u8>;
pub type LongPages = Page<String, [bool; 2], { LONG / 2 }>;

#[derive(Deserialize, Debug)]
#[serde(untagged)]
pub enum Either<L, R = Box<L>> {
    Left(L),
    Right(R),
}

type Swapped<A, B> = Either<B, A>;

pub type OneOrMany = Either<String, Vec<String>>;
pub type Defaulted = Either<(u8, bool)>;
pub type Nested = Swapped<Either<u8, [char; 1]>, Either<BTreeMap<i8, Option<bool>>>>;

#[derive(Deserialize)]
pub struct Id<T: ?Sized>(u32, #[serde(skip)] PhantomData<T>);

#[derive(Deserialize)]
#[serde(transparent)]
pub struct Typed<T, U: ?Sized = str> {
    value: T,
    of: PhantomData<U>,
    #[serde(default)]
    cached: Option<u8>,
}

#[derive(Deserialize)]
#[serde(bound = "Box<T>: Deserialize<'de>")]
pub struct Held<T: ?Sized>(Box<T>);

#[derive(Deserialize)]
#[serde(bound = "T: DeserializeOwned")]
pub struct Ids<T> {
    user: Id<str>,
    typed: Typed<T>,
    text: Held<str>,
    list: Held<[T]>,
    phantom: PhantomData<T>,
}

pub type AllIds = Ids<Option<u8>>;
pub type TypedList = Typed<Vec<Typed<u8, [u8]>>, dyn Debug>;

pub trait Storage {
    type Key;
    const SIZE: usize;
}

#[derive(Deserialize)]
#[serde(bound = "[[i16; COLUMNS]; ROWS]: Deserialize<'de>")]
pub struct Matrix<const ROWS: usize, const COLUMNS: usize> {
    cells: [[i16; COLUMNS]; ROWS],
    flags: [bool; 1 << 1],
}

pub type Square = Matrix<2, { 1 + 1 }>;

#[derive(Deserialize)]
#[serde(
    tag = "kind",
    content = "of",
    bound = "A: Deserialize<'de>, B: Deserialize<'de> + Default"
)]
pub enum Choice<A, B> {
    One(A),
    #[serde(rename_all = "UPPERCASE")]
    Two {
        first_of: A,
        #[serde(default)]
        second_of: B,
    },
    Neither,
}

pub type Choices = Choice<Option<Id<u8>>, Vec<Pages>>;
