import type { Answer } from '@linea/criteria';
import type { BedsideObservation, ObservationGrade } from '@linea/criteria/bedside';
import type { FactId } from '@linea/facts';
import { type BedsideSheet, codeLabel, factText, resultText, warningText } from '@linea/registry/journey';
import type { Say } from '@linea/registry/words';
import { wrapped } from './table.ts';

/** The sheet for a person to read: the courses and scores, then every observation with its grades and what is missing. */
export function bedsideText({ journey, sheet, derivations, approvals, guidance }: BedsideSheet, say: Say): string {
  const { id, synthetic } = journey.patient;
  if (!sheet) return say('cli.bedside.none', { id });
  const { infusion, product } = sheet.admission;
  const words = { id, infusion, asOf: journey.asOf, product: product ? ` ${product}` : '' };
  const head = [`${say('cli.bedside.title', words)}${synthetic ? ` · ${say('cli.column.synthetic')}` : ''}`];
  const concluded = derivations.map(({ criterion, answer }) => {
    const result = resultText(criterion, courseOnly(answer), say, (code) => labelOf(code, say));
    return `  ${wrapped(`${say(`criterion.${criterion}`)}: ${result} (${criterion})`, 112, '    ')}`;
  });
  const observed = sheet.observations.flatMap((one) => observationText(one, journey, say));
  const given = sheet.drugs.map(({ at, day, facts }) => `  ${when(at, day, say)}  ${factsText(facts, journey, say)}`);
  return [
    ...head,
    say('cli.researchUse'),
    '',
    ...concluded,
    '',
    say('cli.bedside.observations', { count: sheet.observations.length }),
    ...observed,
    ...(given.length > 0 ? ['', say('cli.bedside.drugs'), ...given] : []),
    '',
    ...guidanceText(guidance, approvals.length > 0, journey.patient.centre, say),
  ].join('\n');
}

/** The course without its days and observations, which stand below. */
function courseOnly({ dayGrades: _, perObservation: __, episodes: ___, ...rest }: Answer): Answer {
  return rest;
}

/** What guidelines list, only where the centre has an approved protocol; otherwise that it is off, and why. */
function guidanceText(
  guidance: BedsideSheet['guidance'],
  isApproved: boolean,
  centre: string,
  say: Say,
): readonly string[] {
  if (!isApproved || !guidance) return [wrapped(say('cli.bedside.off', { centre }), 112, '  ')];
  return guidance.steps.flatMap(({ kind, observedAt, answer }) => {
    const { grade, steps, hidden } = answer as {
      grade: number | null;
      steps: readonly string[];
      hidden: string | null;
    };
    if (observedAt === null || grade === null) return [];
    const name = kind.toUpperCase();
    const at = observedAt.replace('T', ' ');
    const head = say('cli.bedside.lists', { name, grade, at });
    if (hidden) return [`${head} ${say(`word.${hidden}`)}`];
    const listed = steps.length === 0 ? ['  –'] : steps.map((step) => `  ${say(`word.${step}`)}`);
    return [head, ...listed, `  ${say('warning.centreProtocolPrevails')}`];
  });
}

type Journey = BedsideSheet['journey'];

function observationText(one: BedsideObservation, journey: Journey, say: Say): readonly string[] {
  const { at, day, crs, icans, facts, contradictory, sameMoment } = one;
  const grades = [crs && `CRS ${gradeText(crs, say)}`, icans && `ICANS ${gradeText(icans, say)}`].filter(Boolean);
  const warnings = [...new Set([...(crs?.warnings ?? []), ...(icans?.warnings ?? [])])];
  const notes = [
    ...warnings.map((code) => warningText(code, say)),
    ...(contradictory.length > 0
      ? [say('cli.bedside.contradictory', { items: contradictory.map((code) => codeLabel(code, say)).join(', ') })]
      : []),
    ...(sameMoment.length > 0 ? [say('cli.bedside.sameMoment', { events: sameMoment.join(', ') })] : []),
  ];
  return [
    `  ${when(at, day, say)}  ${grades.join('; ') || say('bedside.grade.none')}`,
    `    ${wrapped(factsText(facts, journey, say), 108, '      ')}`,
    ...notes.map((note) => `    ! ${wrapped(note, 106, '      ')}`),
  ];
}

const when = (at: string | null, day: number | null, say: Say): string =>
  [at?.replace('T', ' ') ?? '', day === null ? '' : say('bedside.day', { day })].filter(Boolean).join(', ') || '–';

/** The grade, or the least and most it may be with what to ask for; grade 0 with signs is never a bare 0. */
function gradeText({ grade, min, max, missing, warnings }: ObservationGrade, say: Say): string {
  if (grade === 0 && warnings.includes('signsWithoutFever')) return say('bedside.grade.signs');
  if (grade !== null) return say('bedside.grade', { grade });
  const items = missing.map((code) => labelOf(code, say)).join(', ');
  const open = say('bedside.grade.open', { min, max });
  return items ? `${open} (${say('cli.bedside.missing', { items })})` : open;
}

const labelOf = (code: string, say: Say): string => (code.includes('.') ? codeLabel(code, say) : code);

const UNSAID = new Set(['day.date', 'day.time', 'med.at']);

const factsText = (ids: readonly FactId[], { view }: Journey, say: Say): string =>
  ids
    .flatMap((id) => {
      const fact = view.fact(id);
      return fact && !UNSAID.has(fact.code) ? [`${codeLabel(fact.code, say)} ${factText(fact, say)}`] : [];
    })
    .join('; ');
