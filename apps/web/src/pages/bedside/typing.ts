import type { Words } from '@linea/briefs';
import { items } from './items.ts';
import type { Draft } from './model/draft.ts';
import type { Finding } from './model/observation-of.ts';

/** What every part of the form needs: the draft, how it changes, what was found about it, and the reader's words. */
export interface Typing {
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
  readonly findings: readonly Finding[];
  readonly words: Words;
}

/** The answers of an item, in the reader's words. */
export const optionsOf = (code: string, { labels }: Words, only?: readonly string[]) =>
  (only ?? items[code]?.answers ?? []).map((value) => ({ value, label: labels.answer(code, value) }));

export const choose =
  ({ draft, change }: Typing, code: string) =>
  (answers: readonly string[]): void =>
    change({ ...draft, chosen: { ...draft.chosen, [code]: answers } });

export const chosen = ({ draft }: Typing, code: string): readonly string[] => draft.chosen[code] ?? [];

/** What was found about a field, as a sentence. */
export function problemOf({ findings, words: { say } }: Typing, field: string): string | undefined {
  const found = findings.find((one) => one.field === field);
  if (!found) return undefined;
  const { code, got, allowed } = found.issue;
  const [range = '', probably] = (allowed ?? '').split('; probably ');
  const text = say(`web.bedside.problem.${code}`, { got: got ?? '', allowed: range });
  return probably ? `${text} ${say('web.bedside.probably', { unit: probably === '[degF]' ? '°F' : probably })}` : text;
}
