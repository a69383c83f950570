import type { Words } from '../words/words.ts';
import type { Due } from './due.ts';

/** What is due, in words: `EBMT annual, year 2`, `Visit at month 3`, `Sample of day 28`. */
export function dueTitle({ kind, what, number }: Due, { say, labels }: Words): string {
  const n = number ?? 0;
  switch (kind) {
    case 'form': {
      const sheet = labels.answer('sheet.kind', what);
      if (number === null) return sheet;
      return say(what === 'aifa' ? 'worklist.formOfMonth' : 'worklist.formOfYear', { sheet, n });
    }
    case 'milestone':
      return say('worklist.milestone', { n });
    case 'assessment': {
      const [of, name = ''] = what.split(':');
      if (of === 'stage') return say(`pathway.stage.${name}`);
      const [, unit = '', count = ''] = /^([dmy])(\d+)$/.exec(name) ?? [];
      return say('worklist.visit', { unit, count, name });
    }
    case 'sample':
      return say('worklist.sample', { timepoint: labels.answer('smp.timepoint', what) });
    case 'consent':
      return say('worklist.consent', { consent: labels.answer('consent.kind', what) });
    case 'query':
      return say('worklist.query', { n, severity: what });
  }
}
