import { type Issue, shown } from '@linea/facts';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { Refusal } from './refusal.ts';

/**
 * Requests and answers are held to their schemas. An answer is checked and then written as it is, not as the schema would
 * order it: it has the same bytes as the command line prints.
 */
export function holdToSchemas(app: FastifyInstance): void {
  app.setValidatorCompiler<z.ZodType>(({ schema, httpPart }) => (asked) => {
    if (apart.has(schema)) return { value: asked };
    const checked = schema.safeParse(asked);
    if (checked.success) return { value: checked.data };
    const part = httpPart === 'body' || httpPart === 'headers' ? [httpPart] : [];
    return { error: new Refusal('refused', issuesIn(checked.error, part, asked)) };
  });
  app.setSerializerCompiler<z.ZodType>(
    ({ schema }) =>
      (answer) =>
        jsonText(schema, answer),
  );
}

const apart = new WeakSet<z.ZodType>();

/** A body that its route reads by itself, as a form part by part: the schema describes it and nothing is held to it before. */
export function readApart<S extends z.ZodType>(schema: S): S {
  apart.add(schema);
  return schema;
}

/** JSON of an answer, checked. @throws {Error} our error: names the places that are not as the schema says, never a value */
export function jsonText(schema: z.ZodType, answer: unknown): string {
  const checked = schema.safeParse(answer);
  if (checked.success) return JSON.stringify(answer);
  const places = checked.error.issues.slice(0, 5).map(({ code, path }) => `${path.join('.')} ${code}`);
  throw new Error(`answer: not as its schema says: ${places.join(', ')}`);
}

/** What is not as a schema says. @param part  what stands before the name of a member: `body`, or nothing for parameters */
export const issuesIn = ({ issues }: z.ZodError, part: readonly string[], asked: unknown): readonly Issue[] =>
  issues.map((issue) => asIssue(issue, part, asked));

/** A member that nobody reads, or `body.reason` with what is read there and what is allowed. */
function asIssue(issue: z.core.$ZodIssue, part: readonly string[], asked: unknown): Issue {
  const at = [...part, ...issue.path.map(String)].join('.');
  if (issue.code === 'unrecognized_keys')
    return { code: 'request.unknownMember', at, got: shown(issue.keys.join(', ')) };
  const got = issue.path.reduce<unknown>(member, asked);
  const allowed = allowedBy(issue);
  if (got === undefined) return { code: 'request.missing', at, ...allowed };
  return { code: 'request.invalid', at, got: shown(got), ...allowed };
}

const member = (of: unknown, key: PropertyKey): unknown =>
  typeof of === 'object' && of !== null ? (of as Record<PropertyKey, unknown>)[key] : undefined;

function allowedBy(issue: z.core.$ZodIssue): { readonly allowed?: string } {
  switch (issue.code) {
    case 'invalid_value':
      return { allowed: issue.values.map(String).join(' | ') };
    case 'invalid_type':
      return { allowed: issue.expected };
    case 'too_big':
      return { allowed: `<= ${issue.maximum}` };
    case 'too_small':
      return { allowed: `>= ${issue.minimum}` };
    case 'invalid_format':
      return { allowed: issue.format };
    default:
      return {};
  }
}
