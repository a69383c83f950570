import { type Patient, patient } from '@linea/criteria';
import { addMonths, fromIso, toIso } from '@linea/facts';
import {
  changesBetween, type Option, type OptionChange, optionsOf, sourceById, type TrialEvidence,
} from '@linea/therapies'; // biome-ignore format: a list
import type { OptionDocument, OptionsDocument } from '../contract/index.ts';
import type { KnownPatient } from '../journey/known-patient.ts';
import type { Seen } from '../journey/seen.ts';
import type { Say } from '../words/index.ts';
import {
  drugName, judgedTextJson, known, likenessText, readingJson, sourceJson, statusJson,
} from './text.ts'; // biome-ignore format: a list

/** The patient on the day asked about, and on an earlier one. */
export interface TwoDays {
  readonly now: Seen;
  readonly before: Seen;
}

/** A year before: what had changed is told against it unless another day is asked for. */
export const yearBefore = (asOf: string): string => toIso(addMonths(fromIso(asOf), -12));

/** The public JSON of `linea options`; the estimate beside it comes from who knows models. */
export function optionsJson(of: KnownPatient, { now, before }: TwoDays, say: Say): Omit<OptionsDocument, 'beside'> {
  const seen = patient(now.view);
  const options = optionsOf(seen, now.asOf);
  const earlier = optionsOf(patient(before.view), before.asOf);
  const changes = changesBetween(earlier, options);
  const shown = (chosen: (option: Option) => boolean) =>
    options.filter(chosen).map((option) => optionJson(option, seen, say));
  return {
    patient: of.id,
    asOf: now.asOf,
    knownAt: now.knownAt,
    disease: of.disease,
    synthetic: of.synthetic,
    researchUse: say('therapy.researchUse'),
    sortedBy: say('therapy.options.sortedBy'),
    notChecked: say('therapy.options.notChecked'),
    options: shown(({ group }) => group === 'matches'),
    others: shown(({ group }) => group !== 'matches'),
    since: before.asOf,
    comparable: earlier.length > 0,
    changes: changes.map((change) => changeJson(change, options, say)),
  };
}

const nameOf = ({ regimen }: Option, say: Say): string => (say.language === 'it' ? regimen.nameIt : regimen.nameEn);

/** One option in public JSON. */
export function optionJson(option: Option, of: Patient, say: Say): OptionDocument {
  const { id, group, regimen, label, europe, italy, reimbursed, classSwitch, evidence, toxicity } = option;
  return {
    id,
    regimen: regimen.id,
    name: nameOf(option, say),
    group,
    cycleDays: regimen.cycleDays,
    schedule: regimen.schedule.map(({ drug, dose, unit, route, days }) => ({
      drug,
      name: drugName(drug, say),
      dose,
      unit,
      route,
      days: known(days, say),
    })),
    place: regimen.guidelinePlace === null ? null : known(regimen.guidelinePlace, say),
    label: judgedTextJson(label, of, say),
    europe: statusJson(europe, say),
    italy: statusJson(italy, say),
    reimbursed: {
      answer: reimbursed.answer,
      text: say(`therapy.paid.${reimbursed.answer}`),
      conditions: reimbursed.text && judgedTextJson(reimbursed.text, of, say),
    },
    classSwitch: classSwitch.map((one) => ({
      ...one,
      name: drugName(one.drug, say),
      text: say(`therapy.relation.${one.relation}`, {
        through: one.through === null ? '' : drugName(one.through, say),
      }),
    })),
    trials: evidence.map((one) => trialJson(one, say)),
    toxicity: toxicity.map(({ drug, expect, ...reading }) => ({
      drug,
      name: drugName(drug, say),
      expect: expect.map((code) => ({ code, text: say(`therapy.toxicity.${code}`) })),
      ...readingJson(reading, say),
    })),
  };
}

function trialJson({ trial, inPopulation, likeness, benefit, toxicity }: TrialEvidence, say: Say) {
  const results = (rows: TrialEvidence['benefit']) =>
    rows.map(({ endpoint, value, unit, comparator, hazardRatio, ci95, note, status, source }) => ({
      endpoint: known(endpoint, say),
      value,
      unit,
      comparator,
      hazardRatio,
      ci95,
      note: note === null ? null : known(note, say),
      mark: status,
      source,
    }));
  const sources = trial.sources.map((id) => sourceJson(id, say));
  return {
    id: trial.id,
    name: trial.name,
    n: trial.n,
    population: known(trial.population, say),
    design: known(trial.design, say),
    nct: nctOf(trial.sources),
    inPopulation,
    likeness: likeness.map((point) => ({
      point: point.point,
      label: say(`therapy.point.${point.point}`),
      standing: point.standing,
      text: likenessText(point, say),
      facts: point.facts,
      mark: point.mark,
    })),
    benefit: results(benefit),
    toxicity: results(toxicity),
    sources,
  };
}

const nctOf = (ids: readonly string[]): string | null => ids.flatMap((id) => sourceById(id)?.nct ?? [])[0] ?? null;

/** What changed of one therapy, in codes and in a sentence each. */
function changeJson(change: OptionChange, options: readonly Option[], say: Say) {
  const option = options.find(({ id }) => id === change.id) as Option;
  const status = (place: 'europe' | 'italy'): readonly string[] => {
    const moved = change[place];
    if (!moved) return [];
    return [
      say(`therapy.change.${place}`, {
        before: say(`therapy.status.${moved.before}`),
        after: say(`therapy.status.${moved.after}`),
        since: moved.since ?? say('therapy.change.undated'),
      }),
    ];
  };
  const text = [
    ...status('europe'),
    ...status('italy'),
    ...change.conditions.map(({ condition, before, after }) =>
      say('therapy.change.condition', {
        condition: say(`therapy.condition.${condition}`),
        before: say(`therapy.answer.${before}`),
        after: say(`therapy.answer.${after}`),
      }),
    ),
    ...(change.group
      ? [
          say('therapy.change.group', {
            before: say(`therapy.group.${change.group.before}`),
            after: say(`therapy.group.${change.group.after}`),
          }),
        ]
      : []),
  ];
  return { ...change, name: nameOf(option, say), text };
}
