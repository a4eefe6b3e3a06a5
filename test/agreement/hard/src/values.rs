use serde::Deserialize;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::*;
use std::net::{IpAddr, Ipv4Addr};
use std::num::{NonZeroI8, NonZeroU64, Wrapping};
use std::ops::{Bound, RangeInclusive};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8};
use std::time::{Duration, SystemTime};

#[derive(Deserialize)]
pub struct Borrowed<'a, 'b: 'a> {
    text: &'a str,
    maybe: Option<&'b str>,
    bytes: &'a [u8],
    #[serde(borrow)]
    path: &'a Path,
    #[serde(borrow)]
    cow: Cow<'b, str>,
    owned: Cow<'a, str>,
    #[serde(borrow)]
    list: Vec<&'b str>,
}

/// Bytes: one field is.
pub type Borrows<'a> = Borrowed<'a, 'a>;

#[derive(Deserialize)]
pub struct Wide {
    large: u128,
    signed: i128,
    maybe: Option<u128>,
    zero: std::num::NonZeroU128,
    size: usize,
    byte: NonZeroI8,
    many: Vec<NonZeroU64>,
    real: f32,
}

pub type WideNumbers = Wide;

#[derive(Deserialize, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[serde(rename_all = "UPPERCASE")]
pub enum Key {
    One,
    #[serde(alias = "dos")]
    Two,
}

#[derive(Deserialize, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NewKey<T>(T);

#[derive(Deserialize, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[serde(transparent)]
pub struct ThinKey {
    of: i16,
}

#[derive(Deserialize)]
pub struct Maps {
    by_key: HashMap<Key, u8>,
    by_new: BTreeMap<NewKey<String>, u8>,
    by_new_number: BTreeMap<NewKey<u8>, u8>,
    by_thin: BTreeMap<ThinKey, u8>,
    by_flag: BTreeMap<bool, u8>,
    by_char: HashMap<char, Option<u8>>,
    by_wide: HashMap<u128, u8>,
    by_address: HashMap<IpAddr, u8>,
    by_option: BTreeMap<Option<u8>, u8>,
    by_box: BTreeMap<Box<Rc<i64>>, ()>,
    by_unit: HashMap<(), u8>,
}

pub type ManyKeys = Maps;

const WIDTH: usize = 2;
const fn three() -> usize {
    3
}

pub struct Sizes;

impl Sizes {
    const COUNT: usize = WIDTH + 1;
}

#[derive(Deserialize)]
pub struct Arrays {
    none: [u8; 0],
    sum: [u8; WIDTH * 2 - 1],
    own: [Option<bool>; Sizes::COUNT],
    nested: [[char; 1]; WIDTH],
    hex: [(u8, f32); 0x2],
    typed: [u8; 1_usize],
    sized: [u8; std::mem::size_of::<u16>()],
}

/// Open: what `size_of` makes is not known.
pub type ConstArrays = Arrays;

#[derive(Deserialize)]
pub struct Called {
    items: [u8; three()],
}

/// Open: what a function makes is not known.
pub type CalledArrays = Called;

#[derive(Deserialize)]
pub struct Absent {
    twice: Option<Option<u8>>,
    unit: (),
    maybe_unit: Option<()>,
    boxed: Box<Option<u8>>,
    counted: Arc<Option<String>>,
    cell: RefCell<Option<u8>>,
    phantom: std::marker::PhantomData<u8>,
    #[serde(default)]
    list: Vec<u8>,
}

pub type AbsentFields = Absent;

#[derive(Deserialize)]
pub struct Newtyped {
    maybe: NewOption,
    thin: ThinOption,
    alias: Maybe<u8>,
}

#[derive(Deserialize)]
pub struct NewOption(Option<u8>);

#[derive(Deserialize)]
#[serde(transparent)]
pub struct ThinOption(Option<u8>);

type Maybe<T> = Option<T>;

pub type AbsentNewtypes = Newtyped;

#[derive(Deserialize)]
pub struct OfStd {
    path: PathBuf,
    address: Ipv4Addr,
    range: RangeInclusive<i8>,
    bound: Bound<Option<u8>>,
    result: Result<u8, String>,
    wrapping: Wrapping<u8>,
    cell: Cell<bool>,
    flag: AtomicBool,
    count: AtomicU8,
    timeout: Duration,
    at: Option<SystemTime>,
    set: BTreeSet<Key>,
    queue: VecDeque<LinkedList<u8>>,
    text: Box<str>,
    slice: Box<[Rc<str>]>,
    tuple: (u8, (), (i8,), (char, [bool; 1])),
    grouped: (Option<u8>),
    bytes: Cow<'static, [u8]>,
}

pub type Standard = OfStd;

#[derive(Deserialize)]
pub struct Empty;

#[derive(Deserialize)]
pub struct EmptyFields {}

#[derive(Deserialize)]
pub struct EmptyTuple();

pub type Empties = (Empty, EmptyFields, EmptyTuple, [(); 1]);
