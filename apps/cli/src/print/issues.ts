import type { Issue } from '@linea/facts';
import { issueText } from '@linea/registry/issue-text';
import type { Say } from '@linea/registry/say';
import type { Io } from '../io.ts';

export function printIssues(issues: readonly Issue[], io: Io, say: Say): void {
  for (const issue of issues) io.err(`${issueText(issue, say)}\n`);
}
