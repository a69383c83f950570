import { type Patient, patient } from '@linea/criteria';
import { amountText } from '@linea/criteria/words';
// biome-ignore format: a list
import { type DoseDay, type DrugSchedule, type Period, type RegimenAtWork, regimensOf, type Support } from '@linea/therapies';
import type { RegimenDocument, RegimensDocument } from '../contract/index.ts';
import type { KnownPatient } from '../journey/known-patient.ts';
import type { Seen } from '../journey/seen.ts';
import type { Say } from '../words/index.ts';
import { answerLabel, spanText } from '../words/value.ts';
import { drugName, factsJson, known, readingJson } from './text.ts';

/** The public JSON of `linea regimen`. */
export function regimensJson(of: KnownPatient, seen: Seen, say: Say): RegimensDocument {
  const view = patient(seen.view);
  return {
    patient: of.id,
    asOf: seen.asOf,
    knownAt: seen.knownAt,
    synthetic: of.synthetic,
    researchUse: say('therapy.researchUse'),
    regimens: regimensOf(view, seen.asOf).map((regimen) => regimenJson(regimen, view, say)),
  };
}

function regimenJson(
  { line, cycleDays, fromInfusion, schedules, cycles, drugs, support, notRecorded }: RegimenAtWork,
  of: Patient,
  say: Say,
): RegimenDocument {
  return {
    line: line.number,
    regimen: line.regimen,
    start: spanText(line.start),
    stop: line.stop ? spanText(line.stop) : null,
    ongoing: line.stop === null,
    cycleDays,
    fromInfusion,
    schedules: schedules.map((schedule) => scheduleJson(schedule, fromInfusion, say)),
    cycles: cycles.map(({ number, planned, actual, expected, delayDays, status, facts, doses }) => ({
      number,
      planned: spanText(planned),
      actual: actual && spanText(actual),
      expected: spanText(expected),
      delayDays,
      status,
      text: say(`regimen.cycle.${status}`),
      facts,
      doses: doses.map((dose) => doseJson(dose, say)),
    })),
    drugs: drugs.map(({ drug, levels, intensity }) => ({
      drug,
      name: drugName(drug, say),
      levels: levels.map((step) => levelJson(step, say)),
      intensity,
    })),
    support: support.map((one) => supportJson(one, of, say)),
    notRecorded: notRecorded.map(({ purpose, drugs: asking, ...reading }) => ({
      purpose,
      text: say(`regimen.purpose.${purpose}`),
      drugs: asking.map((id) => drugName(id, say)),
      ...readingJson(reading, say),
    })),
  };
}

function scheduleJson(
  { drug, periods, words, dose, unit, from, reading }: DrugSchedule,
  fromInfusion: boolean,
  say: Say,
): RegimenDocument['schedules'][number] {
  const { mark, source } = reading ? readingJson(reading, say) : { mark: null, source: null };
  return {
    drug,
    name: drugName(drug, say),
    days: [...new Set(periods.flatMap(({ days }) => days))].sort((a, b) => a - b),
    periods: periods.map((period) => ({ ...period, text: periodText(period, fromInfusion, say) })),
    words: words === null ? null : known(words, say),
    dose,
    unit,
    from,
    text: say(`regimen.schedule.${from}`),
    mark,
    source,
  };
}

/** `1800 mg on days 1, 8, 15, 22 (cycles 1 to 2)`. */
const periodText = ({ fromCycle, toCycle, days, dose, unit }: Period, fromInfusion: boolean, say: Say): string =>
  say('regimen.period', {
    dose: dose === null ? 'none' : amountText(dose, unit, say),
    days: daysText(days),
    count: days.length,
    cycles: toCycle === null ? (fromCycle === 1 ? 'all' : 'from') : toCycle === fromCycle ? 'one' : 'range',
    from: fromCycle,
    to: toCycle ?? 0,
    infusion: fromInfusion ? 'yes' : 'no',
  });

/** `1–21`, `1, 8, 15`, `−5 to −3`: runs of days by their ends. */
function daysText(days: readonly number[]): string {
  const runs: number[][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last && day === (last.at(-1) as number) + 1) last.push(day);
    else runs.push([day]);
  }
  const text = (day: number | undefined): string => String(day).replace('-', '−');
  return runs
    .map((run) =>
      run.length > 2 && run.every((day) => day > 0) ? `${run[0]}–${run.at(-1)}` : run.map(text).join(', '),
    )
    .join(', ');
}

function doseJson(dose: DoseDay, say: Say): RegimenDocument['cycles'][number]['doses'][number] {
  const { drug, day, on, planned, unit, unplanned, given } = dose;
  const amount = (of: number | null): string => (of === null ? 'none' : amountText(of, unit, say));
  return {
    ...{ drug, day, planned, unit, unplanned, given },
    name: drugName(drug, say),
    on: spanText(on),
    text: say('regimen.dose', {
      planned: unplanned ? 'unplanned' : amount(planned),
      given: given === null ? 'nothing' : amount(given.dose),
      status: given?.status ? answerLabel('dose.status', given.status, say) : 'none',
    }),
  };
}

type Step = RegimenAtWork['drugs'][number]['levels'][number];

function levelJson({ on, dose, unit, level, change, reason, events, label, facts }: Step, say: Say) {
  return {
    on: spanText(on),
    dose,
    unit,
    level,
    levelText:
      level === null
        ? say('regimen.level.none')
        : level === 0
          ? say('regimen.level.full')
          : say('regimen.level.step', { level: String(level).replace('-', '−') }),
    change,
    reason: reason === null ? null : answerLabel('drug.changeReason', reason, say),
    events,
    label: label && { ...label, text: labelText(label, unit, say) },
    facts,
  };
}

function labelText({ steps, missing }: NonNullable<Step['label']>, unit: string, say: Say): string {
  const words = steps
    .map(({ action, nextDose }) =>
      say(`regimen.action.${action}`, { dose: nextDose === null ? '' : `${nextDose} ${unit}` }),
    )
    .join(` ${say('therapy.or')} `);
  return missing.length === 0
    ? say('regimen.labelTable', { steps: words })
    : say('regimen.labelOpen', {
        steps: words,
        missing: missing.map((name) => say(`regimen.open.${name}`)).join(', '),
      });
}

const supportJson = ({ what, isDrug, from, until, note, for: reasons, facts }: Support, of: Patient, say: Say) => ({
  what,
  name: isDrug ? drugName(what, say) : answerLabel('supp.kind', what, say),
  from: spanText(from),
  until: until && spanText(until),
  note,
  for: reasons.map(({ purpose, drugs, facts: because, ...reading }) => ({
    purpose,
    text: say(`regimen.purpose.${purpose}`),
    drugs: drugs.map((id) => drugName(id, say)),
    facts: factsJson(because, of, say),
    ...readingJson(reading, say),
  })),
  facts,
});
