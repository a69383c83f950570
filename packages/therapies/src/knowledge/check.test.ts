import { describe, expect, it } from 'vitest';
import { flawsOf } from './check.ts';
import { knowledgeData } from './knowledge.generated.ts';
import type { Knowledge } from './knowledge.ts';

const known = knowledgeData as Knowledge;
const [trial] = known.trials;
const [label] = known.labels;
const [result] = trial?.results ?? [];
const [schedule] = known.schedules;

describe('what is known of therapies', () => {
  it('has a source for every statement, and both languages for every text', () => expect(flawsOf(known)).toEqual([]));

  it.each<[string, Partial<Knowledge>, string]>([
    ['a trial without a source', { trials: [{ ...trial, sources: [] } as never] }, 'trial ZUMA-7: no source'],
    [
      'a figure without a source',
      { trials: [{ ...trial, results: [{ ...result, source: '' }] } as never] },
      'trial ZUMA-7 EFS median: no source',
    ],
    [
      'a figure from nowhere',
      { trials: [{ ...trial, results: [{ ...result, source: 'somewhere' }] } as never] },
      'trial ZUMA-7 EFS median: no source somewhere in the list',
    ],
    [
      'a status without a source',
      { labels: [{ ...label, europe: [{ status: 'authorised', mark: 'memory' }] } as never] },
      'label SVd europe[0]: no source',
    ],
    [
      'memory that calls itself verified',
      { labels: [{ ...label, reading: { mark: 'verified', source: 'memory' } } as never] },
      'label SVd: verified, and from memory',
    ],
    [
      'a schedule without a source',
      { schedules: [{ ...schedule, source: '' } as never] },
      'schedule DRd daratumumab: no source',
    ],
    [
      'a day outside the cycle',
      { schedules: [{ ...schedule, days: '1,29' } as never] },
      'schedule DRd daratumumab: days outside the cycle',
    ],
    [
      'a schedule in words',
      { schedules: [{ ...schedule, days: 'weekly' } as never] },
      'schedule DRd daratumumab: days «weekly»',
    ],
    [
      'cycles that end before they begin',
      { schedules: [{ ...schedule, fromCycle: 3, toCycle: 2 } as never] },
      'schedule DRd daratumumab: cycles 3 to 2',
    ],
    ['a trial that is not there', { labels: [{ ...label, trials: ['LOST'] } as never] }, 'label SVd: no trial LOST'],
    ['a text in one language', { words: {} }, 'words: «single arm» is not said in both languages'],
  ])('%s is refused', (_, change, flaw) => expect(flawsOf({ ...known, ...change })).toContain(flaw));
});
