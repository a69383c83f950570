import {
  datesText,
  type FactJson,
  factText,
  type PatientJson,
  regimenName,
  spanOfEdtf,
  type Words,
  whenText,
} from '@linea/briefs';
import { findingsOf } from './findings.ts';

/** One thing a clinician wants to know before reading on. */
export interface Glimpse {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  /** What it opens when asked. */
  readonly pick?: string;
  readonly tone: 'plain' | 'worse' | 'open';
}

const latest = (facts: readonly FactJson[], codes: readonly string[]): FactJson | undefined =>
  facts
    .filter((fact) => codes.includes(fact.code) && fact.value !== null)
    .toSorted((a, b) => (a.effective.end ?? '').localeCompare(b.effective.end ?? ''))
    .at(-1);

/** Who the patient is: sex, age as stated, disease. Nothing that is not recorded. */
export function headline(patient: PatientJson, words: Words): readonly string[] {
  const { say, labels } = words;
  const { facts, disease } = patient;
  const sex = latest(facts, ['demo.sex']);
  const age = facts.find(({ code }) => code === 'demo.ageStated');
  const subtype = latest(facts, ['dx.subtype']);
  return [
    subtype ? factText(subtype, words) : disease ? labels.answer('reg.indication', disease) : null,
    sex ? factText(sex, words).toLocaleLowerCase(say.language) : null,
    age && typeof age.value === 'number'
      ? say('web.glance.age', { age: age.value, when: whenText({ effective: { ...age.effective, text: '' } }, say) })
      : null,
  ].filter((part) => part !== null);
}

/** What went before and lasts: comorbidities with their notes. */
export function background(
  patient: PatientJson,
  words: Words,
): readonly { readonly text: string; readonly pick: string }[] {
  return patient.facts
    .filter(({ code, value }) => code === 'com.condition' && value !== null)
    .map((fact) => ({
      text: fact.note ? `${factText(fact, words)} (${fact.note})` : factText(fact, words),
      pick: `fact:${fact.id}`,
    }));
}

/** The state of things in a row: therapy now, response as stated and derived, what it is refractory to, toxicity of a CAR-T, contradictions, gaps. */
export function glance(patient: PatientJson, words: Words): readonly Glimpse[] {
  const { say, labels } = words;
  const { lines, facts } = patient;
  const line = lines.at(-1);
  const found: Glimpse[] = [];
  if (line) {
    const start = spanOfEdtf(line.start);
    const stop = line.stop === null ? null : spanOfEdtf(line.stop);
    const since = start ? datesText(start, say) : line.start;
    found.push({
      id: 'line',
      label: say('web.glance.line', { number: line.number }),
      value: regimenName(line.regimen, words),
      note: stop ? `${since} → ${datesText(stop, say)}` : say('web.glance.since', { day: since }),
      pick: 'finding:mm.lot',
      tone: 'plain',
    });
  }
  const infusion = facts.find(({ code, value }) => code === 'inf.product' && value !== null);
  if (infusion) {
    const grade = (code: string) => facts.find((fact) => fact.code === code)?.value;
    const [crs, icans] = [grade('crs.maxGrade'), grade('icans.maxGrade')];
    found.push({
      id: 'infusion',
      label: say('web.glance.toxicity'),
      value: [`CRS ${crs ?? '–'}`, `ICANS ${icans ?? '–'}`].join(' · '),
      note: say('web.glance.grades'),
      pick: `fact:${infusion.id}`,
      tone: 'plain',
    });
  }
  const stated = latest(facts, ['resp.imwg', 'resp.all', 'resp.lugano', 'sledai.response']);
  const derived = line?.bestResponse;
  if (stated)
    found.push({
      id: 'response',
      label: say('web.glance.response'),
      value: typeof stated.value === 'string' && stated.value.length <= 5 ? stated.value : factText(stated, words),
      note: [
        datesText(spanOfEdtf(`${stated.effective.start}/${stated.effective.end}`) ?? { first: 0, last: 0 }, say),
        derived ? say('web.glance.derivedBest', { response: derived }) : null,
      ]
        .filter(Boolean)
        .join(' · '),
      pick: `fact:${stated.id}`,
      tone: 'plain',
    });
  const risk = patient.derivations.filter(
    ({ criterion, assuming }) => criterion === 'mm.r2iss' && assuming.length === 0,
  )[0];
  if (risk)
    found.push({
      id: 'risk',
      label: say.or('criterion.mm.r2iss', 'R2-ISS'),
      value: risk.status === 'determined' ? String(risk.value) : (risk.possible ?? []).map(String).join(' | '),
      note: risk.stated ? say('web.glance.stated', { value: String(risk.stated.value) }) : say('web.glance.fromFacts'),
      pick: 'finding:mm.r2iss',
      tone: 'plain',
    });
  const refractory = [...new Set(lines.flatMap(({ refractoryTo }) => refractoryTo))];
  if (refractory.length > 0)
    found.push({
      id: 'refractory',
      label: say('web.glance.refractory'),
      value: refractory.map((drug) => labels.answer('drug.code', drug)).join(', '),
      pick: 'finding:mm.refractory',
      tone: 'plain',
    });
  const { differing, open } = findingsOf(patient);
  found.push({
    id: 'differing',
    label: say('web.glance.differing'),
    value: String(differing.length),
    tone: differing.length > 0 ? 'worse' : 'plain',
  });
  found.push({
    id: 'open',
    label: say('web.glance.open'),
    value: String(open.length),
    tone: open.length > 0 ? 'open' : 'plain',
  });
  return found;
}
