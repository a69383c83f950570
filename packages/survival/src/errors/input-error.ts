/** What was wrong with what came from outside: a code to translate, a place, what was read, what would do. */
export interface InputIssue {
  readonly code: string;
  /** Where: a column, a row, a place in the formula. */
  readonly at: string;
  /** What was read; kept apart from the message, because it may be a patient's value. */
  readonly got?: string;
  readonly allowed?: string;
}

/**
 * The data or the formula cannot be analysed as asked. Thrown by everything that reads a frame or a formula;
 * a shell prints `issue` in the reader's language. Calls that are wrong in themselves throw RangeError instead.
 */
export class InputError extends Error {
  readonly issue: InputIssue;

  constructor(issue: InputIssue) {
    super(`${issue.code} at ${issue.at}${issue.allowed === undefined ? '' : ` (allowed: ${issue.allowed})`}`);
    this.name = 'InputError';
    this.issue = issue;
  }
}

/** Throws an InputError. */
export function refuse(code: string, at: string, got?: string, allowed?: string): never {
  throw new InputError({
    code,
    at,
    ...(got === undefined ? {} : { got }),
    ...(allowed === undefined ? {} : { allowed }),
  });
}
