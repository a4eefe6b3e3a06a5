/** serde_derive's `RenameRule` (serde_derive 1.0.229, internals/case.rs). */

export type RenameRule =
  | 'lowercase'
  | 'UPPERCASE'
  | 'PascalCase'
  | 'camelCase'
  | 'snake_case'
  | 'SCREAMING_SNAKE_CASE'
  | 'kebab-case'
  | 'SCREAMING-KEBAB-CASE';

const rules: ReadonlySet<string> = new Set<RenameRule>([
  'lowercase',
  'UPPERCASE',
  'PascalCase',
  'camelCase',
  'snake_case',
  'SCREAMING_SNAKE_CASE',
  'kebab-case',
  'SCREAMING-KEBAB-CASE',
]);

export const isRenameRule = (text: string): text is RenameRule => rules.has(text);

// Only ASCII changes its case, as in Rust's `to_ascii_lowercase`.
const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
const upper = (text: string): string => text.replace(/[a-z]/g, (letter) => letter.toUpperCase());

export function variantName(rule: RenameRule | undefined, variant: string): string {
  switch (rule) {
    case undefined:
    case 'PascalCase':
      return variant;
    case 'lowercase':
      return lower(variant);
    case 'UPPERCASE':
      return upper(variant);
    case 'camelCase':
      return lower(variant.slice(0, 1)) + variant.slice(1);
    case 'snake_case':
      return lower(variant.replace(/(?<!^)\p{Uppercase}/gu, '_$&'));
    case 'SCREAMING_SNAKE_CASE':
      return upper(variantName('snake_case', variant));
    case 'kebab-case':
      return variantName('snake_case', variant).replaceAll('_', '-');
    case 'SCREAMING-KEBAB-CASE':
      return variantName('SCREAMING_SNAKE_CASE', variant).replaceAll('_', '-');
  }
}

export function fieldName(rule: RenameRule | undefined, field: string): string {
  switch (rule) {
    case undefined:
    case 'lowercase':
    case 'snake_case':
      return field;
    case 'UPPERCASE':
    case 'SCREAMING_SNAKE_CASE':
      return upper(field);
    case 'PascalCase':
      return field.replace(/(?:^_*|_+)([^_]?)/g, (_, first: string) => upper(first));
    case 'camelCase': {
      const pascal = fieldName('PascalCase', field);
      return lower(pascal.slice(0, 1)) + pascal.slice(1);
    }
    case 'kebab-case':
      return field.replaceAll('_', '-');
    case 'SCREAMING-KEBAB-CASE':
      return upper(field).replaceAll('_', '-');
  }
}
