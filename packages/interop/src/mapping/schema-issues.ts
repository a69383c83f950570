import { type Issue, shown } from '@linea/facts';
import type { z } from 'zod';
import { mappingJsonSchema } from './schema.ts';
import type { PlacedYaml } from './yaml-places.ts';

type SchemaIssue = z.core.$ZodIssue;
type Path = readonly (string | number)[];

/** Of which file a schema is: the first part of its issues' codes, and its fields. */
export interface SchemaOf {
  readonly prefix: string;
  readonly schema: unknown;
}

/** What the schema finds wrong as issues with line and column, the content read and what is allowed there. */
export function schemaIssues(
  found: readonly SchemaIssue[],
  content: unknown,
  yaml: PlacedYaml,
  file: string,
  { prefix, schema }: SchemaOf = { prefix: 'mapping', schema: mappingJsonSchema() },
): readonly Issue[] {
  return found
    .flatMap((issue) => issuesOf(issue, []))
    .map(({ path, key, issue }): Issue => {
      if (key !== undefined)
        return {
          code: `${prefix}.unknownField`,
          at: `${file}: ${yaml.keyPlace([...path, key])}`,
          got: shown(key),
          allowed: fieldsAt(schema as JsonSchema, path).join(', '),
        };
      const got = at(content, path);
      const code = got === undefined ? `${prefix}.missingField` : `${prefix}.wrongValue`;
      const missing = String(path.at(-1) ?? '');
      return {
        code,
        at: `${file}: ${yaml.valuePlace(path)}`,
        got: got === undefined ? missing : shown(got),
        allowed: allowedBy(issue),
      };
    });
}

interface PlacedIssue {
  readonly path: Path;
  /** A key that should not be there. */
  readonly key?: string;
  readonly issue: SchemaIssue;
}

/** A union as what is wrong with the form that was meant: that of the same type with the least wrong. */
function issuesOf(issue: SchemaIssue, before: Path): readonly PlacedIssue[] {
  const path = [...before, ...(issue.path as Path)];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path, key, issue }));
  if (issue.code !== 'invalid_union') return [{ path, issue }];
  const forms = issue.errors.filter((errors) => !errors.some((error) => error.path.length === 0 && isOtherType(error)));
  const meant = forms.toSorted((a, b) => wrongness(a) - wrongness(b))[0];
  return meant === undefined ? [{ path, issue }] : meant.flatMap((inner) => issuesOf(inner, path));
}

const isOtherType = ({ code }: SchemaIssue): boolean => code === 'invalid_type' || code === 'invalid_value';

const wrongness = (errors: readonly SchemaIssue[]): number =>
  errors.reduce((sum, error) => sum + (error.code === 'unrecognized_keys' ? 2 * error.keys.length : 1), 0);

function allowedBy(issue: SchemaIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return issue.values.map(String).join(', ');
    case 'invalid_type':
      return issue.expected === 'record' ? 'object' : issue.expected;
    case 'invalid_union':
      return [...new Set(issue.errors.flatMap((errors) => errors.slice(0, 1).map(allowedBy)))].join(', ');
    case 'too_small':
      return `>= ${issue.minimum}`;
    case 'too_big':
      return `<= ${issue.maximum}`;
    default:
      return issue.message;
  }
}

function at(content: unknown, path: Path): unknown {
  let value = content;
  for (const segment of path) value = (value as Record<string | number, unknown> | null | undefined)?.[segment];
  return value;
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
}

/** The fields that the schema has at a path. */
function fieldsAt(schema: JsonSchema, path: Path): readonly string[] {
  let forms: readonly JsonSchema[] = [schema];
  for (const segment of path) forms = forms.flatMap(variants).flatMap((form) => below(form, segment));
  return [...new Set(forms.flatMap(variants).flatMap(({ properties }) => Object.keys(properties ?? {})))];
}

const variants = (form: JsonSchema): readonly JsonSchema[] => [form, ...(form.anyOf ?? []).flatMap(variants)];

function below(
  { properties, additionalProperties, items }: JsonSchema,
  segment: string | number,
): readonly JsonSchema[] {
  if (typeof segment === 'number') return Array.isArray(items) ? items : items ? [items as JsonSchema] : [];
  const named = properties?.[segment];
  if (named) return [named];
  return typeof additionalProperties === 'object' ? [additionalProperties] : [];
}
