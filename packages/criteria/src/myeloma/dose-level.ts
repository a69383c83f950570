import { compareSpans, convert, drugId, normaliseUnit, shown, spanOf } from '@linea/facts';
import { calculation, date, FROM_MEMORY, list, type Read, type Reader, record, text } from '../engine/index.ts';
import { eachOf, plainDate, sourced } from '../patient/patient.ts';
import { hasDisease } from './baseline.ts';
import { calendarsOf, dosesOf } from './courses.ts';
import { DOSE_LEVELS, levelOf } from './dose-levels.ts';

/** A plain number; null when it is not one. */
const number = (): Reader<number | null> => ({
  help: 'number',
  read: (raw, at): Read<number | null> =>
    typeof raw === 'number' && Number.isFinite(raw)
      ? { input: raw, issues: [] }
      : {
          input: null,
          issues:
            raw === null || raw === undefined
              ? []
              : [{ code: 'number.malformed', at, got: shown(raw), allowed: 'number', fatal: true }],
        },
});

/**
 * Dose levels of a drug in time - `mm.doseLevel`
 *
 *  selinexor   100 -> 80 -> 60 -> 40 mg weekly    level 0, -1, -2, -3
 *  bortezomib  1.3 -> 1.0 -> 0.7 mg/m2            level 0, -1, -2
 *
 * Records what was given beside the label's steps; it prescribes nothing. A dose between the steps has no level
 * (`dose-not-a-level`). The 40 mg step is from memory.
 *
 * @param doses  [{ date, dose, unit }], in any order
 * @returns `levels`: [{ date, dose, level }] in order of time; `level`: the last one
 * @source EU and Swiss product information of selinexor; product information of bortezomib
 */
export const doseLevel = calculation({
  id: 'mm.doseLevel',
  version: '1',
  source: 'product information of selinexor (EU, Switzerland) and bortezomib',
  inputs: { drug: text(), doses: list(record({ date: date(), dose: number(), unit: text() })) },
  compute: ({ drug, doses }) => {
    if (drug === undefined) return { fields: { status: 'indeterminate', possible: [], missing: ['drug'] } };
    const steps = Object.hasOwn(DOSE_LEVELS, drugId(drug)) ? DOSE_LEVELS[drugId(drug)] : undefined;
    if (!steps) return { notApplicable: 'no-dose-levels' };
    const read = doses.map(({ date: day, dose, unit }) => {
      const inUnit = dose === null || unit === undefined ? null : convert(dose, normaliseUnit(unit), steps.unit);
      return {
        days: day.span ?? spanOf(-Infinity, Infinity),
        dose,
        level: inUnit === null ? null : levelOf(steps, inUnit),
        usable: inUnit !== null,
      };
    });
    const levels = read
      .sort((a, b) => compareSpans(a.days, b.days))
      .map(({ days, dose, level }) => ({
        date: Number.isFinite(days.start + days.end) ? plainDate(days) : null,
        dose,
        level,
      }));
    const { fromMemory = -Infinity } = steps;
    const warnings = [
      ...(read.some(({ usable }) => !usable) ? ['dose-not-usable'] : []),
      ...(read.some(({ usable, level }) => usable && level === null) ? ['dose-not-a-level'] : []),
      ...(read.some(({ dose, level }) => level !== null && dose !== null && dose <= fromMemory) ? [FROM_MEMORY] : []),
    ];
    if (!doses.given || levels.length === 0)
      return { fields: { status: 'indeterminate', possible: [], missing: ['doses'], levels: [], level: null } };
    return { fields: { levels, level: levels.at(-1)?.level ?? null }, warnings };
  },
  from: (of) => {
    if (!hasDisease(of, 'MM')) return [];
    return eachOf(of, 'dose levels', calendarsOf(of), ({ line }) =>
      [...dosesOf(of, line)]
        .filter(([agent]) => agent in DOSE_LEVELS)
        .map(([agent, recorded]) => {
          const given = recorded.filter(({ dose }) => dose > 0);
          const facts = given.flatMap((dose) => dose.facts);
          return {
            of: { line: line.number, agent },
            inputs: {
              drug: sourced(agent, []),
              doses: sourced(
                given.map(({ days, dose, unit }) => ({ date: plainDate(days), dose, unit })),
                facts,
              ),
            },
          };
        }),
    );
  },
});
