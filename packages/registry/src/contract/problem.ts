import { z } from 'zod';

/** What is wrong with something from outside: a code, the place, what was read and what is allowed. */
export const issueSchema = z
  .strictObject({
    code: z.string(),
    at: z.string(),
    got: z.string().optional(),
    allowed: z.string().optional(),
  })
  .meta({ id: 'Issue' });

/** RFC 9457: why a request was not done. `id` stands in the server's log too. */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    id: z.string(),
    issues: z.array(issueSchema.extend({ message: z.string() })).readonly(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });

export type IssueDocument = z.infer<typeof issueSchema>;
export type ProblemDocument = z.infer<typeof problemSchema>;
