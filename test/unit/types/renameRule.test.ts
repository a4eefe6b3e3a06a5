import assert from 'node:assert/strict';
import { fieldName, variantName, type RenameRule } from '../../../src/core/types/renameRule';

/** The examples of serde_derive's own tests. */
const rules: readonly RenameRule[] = [
  'lowercase',
  'UPPERCASE',
  'PascalCase',
  'camelCase',
  'snake_case',
  'SCREAMING_SNAKE_CASE',
  'kebab-case',
  'SCREAMING-KEBAB-CASE',
];

const variants: Readonly<Record<string, readonly string[]>> = {
  Outcome: ['outcome', 'OUTCOME', 'Outcome', 'outcome', 'outcome', 'OUTCOME', 'outcome', 'OUTCOME'],
  VeryTasty: [
    'verytasty',
    'VERYTASTY',
    'VeryTasty',
    'veryTasty',
    'very_tasty',
    'VERY_TASTY',
    'very-tasty',
    'VERY-TASTY',
  ],
  A: ['a', 'A', 'A', 'a', 'a', 'A', 'a', 'A'],
  Z42: ['z42', 'Z42', 'Z42', 'z42', 'z42', 'Z42', 'z42', 'Z42'],
  HTTPCode: [
    'httpcode',
    'HTTPCODE',
    'HTTPCode',
    'hTTPCode',
    'h_t_t_p_code',
    'H_T_T_P_CODE',
    'h-t-t-p-code',
    'H-T-T-P-CODE',
  ],
};

const fields: Readonly<Record<string, readonly string[]>> = {
  outcome: ['outcome', 'OUTCOME', 'Outcome', 'outcome', 'outcome', 'OUTCOME', 'outcome', 'OUTCOME'],
  very_tasty: [
    'very_tasty',
    'VERY_TASTY',
    'VeryTasty',
    'veryTasty',
    'very_tasty',
    'VERY_TASTY',
    'very-tasty',
    'VERY-TASTY',
  ],
  a: ['a', 'A', 'A', 'a', 'a', 'A', 'a', 'A'],
  z42: ['z42', 'Z42', 'Z42', 'z42', 'z42', 'Z42', 'z42', 'Z42'],
  _id: ['_id', '_ID', 'Id', 'id', '_id', '_ID', '-id', '-ID'],
  a__b_: ['a__b_', 'A__B_', 'AB', 'aB', 'a__b_', 'A__B_', 'a--b-', 'A--B-'],
};

describe('The names that serde makes', () => {
  for (const [index, rule] of rules.entries()) {
    it(`by ${rule} are those of serde_derive`, () => {
      for (const [name, made] of Object.entries(variants)) assert.equal(variantName(rule, name), made[index]);
      for (const [name, made] of Object.entries(fields)) assert.equal(fieldName(rule, name), made[index]);
    });
  }

  it('without a rule are those of Rust', () => {
    assert.equal(variantName(undefined, 'VeryTasty'), 'VeryTasty');
    assert.equal(fieldName(undefined, 'very_tasty'), 'very_tasty');
  });
});
