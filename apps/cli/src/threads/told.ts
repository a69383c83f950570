import type { InputIssue } from '@linea/survival';

/** What can be said of an error from one thread to another; classes do not come across. */
export interface Told {
  readonly message: string;
  readonly stack: string | undefined;
  readonly issue: InputIssue | undefined;
  readonly issues: readonly InputIssue[] | undefined;
}

export async function toldOf(error: unknown): Promise<Told> {
  const { InputError } = await import('@linea/survival');
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const issue = error instanceof InputError ? error.issue : undefined;
  const { RefusedInput } = issue ? { RefusedInput: undefined } : await import('@linea/explain');
  const issues = RefusedInput && error instanceof RefusedInput ? error.issues : undefined;
  return { message, stack, issue, issues };
}

/** The error as it was thrown. */
export async function errorOf({ message, stack, issue, issues }: Told): Promise<Error> {
  if (issue) return new (await import('@linea/survival')).InputError(issue);
  if (issues) return new (await import('@linea/explain')).RefusedInput(issues);
  return Object.assign(new Error(message), stack === undefined ? {} : { stack });
}
