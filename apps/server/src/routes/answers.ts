import { problemSchema } from '@linea/registry/contract';
import type { z } from 'zod';

/** What a route answers, for the serializer and for OpenAPI: done, or a problem document. */
export const answers = <S extends z.ZodType, const N extends number = 200>(
  schema: S,
  description: string,
  status = 200 as N,
) => ({
  ...({ [status]: { description, content: { 'application/json': { schema } } } } as Record<N, Content<S>>),
  '4xx': {
    description: 'Refused: nothing was changed. Every issue with its place, what was read and what is allowed.',
    content: { 'application/problem+json': { schema: problemSchema } },
  },
});

interface Content<S> {
  readonly description: string;
  readonly content: { readonly 'application/json': { readonly schema: S } };
}
