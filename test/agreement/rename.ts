/** `rename_all`, https://serde.rs/container-attrs.html#rename_all */
import type { RenameRule } from './model';

const words = (snake: string): string[] => snake.split('_');
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
const pascal = (snake: string): string => words(snake).map(capital).join('');
const uncapital = (name: string): string => name.slice(0, 1).toLowerCase() + name.slice(1);

/** @param name in snake case, as fields are */
export function renamedField(name: string, rule: RenameRule | undefined): string {
  switch (rule) {
    case undefined:
    case 'lowercase':
    case 'snake_case':
      return name;
    case 'UPPERCASE':
    case 'SCREAMING_SNAKE_CASE':
      return name.toUpperCase();
    case 'PascalCase':
      return pascal(name);
    case 'camelCase':
      return uncapital(pascal(name));
    case 'kebab-case':
      return words(name).join('-');
    case 'SCREAMING-KEBAB-CASE':
      return words(name.toUpperCase()).join('-');
  }
}

/** @param name in Pascal case, as variants are */
export function renamedVariant(name: string, rule: RenameRule | undefined): string {
  const snake = name.replace(/(?<=.)(?=[A-Z])/g, '_').toLowerCase();
  switch (rule) {
    case undefined:
    case 'PascalCase':
      return name;
    case 'lowercase':
      return name.toLowerCase();
    case 'UPPERCASE':
      return name.toUpperCase();
    case 'camelCase':
      return uncapital(name);
    default:
      return renamedField(snake, rule);
  }
}
