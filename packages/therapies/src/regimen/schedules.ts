import { type Course, dosesOf, type Patient, type RecordedDose, scheduleDays } from '@linea/criteria';
import type { FactId } from '@linea/facts';
import { type KnownSchedule, type Reading, regimenById, schedulesOfRegimen } from '../knowledge/knowledge.ts';

/** On which days of which cycles a drug is given. */
export interface Period {
  readonly fromCycle: number;
  /** null: from then on. */
  readonly toCycle: number | null;
  readonly days: readonly number[];
  readonly dose: number | null;
  readonly unit: string;
}

/** A drug on the calendar: on which days of which cycles, and where that is written. */
export interface DrugSchedule {
  readonly drug: string;
  /** None where the schedule is only known in words. */
  readonly periods: readonly Period[];
  readonly words: string | null;
  readonly from: 'record' | 'knowledge';
  readonly dose: number | null;
  readonly unit: string;
  /** How far the usual schedule was checked; null for a recorded one, and for what the list of regimens says. */
  readonly reading: Reading | null;
  readonly facts: readonly FactId[];
}

/** The days of each drug of a line: as its record lists them, else as its regimen is usually given, which is then said. */
export function schedulesOf(of: Patient, { line }: Course): readonly DrugSchedule[] {
  const doses = dosesOf(of, line);
  const usual = line.regimen === null ? undefined : regimenById(line.regimen)?.schedule;
  return line.drugs.flatMap((drug): readonly DrugSchedule[] => {
    const recorded = doses.get(drug)?.find(({ schedule }) => schedule !== null);
    if (recorded) return [recordedSchedule(drug, recorded)];
    const byCycle = line.regimen === null ? [] : schedulesOfRegimen(line.regimen, drug);
    if (byCycle.length > 0) return [scheduleByCycle(drug, byCycle)];
    const rows = usual?.filter((row) => row.drug === drug) ?? [];
    const [first] = rows;
    if (!first) return [];
    const periods = rows.flatMap(({ days, dose, unit }): readonly Period[] => {
      const listed = daysOf(days);
      return listed === null ? [] : [{ fromCycle: 1, toCycle: null, days: listed, dose, unit }];
    });
    const inWords = periods.length < rows.length;
    return [
      {
        drug,
        periods: inWords ? [] : periods,
        words: inWords ? rows.map(({ days }) => days).join('; ') : null,
        from: 'knowledge',
        dose: first.dose,
        unit: first.unit,
        reading: null,
        facts: [],
      },
    ];
  });
}

/** Days of a cycle; `-5,-4,-3` those counted from an infusion, which is day 0; null for words. */
const daysOf = (text: string): readonly number[] | null =>
  /^-?\d+(,-?\d+)*$/.test(text) ? text.split(',').map(Number) : scheduleDays(text);

const recordedSchedule = (drug: string, { schedule, dose, unit, facts }: RecordedDose): DrugSchedule => ({
  drug,
  periods: [{ fromCycle: 1, toCycle: null, days: schedule ?? [], dose, unit }],
  words: null,
  from: 'record',
  dose,
  unit,
  reading: null,
  facts: facts.map(({ id }) => id),
});

function scheduleByCycle(drug: string, rows: readonly KnownSchedule[]): DrugSchedule {
  const [first] = rows as readonly [KnownSchedule, ...KnownSchedule[]];
  return {
    drug,
    periods: rows.map(({ fromCycle, toCycle, days, dose, unit }) => ({
      fromCycle,
      toCycle,
      days: scheduleDays(days) ?? [],
      dose,
      unit,
    })),
    words: null,
    from: 'knowledge',
    dose: first.dose,
    unit: first.unit,
    reading: { mark: first.mark, source: first.source },
    facts: [],
  };
}
