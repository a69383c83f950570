import { type AsOf, asOfDay, dictionary, type Fact, readLineaJson, type View, view } from '@linea/facts';
import type { Criterion } from '../engine/index.ts';
import { criterionById } from '../registry.ts';
import { type Derivation, derive } from './derive-patient.ts';

/** One event of a story: when, its name (`response:m1`), and its items by code; `[value, unit]` with a unit, null for "not done", `{ absent }` for another reason. */
export type Told = readonly [on: string, event: string, items: Readonly<Record<string, unknown>>, episode?: string];

const isDate = (code: string): boolean => /date/i.test(dictionary().get(code)?.type ?? '');

const isAbsence = (value: unknown): value is { absent: string } =>
  typeof value === 'object' && value !== null && 'absent' in value;

/** Facts of one patient as Linea's JSON reads them; date items default to the day of their event. */
export function factsOf(story: readonly Told[]): readonly Fact[] {
  let number = 0;
  const facts = story.flatMap(([on, event, items, episode]) =>
    Object.entries(items).map(([code, told]) => {
      number += 1;
      const [value, unit, qualifiers] = Array.isArray(told) && typeof told[0] === 'number' ? told : [told];
      const days = isDate(code) && typeof value === 'string' ? (value.split('T')[0] as string) : on;
      const said = value === null ? { absent: 'notDone' } : isAbsence(value) ? value : { value };
      return {
        id: `f${number}`,
        code,
        event,
        effective: days,
        ...said,
        unit: unit ?? dictionary().get(code)?.unit ?? undefined,
        qualifiers,
        episode,
      };
    }),
  );
  const text = JSON.stringify({ format: 'linea', version: 1, facts });
  const read = readLineaJson(text, {
    recorded: '2030-01-01T00:00:00Z',
    by: 'test',
    patient: 'p1',
    centre: 'c1',
    file: 'story',
  });
  if (!read.ok) throw new Error(`story: ${JSON.stringify(read.issues)}`);
  return read.facts;
}

export const viewOf = (story: readonly Told[], asOf: AsOf | string = {}): View =>
  view(factsOf(story), typeof asOf === 'string' ? asOfDay(asOf, '2030-01-01T00:00:00Z') : asOf);

/** An answer with what stands around it, flat. */
export type Answered = Derivation['answer'] & Pick<Derivation, 'because' | 'assuming' | 'discrepancy' | 'of' | 'at'>;

/** What a criterion says of a story: each answer with what it is about, rests on, assumes and contradicts. */
export const answersTo = (id: string, story: readonly Told[], asOf: AsOf | string = {}): readonly Answered[] =>
  derive(criterionById(id) as Criterion, viewOf(story, asOf)).map(
    ({ answer, because, assuming, discrepancy, of, at }) => ({ ...answer, because, assuming, discrepancy, of, at }),
  );
