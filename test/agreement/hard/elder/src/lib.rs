#[macro_use]
extern crate serde_derive;
extern crate serde as codec;
extern crate serde_json as json;

pub mod parts {
    use codec::de::IgnoredAny;
    use inner::Part;

    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Whole {
        pub part_one: ::inner::Part,
        pub part_two: Option<Part>,
        pub any_json: ::json::Value,
        pub rest: IgnoredAny,
    }
}

pub mod inner {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Part {
        pub size: u8,
    }
}
