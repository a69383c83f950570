import { hasHappened } from '@linea/facts';
import type { OwnEstimate } from '../estimate/own-estimate.ts';
import type { Event } from '../patient/events.ts';
import type { PatientJson } from '../patient/patient-json.ts';
import type { Words } from '../words/words.ts';
import type { Audience, Brief, BriefDisease, BriefPoint, Sentence } from './brief.ts';
import { type Chart, chartOf } from './chart.ts';
import { COMMON as CLINICIAN, LAST } from './clinician/common.ts';
import * as clinician from './clinician/diseases.ts';
import { COMMON } from './patient/common.ts';
import { LEUKAEMIA } from './patient/leukaemia.ts';
import { LUPUS } from './patient/lupus.ts';
import { LYMPHOMA } from './patient/lymphoma.ts';
import { MYELOMA } from './patient/myeloma.ts';
import type { PointPlan } from './plan.ts';

/** Of the words and the plan of the briefs: a change of either is a new version. */
const VERSION = '2026-11';

/** Points in the order of the specification: lupus has briefs of its own. */
const PLANS: Readonly<Record<BriefDisease, Readonly<Record<Audience, readonly PointPlan[]>>>> = {
  LBCL: { patient: [...COMMON, ...LYMPHOMA], clinician: [...CLINICIAN, ...clinician.LYMPHOMA, ...LAST] },
  ALL: { patient: [...COMMON, ...LEUKAEMIA], clinician: [...CLINICIAN, ...clinician.LEUKAEMIA, ...LAST] },
  MM: { patient: [...COMMON, ...MYELOMA], clinician: [...CLINICIAN, ...clinician.MYELOMA, ...LAST] },
  SLE: { patient: LUPUS, clinician: clinician.LUPUS },
};

/** Any of these says which disease it is; what was not known on the day counts as not said. */
const DIAGNOSES = ['reg.indication', 'reg.setting', 'dx.subtype', 'dx.date'];

const isBriefDisease = (disease: string | null): disease is BriefDisease => disease !== null && disease in PLANS;

/** What is asked for beside the patient. */
export interface BriefOptions {
  readonly audience: Audience;
  /** Telephone numbers of the centre, as they are to be printed; without one the brief is not final. */
  readonly numbers: readonly string[];
  /** What is printed for the product, held against the facts, with its date and source (K2). */
  readonly indications?: readonly Sentence[];
  /** What Linea's own models say of the patient (K5); null or absent: there is no model. */
  readonly estimate?: OwnEstimate | null;
  /** The reader asked for a language that there is no brief in. */
  readonly languageFallback?: boolean;
}

/** Why there is no brief: to print one would mislead. */
export type BriefRefusal = 'brief.noDiagnosis' | 'brief.consentRefused';

/**
 * A brief of a patient as of a day (`brief.render`).
 *
 * @param patient  the public JSON as of the day of printing: what was known later is not in it
 * @returns the brief, with every gap named, or why there is none: no diagnosis, or consent to keep the data refused or withdrawn
 * @source clinical/briefs.md, clinical/lupus.md 7 and 8
 */
export function composeBrief(patient: PatientJson, options: BriefOptions, words: Words): Brief | BriefRefusal {
  const { disease } = patient;
  if (!isBriefDisease(disease)) return 'brief.noDiagnosis';
  const chart = chartOf(patient, words, options);
  if (!DIAGNOSES.some((code) => chart.last(code))) return 'brief.noDiagnosis';
  if (consentRefused(chart)) return 'brief.consentRefused';
  const { audience, numbers } = options;
  const { say } = words;
  const warnings = [
    ...(numbers.length === 0 ? ['emergencyNumberMissing'] : []),
    ...(consentGiven(chart) ? [] : ['consentNotRecorded']),
    ...(options.languageFallback ? ['languageFallback'] : []),
  ];
  const lupus = disease === 'SLE';
  // The event counts, not its date: a leukapheresis on a day that nobody wrote down was done all the same.
  const isDone = ({ fact }: Event, code: string): boolean => hasHappened(fact(code) ?? {});
  const collected =
    chart.events('leukapheresis').some((event) => isDone(event, 'leuk.date')) ||
    chart.events('infusion').some((event) => isDone(event, 'inf.date'));
  return {
    brief: `brief.${disease.toLowerCase()}.${audience}`,
    version: VERSION,
    audience,
    language: say.language,
    patient: patient.patient,
    disease,
    asOf: patient.asOf,
    synthetic: patient.synthetic,
    final: numbers.length > 0,
    warnings,
    title: say(`brief.title.${audience}`, { disease: say(`brief.disease.${disease}`) }),
    emergency: {
      heading: say('brief.emergency.heading'),
      numbers,
      signs: say('brief.emergency.signs'),
      tellEveryDoctor: collected ? say('brief.emergency.tellEveryDoctor') : null,
    },
    points: PLANS[disease][audience].map((plan) => pointOf(plan, chart, options)),
    closing: [
      ...(lupus && audience === 'patient' ? [say('brief.lupus.studies')] : []),
      ...(lupus ? [say('brief.lupus.limits')] : []),
      ...(audience === 'clinician' ? [say('brief.clinician.legend'), say('brief.clinician.limits')] : []),
    ],
    footer: say(audience === 'patient' ? 'brief.footer' : 'brief.footer.clinician'),
  };
}

function pointOf({ id, fill }: PointPlan, chart: Chart, { numbers }: BriefOptions): BriefPoint {
  const { say } = chart.words;
  const question = say(`brief.${id}`);
  const seen = new Set<string>();
  const sentences = fill(chart).flatMap((sentence) => {
    if (!sentence || seen.has(sentence.text)) return [];
    seen.add(sentence.text);
    return [{ ...sentence, facts: [...new Set(sentence.facts)] }];
  });
  const noted = say.has(`brief.${id}.note`) && !(id === 'K5' && chart.estimate);
  const note = noted ? say(`brief.${id}.note`) : null;
  const called =
    (id === 'G18' || id === 'P16') && numbers.length > 0 ? [say('brief.say.call', { list: numbers.join('; ') })] : [];
  const filled = sentences.length > 0 || called.length > 0;
  return {
    id,
    question,
    text: [question, ...sentences.map(({ text }) => text), ...called].join(' '),
    note,
    sentences: [...sentences, ...called.map((text) => ({ text, facts: [] }))],
    filled,
    facts: [...new Set(sentences.flatMap(({ facts }) => facts))],
    blankReason: filled ? null : 'factsUnknown',
  };
}

/** The last word on the registry's consent. */
function registryConsent(chart: Chart): string | undefined {
  const event = chart.events('consent').findLast((one) => (one.code('consent.kind') ?? 'registry') === 'registry');
  return event?.code('consent.status');
}

const consentGiven = (chart: Chart): boolean => ['given', 'waived'].includes(registryConsent(chart) ?? '');
const consentRefused = (chart: Chart): boolean => ['refused', 'withdrawn'].includes(registryConsent(chart) ?? '');
