import type { Choice } from './condition.ts';
import { eachPlace, leaf, type Read, type Reader, rejected, usable } from './input.ts';

/** One of the answers; `same` maps other spellings (`true`, `positive`) to them; unknown words are refused. */
export function choice<C extends string>(
  answers: readonly C[],
  same: Readonly<Record<string, C | null>> = {},
): Reader<Choice<C>> {
  const words = new Map<string, C | null>([
    ...['unknown', 'notTested', 'notDone', 'failed'].map((word) => [word, null] as const),
    ...answers.map((answer) => [answer, answer] as const),
    ...Object.entries(same),
  ]);
  /** Of each answer what it reads as at a place. */
  const reads = eachPlace((name) => {
    const inputs = [leaf(name)];
    const said = new Map<C, Read<Choice<C>>>();
    for (const answer of answers) said.set(answer, usable({ key: name, inputs, options: [answer], given: true }));
    return { open: usable<Choice<C>>({ key: name, inputs, options: answers, given: false }), said };
  });
  return {
    help: answers.join(' | '),
    shape: { kind: 'choice', answers },
    read(raw, name) {
      const { open, said } = reads(name);
      if (raw === undefined || raw === null) return open;
      /** Null for unknown, undefined for what is no answer. */
      const answer = typeof raw === 'object' ? undefined : words.get(String(raw));
      if (answer === undefined) return rejected(open.input, 'input.unknownCode', name, raw, answers.join(', '), true);
      return answer === null ? open : (said.get(answer) as Read<Choice<C>>);
    },
  };
}

export type Flag = Choice<'true' | 'false'>;
const FLAG_WORDS = {
  yes: 'true',
  no: 'false',
  present: 'true',
  absent: 'false',
  positive: 'true',
  negative: 'false',
  pos: 'true',
  neg: 'false',
} as const;

/** true, false, or unknown. */
export const flag = (): Reader<Flag> => ({ ...choice(['true', 'false'], FLAG_WORDS), help: 'true | false' });

/** present, absent, or unknown (not tested, failed). */
export const presence = (): Reader<Choice<'present' | 'absent'>> =>
  choice(['present', 'absent'], {
    true: 'present',
    false: 'absent',
    positive: 'present',
    negative: 'absent',
    yes: 'present',
    no: 'absent',
  });

/** Any text; undefined when not given. */
export const text = (): Reader<string | undefined> => ({
  help: 'text',
  shape: { kind: 'text' },
  read: (raw, name) =>
    raw === undefined || raw === null || typeof raw === 'string'
      ? usable(raw ?? undefined)
      : rejected(undefined, 'input.notText', name, raw, 'text', true),
});
