import { dictionary } from '../dictionary/dictionary.ts';
import type { Qualifiers } from './fact.ts';
import type { Findings } from './findings.ts';
import { type Fields, isFields } from './read-fields.ts';

/** Read with the value, where the dictionary's own form puts them. */
const OF_THE_VALUE: ReadonlySet<string> = new Set(['comparator', 'low', 'high']);

const KNOWN = ['uln', 'lln', 'interpretation', 'symptomatic', 'spurious', 'spuriousReason'] as const;

// biome-ignore format: a table
const SYMPTOMATIC: ReadonlyMap<unknown, boolean | null> = new Map<unknown, boolean | null>([
  [true, true], ['yes', true], [false, false], ['no', false], ['unknown', null],
]);

/** What travels with a laboratory result; undefined when there is nothing. Answers are those of the dictionary's `lab.` items. */
export function readQualifiers(raw: unknown, at: string, findings: Findings): Qualifiers | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (!isFields(raw)) return findings.refuse('qualifier.malformed', at, raw, KNOWN.join(', '));
  const read: { -readonly [K in keyof Qualifiers]: Qualifiers[K] } = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value === null || OF_THE_VALUE.has(name)) continue;
    const place = `${at}.${name}`;
    switch (name) {
      case 'uln':
      case 'lln':
        if (typeof value === 'number' && Number.isFinite(value)) read[name] = value;
        else findings.refuse('qualifier.malformed', place, value, 'number');
        break;
      case 'spurious':
        if (typeof value === 'boolean') read.spurious = value;
        else findings.refuse('qualifier.malformed', place, value, 'true, false');
        break;
      case 'symptomatic': {
        const answer = SYMPTOMATIC.get(value);
        if (typeof answer === 'boolean') read.symptomatic = answer;
        else if (answer === undefined) findings.refuse('qualifier.malformed', place, value, 'true, false');
        break;
      }
      case 'interpretation':
      case 'spuriousReason': {
        const answer = coded(raw, name, at, findings);
        if (answer !== undefined) Object.assign(read, { [name]: answer });
        break;
      }
      default:
        findings.refuse('qualifier.unknown', place, name, KNOWN.join(', '));
    }
  }
  if (read.uln !== undefined && read.lln !== undefined && read.lln > read.uln)
    findings.refuse('number.reversed', at, `${read.lln} - ${read.uln}`, 'lln <= uln');
  return Object.keys(read).length > 0 ? read : undefined;
}

const coded = (raw: Fields, name: string, at: string, findings: Findings): string | undefined =>
  findings.choice(
    raw,
    name,
    at,
    'qualifier.malformed',
    dictionary()
      .get(`lab.${name}`)
      ?.values?.map(({ code }) => code) ?? [],
  );
