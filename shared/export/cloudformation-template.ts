/** The shape and the text of a CloudFormation template. JSON, so that no name can break out of its string. */

/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export interface Template {
  readonly Description: string;
  readonly Metadata: JsonObject;
  readonly Parameters: JsonObject;
  readonly Conditions: JsonObject;
  readonly Resources: JsonObject;
  readonly Outputs: JsonObject;
}

/** The template as text; sections without content are left out, because CloudFormation refuses them. */
export function templateText(template: Template): string {
  const sections = Object.entries(template).filter(([, value]) => typeof value === 'string' || Object.keys(value as JsonObject).length > 0);
  return `${JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', ...Object.fromEntries(sections) }, null, 2)}\n`;
}

/** A logical id: a word, then the letters and digits of a name, each part capitalised. */
export function logicalId(word: string, name: string): string {
  const parts = name.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');
  return `${word}${parts.map((part) => `${part.slice(0, 1).toUpperCase()}${part.slice(1)}`).join('')}`.slice(0, 255);
}

export function tag(key: string, value: string): JsonObject {
  return { Key: key, Value: value };
}
