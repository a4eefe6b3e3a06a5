use serde::{Deserialize, Serialize};
use std::error::Error;
use std::fmt::{self, Display, Formatter};

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Product {
    pub sku: &'static str,
    pub name: &'static str,
    pub price_cents: u64,
}

/// A table of a real shop's database.
pub const CATALOGUE: [Product; 3] = [
    Product {
        sku: "BOOK",
        name: "The Rust Programming Language",
        price_cents: 3_990,
    },
    Product {
        sku: "MUG",
        name: "A mug with a crab",
        price_cents: 850,
    },
    Product {
        sku: "STICKER",
        name: "A sticker",
        price_cents: 150,
    },
];

#[derive(Debug, Deserialize)]
pub struct OrderRequest {
    pub lines: Vec<Line>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Line {
    pub sku: String,
    pub quantity: u32,
}

#[derive(Debug, PartialEq)]
pub enum PricingError {
    NothingOrdered,
    UnknownProduct(String),
}

impl Error for PricingError {}

impl Display for PricingError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingOrdered => write!(formatter, "nothing is ordered"),
            Self::UnknownProduct(sku) => write!(formatter, "there is no product `{sku}`"),
        }
    }
}

/// The total of an order, in cents.
pub fn price(order: &OrderRequest) -> Result<u64, PricingError> {
    if order.lines.iter().all(|line| line.quantity == 0) {
        return Err(PricingError::NothingOrdered);
    }
    order
        .lines
        .iter()
        .map(|line| {
            CATALOGUE
                .iter()
                .find(|product| product.sku == line.sku)
                .map(|product| product.price_cents * u64::from(line.quantity))
                .ok_or_else(|| PricingError::UnknownProduct(line.sku.clone()))
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(lines: &[(&str, u32)]) -> OrderRequest {
        let line = |&(sku, quantity): &(&str, u32)| Line {
            sku: sku.into(),
            quantity,
        };
        OrderRequest {
            lines: lines.iter().map(line).collect(),
        }
    }

    #[test]
    fn adds_up_lines() {
        assert_eq!(price(&order(&[("MUG", 2), ("STICKER", 10)])), Ok(3_200));
    }

    #[test]
    fn refuses_an_order_of_nothing() {
        assert_eq!(price(&order(&[])), Err(PricingError::NothingOrdered));
        assert_eq!(
            price(&order(&[("MUG", 0)])),
            Err(PricingError::NothingOrdered)
        );
    }
}
