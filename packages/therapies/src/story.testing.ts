import { patient } from '@linea/criteria';
import { asOfDay, dictionary, readLineaJson, view } from '@linea/facts';

/** One event of a story: the day, its name (`line:L1`), its items by code. */
export type Told = readonly [on: string, event: string, items: Readonly<Record<string, unknown>>];

/** A patient of a few facts, as of a day, as Linea's JSON reads them. */
export function told(story: readonly Told[], asOf: string) {
  const facts = story.flatMap(([on, event, items], index) =>
    Object.entries(items).map(([code, value], item) => {
      const { type, unit } = dictionary().get(code) ?? {};
      const dated = /date/i.test(type ?? '') && typeof value === 'string' ? value : on;
      return { id: `f${index}-${item}`, code, event, effective: dated, value, unit: unit ?? undefined };
    }),
  );
  const read = readLineaJson(JSON.stringify({ format: 'linea', version: 1, facts }), {
    recorded: '2030-01-01T00:00:00Z',
    by: 'test',
    patient: 'p1',
    centre: 'c1',
    file: 'story',
  });
  if (!read.ok) throw new Error(`told: ${JSON.stringify(read.issues)}`);
  return patient(view(read.facts, asOfDay(asOf, '2030-01-01T00:00:00Z')));
}
