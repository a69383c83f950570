import type { Issue, Result } from '@linea/facts';

/** A request that is refused: the status, what kind of refusal, and every issue. */
export class Refusal extends Error {
  readonly status: number;
  readonly kind: ProblemKind;
  readonly issues: readonly Issue[];
  /** Further members of the problem document, as the two values of a conflict. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(kind: ProblemKind, issues: readonly Issue[], more: Readonly<Record<string, unknown>> = {}) {
    super(`refused: ${kind}`);
    this.status = STATUS[kind];
    this.kind = kind;
    this.issues = issues;
    this.more = more;
  }
}

/** Every kind of problem with its status; its words are the message `problem.KIND`. */
const STATUS = {
  refused: 422,
  malformed: 400,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  misdirected: 421,
  tooLarge: 413,
  mediaType: 415,
  stopping: 503,
  storage: 507,
  ourError: 500,
} as const;

export type ProblemKind = keyof typeof STATUS;

/** The kind of problem of a status that a library gave; what it does not name is our error. */
export const kindOf = (status: number | undefined): ProblemKind =>
  (Object.keys(STATUS) as ProblemKind[]).find((kind) => STATUS[kind] === status) ?? 'ourError';

/** The value. @throws {Refusal} with every issue */
export function accepted<T>(result: Result<T>, kind: ProblemKind = 'refused'): T {
  if (result.ok) return result.value;
  throw new Refusal(kind, result.issues);
}
