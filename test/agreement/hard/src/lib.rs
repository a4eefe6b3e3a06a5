//! Every `pub type` of these files is measured: what serde reads, and what is read from this source. Those that can
//! not be exact say why: `/// Open: …`.
#![allow(
    dead_code,
    non_camel_case_types,
    non_snake_case,
    unreachable_patterns,
    unused_parens
)]

pub mod conditions;
pub mod conversions;
pub mod flattened;
pub mod generics;
pub mod modules;
pub mod names;
pub mod recursion;
pub mod tagged;
pub mod traps;
pub mod values;
