import type { Sentence } from '../brief/brief.ts';
import { type Chart, chartOf } from '../brief/chart.ts';
import { followUp, identity } from '../brief/clinician/common.ts';
import { derivedRows, factRows } from '../brief/clinician/rows.ts';
import type { Passage, PatientDocument, Section } from '../document/document.ts';
import { eventPassages } from '../document/event-passages.ts';
import type { PatientJson } from '../patient/patient-json.ts';
import { dayOfIso } from '../patient/spans.ts';
import type { Words } from '../words/words.ts';

/** When a letter is written. */
export const LETTER_KINDS = ['discharge', 'day100'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** Why there is no letter. */
export type LetterRefusal = 'letter.noInfusion';

/** A section before it is filled. */
interface SectionPlan {
  readonly id: string;
  readonly recorded?: (chart: Chart) => readonly (Sentence | null)[];
  readonly events?: readonly string[];
  readonly derived?: readonly string[];
  readonly only?: LetterKind;
}

const PLAN: readonly SectionPlan[] = [
  { id: 'diagnosis', recorded: identity, events: ['diagnosis'] },
  { id: 'treatment', events: ['leukapheresis', 'bridging', 'lymphodepletion', 'infusion'] },
  {
    id: 'toxicity',
    events: ['crs', 'icans', 'iechs', 'icaht', 'ae'],
    derived: ['crs.astct2019.course', 'icans.astct2019.course', 'icaht.early', 'icaht.late'],
  },
  { id: 'infections', events: ['infection'] },
  {
    id: 'counts',
    recorded: (chart) =>
      factRows(
        chart,
        'lab.hb',
        'lab.plt',
        'lab.anc',
        'lab.alc',
        'lab.creatinine',
        'lab.crp',
        'lab.ferritin',
        'lab.igg',
        'imm.cd4',
        'imm.cd19',
      ),
    derived: ['hypogammaglobulinaemia', 'bCellAplasia', 'all.bca'],
  },
  { id: 'support', events: ['support'], derived: ['all.prophylaxis', 'all.vaccination', 'all.igg'] },
  { id: 'drugs', recorded: (chart) => running(chart) },
  {
    id: 'response',
    only: 'day100',
    recorded: (chart) =>
      factRows(chart, 'resp.lugano', 'resp.deauville', 'resp.imwg', 'resp.all', 'mrd.result', 'mrd.value'),
    derived: ['lugano.timepoints', 'all.response', 'all.mrd', 'mm.response.series'],
  },
  { id: 'next', recorded: (chart) => [followUp(chart), ...factRows(chart, 'fu.nextDue')] },
];

/** Drugs for which nobody recorded an end. */
const running = (chart: Chart): readonly (Sentence | null)[] =>
  chart
    .events('drug')
    .filter(
      (event) => event.code('drug.code') && !event.fact('drug.end') && event.code('drug.stopReason') === undefined,
    )
    .map((event) => {
      const drug = event.fact('drug.code');
      const dose = event.fact('drug.dose');
      return chart.about('letter.drug', [drug, ...(dose ? [dose] : [])], {
        drug: drug ? chart.value(drug) : '',
        dose: dose ? chart.value(dose) : '–',
        unit: event.code('drug.doseUnit') ?? '',
        schedule:
          typeof event.fact('drug.schedule')?.value === 'string' ? String(event.fact('drug.schedule')?.value) : '–',
      });
    });

/**
 * The letter to the physician who sent the patient, at discharge or at day 100, from the facts known on that day.
 *
 * @param patient  as of the day of the letter
 * @returns the letter with its gaps named, or why there is none: no infusion was known on the day
 */
export function composeLetter(
  patient: PatientJson,
  { kind, numbers }: { readonly kind: LetterKind; readonly numbers: readonly string[] },
  words: Words,
): PatientDocument | LetterRefusal {
  const chart = chartOf(patient, words);
  if (!chart.last('inf.date') && !chart.last('inf.product')) return 'letter.noInfusion';
  const { say } = words;
  const sections = PLAN.filter(({ only }) => only === undefined || only === kind).map((plan) => sectionOf(plan, chart));
  const call = numbers.length > 0 ? [say('letter.call', { list: numbers.join('; ') })] : [];
  return {
    kind: 'letter',
    title: say(`letter.title.${kind}`, { patient: patient.patient }),
    language: say.language,
    patient: patient.patient,
    asOf: patient.asOf,
    synthetic: patient.synthetic,
    banners: [
      ...(patient.synthetic ? [say('brief.synthetic')] : []),
      ...(numbers.length > 0 ? [] : [say('brief.notFinal', { list: say('brief.missing.emergencyNumberMissing') })]),
    ],
    sections: [
      ...sections,
      {
        id: 'alarm',
        title: say('letter.alarm'),
        passages: [...call, say('brief.emergency.signs'), say('letter.card')].map((text) => ({
          text,
          facts: [],
          kind: 'fixed',
        })),
        gap: null,
      },
    ],
    footer: say('brief.footer.clinician'),
  };
}

function sectionOf(plan: SectionPlan, chart: Chart): Section {
  const { say } = chart.words;
  const rows = (plan.recorded?.(chart) ?? []).flatMap((row): Passage[] => (row ? [{ ...row, kind: 'recorded' }] : []));
  const events = (plan.events ?? [])
    .flatMap((kind) => chart.events(kind))
    .flatMap((event) => eventPassages(event, chart));
  const derived = derivedRows(chart, ...(plan.derived ?? [])).map((row): Passage => ({ ...row, kind: 'derived' }));
  const passages = [...rows, ...events, ...derived];
  return {
    id: plan.id,
    title: say(`letter.${plan.id}`),
    passages,
    gap: passages.length === 0 ? say('letter.gap') : null,
  };
}

/**
 * The day of a letter: discharge as recorded, or a hundred days after the infusion; null where it is not known to the day.
 *
 * @param patient  with everything that is known
 */
export function letterDay(patient: PatientJson, kind: LetterKind): string | null {
  const code = kind === 'discharge' ? 'inf.discharge' : 'inf.date';
  const fact = patient.facts.findLast((one) => one.code === code);
  const { start, end } = fact?.effective ?? {};
  if (!fact || !start || start !== end) return null;
  if (kind === 'discharge') return start;
  return new Date((dayOfIso(start) + 100) * 86_400_000).toISOString().slice(0, 10);
}
