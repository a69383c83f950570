import type { Issue } from '@linea/facts';
import type { Say } from './say.ts';

/** What is allowed: forms and codes as they are, the few words among them in the reader's language. */
function allowedText(allowed: string, say: Say): string {
  const [range = '', unit] = allowed.split('; probably ');
  if (unit !== undefined) return `${range}; ${say('allowed.probably', { unit })}`;
  return say.or(`allowed.${allowed}`, allowed);
}

/** Words that stand for a place, at its start, after a comma or a file: `left side`, `age, row 7`, `labs.xlsx: sheet Blood, row 2`, `study.yaml line 4`. */
const PLACE =
  /(^|: |, |\.[a-z]{2,5} )(left side|right side|sheet|row|line|column|table|variable|stratum|strata|term|character|header$|data$)(?=[ ,]|$)/g;

const placeText = (at: string, say: Say): string =>
  at.replace(PLACE, (_, before: string, word: string) => before + say.or(`place.${word}`, word));

/** What the system calls an error, at the end of what was read: `out.svg ENOENT`. */
const SYSTEM_ERROR = /\bE[A-Z]{3,}$/;

/** One issue as a sentence: what is wrong, where, what was read, what is allowed. */
export function issueText(issue: Issue, say: Say): string {
  const words = { at: issue.at, got: issue.got ?? '', allowed: issue.allowed ?? '' };
  const text = say.or(`issue.${issue.code}`, issue.code, words);
  const place = issue.at ? `${placeText(issue.at, say)}: ` : '';
  const got = issue.got?.replace(SYSTEM_ERROR, (name) => say.or(`system.${name}`, name));
  const read = got === undefined ? '' : ` ${say('words.issue.read', { got })}`;
  const allowed =
    issue.allowed === undefined ? '' : ` ${say('words.issue.allowed', { allowed: allowedText(issue.allowed, say) })}`;
  return `${place}${text}.${read}${allowed} [${issue.code}]`;
}
