/** Of documents that show JSON Schemas. */
export const schemaScheme = 'rust-lambda-schema';
