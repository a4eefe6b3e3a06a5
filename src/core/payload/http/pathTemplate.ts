/** Paths with parameters, as routes have them: `/orders/{id}`, of API Gateway `{rest+}`, of axum `{*rest}`. */
import { sensibleText } from '../sensible/text';
import { encode } from './percent';

const parameter = /\{(\*?)([^{}/+*]+)(\+?)\}/g;

export const parameterNames = (path: string): readonly string[] => [
  ...new Set([...path.matchAll(parameter)].map(([, , name = '']) => name)),
];

/** The path with the values in place; those that take the rest of a path keep their slashes. */
export const filledPath = (path: string, values: Readonly<Record<string, string>>): string =>
  path.replace(parameter, (_, star: string, name: string, plus: string) => {
    const value = (Object.hasOwn(values, name) && values[name]) || name;
    return star || plus ? value.split('/').map(encode).join('/') : encode(value);
  });

/** What one may send for a parameter: a number where an id is meant, as most types take it. */
export function suggestedParameter(name: string): string {
  if (/(id|number|no|index)$/i.test(name)) return '1';
  const text = sensibleText({ key: name }, undefined);
  return text === 'text' ? name : text.replace(/^\//, '');
}

/** As axum writes it since 0.8: before, `/orders/:id` and `/*rest` were the same as braces are now. */
export const bracedPath = (path: string): string =>
  path.replace(/\/:([^/]+)/g, '/{$1}').replace(/\/\*([^/]+)$/, '/{*$1}');

/** As API Gateway writes it. */
export const gatewayPath = (path: string): string => path.replace(/\{\*([^{}]+)\}/g, '{$1+}');

/** Parts of an address that a person typed where a path is expected. */
export function addressParts(typed: string): { readonly path: string; readonly query: string } {
  const [, path = '', query = ''] =
    /^(?:https?:\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?/i.exec(typed.trim()) ?? [];
  return { path: path.startsWith('/') ? path : `/${path}`, query };
}
