import type { Issue } from '@linea/facts';
import type { Io } from '../io.ts';
import type { Say } from '../language.ts';

/** One issue as a sentence: what is wrong, where, what was read, what is allowed. */
function issueText(issue: Issue, say: Say): string {
  const words = { at: issue.at, got: issue.got ?? '', allowed: issue.allowed ?? '' };
  const text = say.or(`issue.${issue.code}`, issue.code, words);
  const place = issue.at ? `${issue.at}: ` : '';
  const read = issue.got === undefined ? '' : ` ${say('cli.issue.read', { got: issue.got })}`;
  const allowed = issue.allowed === undefined ? '' : ` ${say('cli.issue.allowed', { allowed: issue.allowed })}`;
  return `${place}${text}.${read}${allowed} [${issue.code}]`;
}

export function printIssues(issues: readonly Issue[], io: Io, say: Say): void {
  for (const issue of issues) io.err(`${issueText(issue, say)}\n`);
}
