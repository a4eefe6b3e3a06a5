import assert from 'node:assert/strict';
import { serde, shapeOf, verdict } from './shaping';

describe('The shape of a struct', () => {
  it('has its fields by their names in JSON', async () => {
    const shape = await shapeOf(
      'Order',
      `${serde}
      #[derive(Debug, Deserialize)]
      #[serde(rename_all = "camelCase")]
      struct Order { order_id: u32, note: Option<String>, items: Vec<Item> }
      #[derive(Deserialize)]
      struct Item { #[serde(rename = "SKU")] sku: String, #[serde(default)] count: u8 }`,
    );
    assert.equal(shape.certainty, 'exact', shape.reasons.join());
    assert.equal(verdict(shape, '{"orderId": 1, "items": [{"SKU": "a"}]}'), '');
    assert.equal(verdict(shape, '{"order_id": 1, "items": []}'), ': missing field `orderId`');
    assert.equal(
      verdict(shape, '{"orderId": 1, "items": [{"SKU": "a", "count": 256}]}'),
      'items.0.count: invalid value: integer `256`, expected u8',
    );
  });
});
