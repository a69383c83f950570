import { type Patient, patient } from '@linea/criteria';
import { type RegimenAtWork, regimensOf, type Support } from '@linea/therapies';
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
  { line, cycleDays, schedules, cycles, drugs, support, notRecorded }: RegimenAtWork,
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
    schedules: schedules.map(({ drug, days, words, dose, unit, from }) => ({
      drug,
      name: drugName(drug),
      days,
      words: words === null ? null : known(words, say),
      dose,
      unit,
      from,
      text: say(`regimen.schedule.${from}`),
    })),
    cycles: cycles.map(({ number, planned, actual, expected, delayDays, status, facts, doses }) => ({
      number,
      planned: spanText(planned),
      actual: actual && spanText(actual),
      expected: spanText(expected),
      delayDays,
      status,
      text: say(`regimen.cycle.${status}`),
      facts,
      doses: doses.map(({ drug, day, on, planned: dose, unit, given }) => ({
        drug,
        name: drugName(drug),
        day,
        on: spanText(on),
        planned: dose,
        unit,
        given,
      })),
    })),
    drugs: drugs.map(({ drug, levels, intensity }) => ({
      drug,
      name: drugName(drug),
      levels: levels.map((step) => levelJson(step, say)),
      intensity,
    })),
    support: support.map((one) => supportJson(one, of, say)),
    notRecorded: notRecorded.map(({ purpose, drugs: asking, ...reading }) => ({
      purpose,
      text: say(`regimen.purpose.${purpose}`),
      drugs: asking.map(drugName),
      ...readingJson(reading, say),
    })),
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
  name: isDrug ? drugName(what) : answerLabel('supp.kind', what, say),
  from: spanText(from),
  until: until && spanText(until),
  note,
  for: reasons.map(({ purpose, drugs, facts: because, ...reading }) => ({
    purpose,
    text: say(`regimen.purpose.${purpose}`),
    drugs: drugs.map(drugName),
    facts: factsJson(because, of, say),
    ...readingJson(reading, say),
  })),
  facts,
});
