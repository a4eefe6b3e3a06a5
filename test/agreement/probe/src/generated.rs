// Replaced by what rust.ts writes.
pub fn verdict(_type: usize, text: &str) -> crate::Verdict {
    crate::read::<serde_json::Value>(text)
}
