import { item, toIso } from '@linea/facts';
import { datesAsWritten } from './dates-recorded.ts';
import type { Draw } from './draw.ts';
import { laggingBehind } from './last-contact.ts';
import type { Person } from './people.ts';
import { type Profile, profileOf } from './profile.ts';
import { type CleanFact, dayOf, type SynthFact } from './record.ts';

const SHIPPING = { ctdna: 0.6, flow: 0.55, expression: 0.65 } as const;
const LABS: Readonly<Record<string, number>> = { 'lab.ferritin': 0.35, 'lab.crp': 0.15, 'stg.mtv': 0.45 };
const LATE_VISITS: ReadonlySet<string> = new Set(['response:m12', 'response:m24']);

/** Other units in which some centres report: the same amount. */
const OTHER_UNITS: Readonly<
  Record<string, { readonly unit: string; readonly times: number; readonly centres: (centre: number) => boolean }>
> = {
  'lab.crp': { unit: 'mg/dL', times: 0.1, centres: (centre) => centre % 3 === 0 },
  'lab.hb': { unit: 'g/L', times: 10, centres: (centre) => centre % 5 === 0 },
  'lab.anc': { unit: '/uL', times: 1000, centres: (centre) => centre % 4 === 0 },
};

export interface DirtOptions {
  /** Nothing missing, one unit, exact dates, no corrections. */
  readonly complete: boolean;
  /** log2 LDH in standard deviations: tumour DNA is missing more often where it is high. */
  readonly deterioration: number;
  /** When lymphodepletion starts, to know which corrections came too late for a decision. */
  readonly decisionDay: number;
}

/**
 * The facts of one patient as the centre sends them: missing by block, item and chance, in its own units, with dates to the
 * month or the year, slips that were corrected later, results that came late or were amended after the decision. The truth is untouched.
 */
export function asRecorded(clean: readonly CleanFact[], person: Person, options: DirtOptions): SynthFact[] {
  if (options.complete) return clean.map((fact, index) => written(fact, person, index, toIso(fact.day)));
  const profile = profileOf(person.centre);
  const facts = profile === 'lateFollowUp' ? laggingBehind(clean) : clean;
  const by = person.draws('dirt');
  const lost = lostBlocks(person, profile, options.deterioration);
  const dates = datesAsWritten(facts, person, profile);
  const late = person.draws('late');
  const out: SynthFact[] = [];
  for (const [index, fact] of facts.entries()) {
    const u = by.uniform();
    const v = by.uniform();
    if (!fact.kept) {
      if (fact.block && lost.has(fact.block)) continue;
      if (profile === 'lateFollowUp' && LATE_VISITS.has(fact.event) && lostVisit(person, fact.event)) continue;
      const p = profile === 'routineLabs' ? (LABS[fact.code] ?? 0.02) : profile === 'complete' ? 0.05 : 0.03;
      const isWhole = fact.code.endsWith('.date') || fact.block !== undefined || fact.event.startsWith('daily:');
      if (!isWhole && u < p) {
        if (v < 0.5)
          out.push({ ...written({ ...fact, value: undefined }, person, index, dates(fact)), absent: 'notDone' });
        continue;
      }
    }
    const withoutUln = profile === 'routineLabs' && fact.code === 'lab.ldh' && v < 0.2;
    const sent = withoutUln ? { ...fact, qualifiers: {} } : fact;
    const fault = written(
      inUnitOf(v > 0.02 && isLate(sent, late) ? delayed(sent, late) : sent, person.centre),
      person,
      index,
      dates(fact),
    );
    out.push(...corrected(fault, fact, v, options.decisionDay));
  }
  return out;
}

/** Blocks that a centre did not ship, and tumour DNA more often of patients who deteriorate (odds x 1.5 per SD of log2 LDH). */
function lostBlocks(person: Person, profile: Profile, deterioration: number): ReadonlySet<string> {
  const by = person.draws('blocks');
  const lost = new Set<string>();
  for (const block of ['ctdna', 'flow', 'expression'] as const) {
    const base = profile === 'noShipping' ? SHIPPING[block] : 0.05;
    const odds = (base / (1 - base)) * (block === 'ctdna' ? 1.5 ** deterioration : 1);
    if (by.chance(odds / (1 + odds))) lost.add(block);
  }
  return lost;
}

const lostVisit = (person: Person, event: string): boolean => person.draws(`visit/${event}`).chance(0.25);

/** One laboratory result in a hundred reached the centre only one to four months later. */
const isLate = ({ code, kept, knownAfterDays }: CleanFact, by: Draw): boolean =>
  code.startsWith('lab.') && code !== 'lab.date' && kept !== true && knownAfterDays !== undefined && by.chance(0.01);
const delayed = (fact: CleanFact, by: Draw): CleanFact => ({ ...fact, knownAfterDays: by.whole(30, 120) });

function inUnitOf(fact: CleanFact, centre: number): CleanFact {
  const other = OTHER_UNITS[fact.code];
  if (!other || typeof fact.value !== 'number' || !other.centres(centre)) return fact;
  return { ...fact, unit: other.unit, value: Number((fact.value * other.times).toPrecision(4)) };
}

function written(fact: CleanFact, person: Person, index: number, effective: string): SynthFact {
  const isDate = typeof fact.value === 'string' && fact.value === toIso(fact.day);
  return {
    id: `${person.id}-${String(index + 1).padStart(3, '0')}`,
    patient: person.id,
    centre: `SYN-${String(person.centre).padStart(2, '0')}`,
    code: fact.code,
    event: fact.event,
    effective,
    ...(fact.value === undefined ? {} : { value: isDate ? effective : fact.value }),
    ...(fact.unit === undefined || typeof fact.value !== 'number' ? {} : { unit: fact.unit }),
    ...(fact.qualifiers && Object.keys(fact.qualifiers).length > 0 ? { qualifiers: fact.qualifiers } : {}),
    ...(fact.knownAfterDays === undefined || effective.length < 10
      ? {}
      : { known: `${toIso(fact.day + fact.knownAfterDays)}T12:00:00Z` }),
    source: 'document:synthetic study',
  };
}

/** What no registry takes in: a slip to it was refused when it was typed, and left no trace. */
function isImpossible({ code, value, unit }: SynthFact): boolean {
  const most = item(code).range.hardMax;
  const other = OTHER_UNITS[code];
  if (typeof value !== 'number' || typeof most !== 'number') return false;
  return (other && unit === other.unit ? value / other.times : value) > most;
}

/** One laboratory value in a hundred was copied wrongly and corrected; one in a hundred was amended after the decision. */
function corrected(right: SynthFact, fact: CleanFact, v: number, decisionDay: number): SynthFact[] {
  if (!fact.code.startsWith('lab.') || typeof right.value !== 'number' || right.value === 0 || v > 0.02) return [right];
  const slip = v < 0.01;
  const first = { ...right, value: Number((right.value * (slip ? 10 : 1.2)).toPrecision(4)) };
  if (slip && fact.code !== 'lab.crp' && fact.code !== 'lab.ferritin') return [right];
  if (isImpossible(first)) return [right];
  const amended = dayOf(toIso(Math.max(decisionDay + 10, fact.day + 10)));
  return [
    first,
    {
      ...right,
      id: `${right.id}-b`,
      supersedes: right.id,
      kind: slip ? 'transcription' : 'amended-result',
      because: slip ? 'decimal point' : 'amended by the laboratory',
      ...(slip ? {} : { known: `${toIso(amended)}T12:00:00Z` }),
    },
  ];
}
