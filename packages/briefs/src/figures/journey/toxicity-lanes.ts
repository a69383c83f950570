import type { Bar, Lane, Mark } from '@linea/charts';
import type { Event } from '../../patient/events.ts';
import type { FactJson } from '../../patient/patient-json.ts';
import { factPick, type Scene } from './scene.ts';

/** The codes of a kind of event that make its course. */
const KINDS = {
  crs: { onset: 'crs.onset', end: 'crs.end', grade: 'crs.maxGrade', treatment: 'crs.treatment' },
  icans: { onset: 'icans.onset', end: 'icans.end', grade: 'icans.maxGrade', treatment: 'icans.treatment' },
  iechs: { onset: 'iechs.onset', end: '', grade: 'iechs.maxGrade', treatment: '' },
  ae: { onset: 'ae.onset', end: 'ae.end', grade: 'ae.grade', treatment: '' },
  infection: { onset: 'infx.onset', end: 'infx.end', grade: 'infx.grade', treatment: '' },
  malignancy: { onset: 'spm.date', end: '', grade: '', treatment: '' },
} as const;

type Kind = keyof typeof KINDS;
const isKind = (kind: string): kind is Kind => kind in KINDS;

/** Courses of toxicity and infections, a lane for each, with grades and what treated them. */
export function toxicityLanes(scene: Scene): readonly Lane[] {
  const lanes = new Map<string, { label: string; bars: Bar[]; marks: Mark[] }>();
  for (const event of scene.events) {
    if (!isKind(event.kind) || denied(event)) continue;
    const label = nameOf(event, event.kind, scene);
    const lane = lanes.get(label) ?? { label, bars: [], marks: [] };
    lanes.set(label, lane);
    const { bar, marks } = courseOf(event, event.kind, scene);
    if (bar) lane.bars.push(bar);
    lane.marks.push(...marks);
  }
  return [...lanes.values()].map(({ label, bars, marks }) => ({
    id: `toxicity-${label}`,
    label,
    tone: 'toxicity' as const,
    bars,
    marks,
  }));
}

/** Recorded as not having happened. */
const denied = (event: Event): boolean =>
  [
    event.fact('crs.occurred'),
    event.fact('icans.occurred'),
    event.fact('iechs.occurred'),
    event.fact('spm.occurred'),
  ].some((fact) => fact?.value === false || fact?.value === 'no');

function nameOf(event: Event, kind: Kind, scene: Scene): string {
  const { say, labels } = scene.words;
  const term = event.code('ae.term');
  if (kind === 'ae')
    return term === undefined ? say('figure.event.ae') : say.or(`figure.term.${term}`, labels.answer('ae.term', term));
  if (kind !== 'infection') return say(`figure.event.${kind}`);
  const parts = ['infx.site', 'infx.kind'].flatMap((code) => {
    const value = event.code(code);
    return value === undefined ? [] : [labels.answer(code, value)];
  });
  return parts.length === 0
    ? say('figure.event.infection')
    : `${say('figure.event.infection')}: ${parts.join(', ').toLocaleLowerCase(say.language)}`;
}

function courseOf(event: Event, kind: Kind, scene: Scene): { bar: Bar | null; marks: readonly Mark[] } {
  const { say, labels } = scene.words;
  const codes = KINDS[kind];
  const onset = event.fact(codes.onset);
  const end = codes.end === '' ? undefined : event.fact(codes.end);
  const first = onset ?? (event.facts[0] as FactJson);
  const grade = codes.grade === '' ? undefined : event.fact(codes.grade)?.value;
  const gradeText = grade === undefined || grade === null ? '' : say('figure.grade', { grade: String(grade) });
  const severe = Number(grade) >= 3;
  const treatment = codes.treatment === '' ? undefined : event.fact(codes.treatment);
  const drugs =
    treatment && Array.isArray(treatment.value)
      ? treatment.value.map((drug) => labels.answer(treatment.code, String(drug)))
      : [];
  const apart = treatment !== undefined && drugs.length > 0 && treatment.effective.start !== first.effective.start;
  const listed = drugs.join(', ').toLocaleLowerCase(say.language);
  const long = [gradeText, apart ? '' : listed].filter(Boolean).join(' · ');
  const note = event.facts.find((fact) => fact.note)?.note;
  const name = nameOf(event, kind, scene);
  const shared = {
    id: factPick(first),
    tone: severe ? ('worse' as const) : ('toxicity' as const),
    wordings: long === '' ? [say('figure.grade.none')] : [long, gradeText].filter(Boolean),
    title: [name, gradeText, listed, scene.whenText(first), note].filter(Boolean).join('; '),
  };
  const course: { bar: Bar | null; marks: Mark[] } = end
    ? { bar: { ...shared, start: scene.dated(first), end: scene.dated(end) }, marks: [] }
    : { bar: null, marks: [{ ...shared, span: scene.dated(first), shape: severe ? 'triangle' : 'dot' }] };
  if (apart && treatment)
    course.marks.push({
      id: factPick(treatment),
      span: scene.when(treatment),
      shape: 'cross',
      tone: 'support',
      wordings: [listed],
      title: `${name}: ${listed}; ${scene.whenText(treatment)}`,
    });
  return course;
}
