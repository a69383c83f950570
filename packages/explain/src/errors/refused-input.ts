import { InputError, type InputIssue } from '@linea/survival';

/**
 * What came from outside cannot be used: every issue found, each with a code to translate, a place, what was read and
 * what is allowed. Calls that are wrong in themselves throw RangeError instead.
 */
export class RefusedInput extends Error {
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[]) {
    super(issues.map(({ code, at }) => `${code} at ${at}`).join('; '));
    this.name = 'RefusedInput';
    this.issues = issues;
  }
}

/** Throws a RefusedInput of one issue. */
export function refuse(code: string, at: string, got?: string, allowed?: string): never {
  throw new RefusedInput([
    { code, at, ...(got === undefined ? {} : { got }), ...(allowed === undefined ? {} : { allowed }) },
  ]);
}

/** The issues of a refusal, ours or that of the survival room; undefined for any other error. */
export function issuesOf(error: unknown): readonly InputIssue[] | undefined {
  if (error instanceof RefusedInput) return error.issues;
  return error instanceof InputError ? [error.issue] : undefined;
}
