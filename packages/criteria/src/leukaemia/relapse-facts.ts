import { type Fact, type Span, withMembers } from '@linea/facts';
import type { Criterion } from '../engine/index.ts';
import { sizeOf } from '../general/size-of.ts';
import { type Line, linesOf } from '../lines/lines-of.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import { answerTo } from '../patient/answers.ts';
import {
  type Application,
  codeOf,
  codesOf,
  dateSpan,
  numberOf,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import {
  type Assessment,
  assessmentsOf,
  atTime,
  emdAt,
  inputAt,
  isRemission,
  notFound,
  pbBlastsAt,
  relapsesOf,
  sameTime,
} from './assessments.ts';
import { MRD_THRESHOLD, mrd } from './mrd.ts';
import { mrdEvents, mrdInputs } from './mrd-facts.ts';
import { TIMING_SCHEMES } from './readers.ts';

const dated = (days: Span, facts: readonly Fact[]): Sourced =>
  Number.isFinite(days.start) || Number.isFinite(days.end)
    ? sourced(plainDate(days), facts)
    : unknownInput(...facts.map(({ code }) => code));

/** The class of an MRD examination; null where its facts leave it open. */
function classOf(of: Patient, examination: Fact): Sourced {
  const inputs = mrdInputs(of, examination);
  const plain = Object.fromEntries(Object.entries(inputs).map(([name, { value }]) => [name, value]));
  const { answer } = mrd.derive(plain);
  const used = Object.values(inputs).flatMap(({ value, facts }) => (value === null ? [] : facts));
  return {
    value: answer.status === 'determined' ? answer.value : null,
    facts: [...new Set(used)],
    codes: ['mrd.result'],
  };
}

/** Classes after which MRD that comes back is a relapse. */
const WAS_LOW: readonly unknown[] = ['negative', 'negative-unqualified', 'intermediate'];

/** The last MRD before a relapse (and after the one before it) that was low, else the last one there was. */
function priorMrd(of: Patient, relapse: Assessment): Sourced {
  const since = relapsesOf(of).findLast(({ span }) => span.start < relapse.span.start)?.span.start ?? -Infinity;
  const classes = mrdEvents(of)
    .filter((one) => of.span(one).start < relapse.span.start && of.span(one).start > since)
    .map((one) => classOf(of, one));
  return classes.findLast(({ value }) => WAS_LOW.includes(value)) ?? classes.at(-1) ?? unknownInput('mrd.result');
}

/** The level of the next examination after that of the relapse. */
function secondMrd(of: Patient, relapse: Assessment): Sourced {
  const examinations = mrdEvents(of);
  const own = examinations.findLastIndex((one) => sameTime(of, relapse.fact, one));
  const next = own < 0 ? undefined : examinations[own + 1];
  return next ? (mrdInputs(of, next).level ?? unknownInput('mrd.value')) : unknownInput('mrd.value');
}

const EXTRAMEDULLARY = ['cns', 'testis', 'otherExtramedullary', 'nodal', 'bone'];

/** The stated site in the words of the criterion. */
function statedSite(of: Patient, relapse: Assessment): Application['stated'] {
  const fact = of.byEvent(relapse.fact.event).find(({ code }) => code === 'resp.relapseSite');
  const sites = codesOf(fact);
  if (!fact || !sites || sites.length === 0) return undefined;
  const outside = sites.some((site) => EXTRAMEDULLARY.includes(site));
  return {
    value: sites.includes('marrow') ? (outside ? 'combined' : 'isolated-marrow') : 'isolated-extramedullary',
    fact: fact.id,
    field: 'site',
  };
}

const firstRemission = (of: Patient, before: Assessment): Assessment | undefined =>
  assessmentsOf(of).find((assessment) => isRemission(assessment) && assessment.span.start < before.span.start);

function antigen(of: Patient, code: 'path.cd19' | 'path.cd22', relapse: Assessment): Sourced {
  const fact = atTime(of, code, relapse.fact);
  return fact ? sourced(codeOf(fact) === 'notDone' ? null : (codeOf(fact) ?? null), [fact]) : unknownInput(code);
}

/** What was found at the time of a relapse. */
function relapseAt(of: Patient, relapse: Assessment, about: Application['of']): Application {
  const remission = firstRemission(of, relapse);
  const site = statedSite(of, relapse);
  return withMembers(about ? { of: about } : {}, {
    at: relapse.span,
    inputs: {
      bmBlasts: inputAt(of, 'marrow.blasts', relapse.fact),
      pbBlasts: pbBlastsAt(of, relapse.fact),
      emd: emdAt(of, relapse.fact),
      mrd: inputAt(of, 'mrd.value', relapse.fact),
      priorMrd: priorMrd(of, relapse),
      secondMrd: secondMrd(of, relapse),
      priorRemission: remission ? sourced(true, [remission.fact]) : unknownInput('resp.all'),
      cd19: antigen(of, 'path.cd19', relapse),
      cd22: antigen(of, 'path.cd22', relapse),
    },
    ...(site ? { stated: site } : {}),
  });
}

/** Findings by which a leukaemia may have come back, whoever judged them. */
function findings(of: Patient): readonly Fact[] {
  const isAbove = (fact: Fact, limit: number): boolean => !(sizeOf(fact) < limit);
  return [
    ...valued(of, 'marrow.blasts').filter((fact) => isAbove(fact, 5)),
    ...valued(of, 'lab.blastsPb').filter((fact) => isAbove(fact, Number.MIN_VALUE)),
    ...valued(of, 'extramed.site').filter((fact) => codesOf(fact)?.some((site) => site !== 'none')),
    ...valued(of, 'csf.status').filter((fact) => ['cns3', 'involved'].includes(codeOf(fact) ?? '')),
    ...valued(of, 'mrd.value').filter((fact) => isAbove(fact, MRD_THRESHOLD)),
  ].sort((a, b) => of.span(a).start - of.span(b).start || of.span(a).end - of.span(b).end);
}

/** Relapses that the findings show after a remission, and of which nobody wrote a word. */
function unstated(of: Patient, criterion: Criterion): readonly Application[] {
  const judged = assessmentsOf(of);
  const shown: { readonly fact: Fact; readonly type: unknown; readonly application: Application }[] = [];
  for (const fact of findings(of)) {
    const span = of.span(fact);
    const before = judged.findLast((one) => one.span.start < span.start);
    if (!before || !isRemission(before) || judged.some((one) => sameTime(of, one.fact, fact))) continue;
    const since = shown.filter((one) => of.span(one.fact).start >= before.span.start);
    if (since.some((one) => one.type === 'haematological' || sameTime(of, one.fact, fact))) continue;
    const date = plainDate(span);
    const application = relapseAt(of, { fact, word: '', span, about: { date }, stage: 'line' }, { date });
    const { type, possible = [type] } = answerTo(criterion, application);
    const isRelapse = !(possible as readonly unknown[]).includes('none');
    if (isRelapse && (type === 'haematological' || since.length === 0)) shown.push({ fact, type, application });
  }
  return shown.map(({ application }) => application);
}

/** Each recorded relapse with what was found at its time; and those that nobody stated but the findings show. */
export function relapseApplications(of: Patient, criterion: Criterion): readonly Application[] {
  if (!hasDisease(of, 'ALL')) return [];
  const stated = relapsesOf(of).map((relapse) => relapseAt(of, relapse, { timepoint: 'relapse' }));
  return [...stated, ...unstated(of, criterion)];
}

/** The last end of frontline therapy before the relapse; null when therapy went on until it. */
function therapyEnd(of: Patient, relapse: Assessment): Sourced {
  const ends = valued(of, 'line.end').filter((fact) => dateSpan(of, fact).start <= relapse.span.end);
  const end = ends.at(-1);
  if (end) return dated(dateSpan(of, end), [end]);
  const stopped = valued(of, 'line.stopReason').find(
    (fact) => of.span(fact).start <= relapse.span.end && ['progression', 'ongoing'].includes(codeOf(fact) ?? ''),
  );
  return stopped ? sourced(null, [stopped], 'line.end') : notFound('line.end');
}

/** Each relapse under every scheme: first relapse only, counted from diagnosis and first remission. */
export function timingApplications(of: Patient): readonly Application[] {
  const relapse = relapsesOf(of)[0];
  if (!hasDisease(of, 'ALL') || !relapse) return [];
  const diagnosis = of.byCode('dx.date').at(0);
  const remission = firstRemission(of, relapse);
  const inputs = {
    diagnosis: diagnosis ? dated(dateSpan(of, diagnosis), [diagnosis]) : unknownInput('dx.date'),
    relapse: dated(relapse.span, [relapse.fact]),
  };
  const further: Readonly<Record<string, Readonly<Record<string, Sourced>>>> = {
    'cr1-12m': { cr1: remission ? dated(remission.span, [remission.fact]) : unknownInput('resp.all') },
    bfm: { therapyEnd: therapyEnd(of, relapse) },
  };
  return TIMING_SCHEMES.map((scheme) => ({
    of: { scheme },
    at: relapse.span,
    params: { scheme },
    inputs: withMembers(inputs, further[scheme] ?? {}),
  }));
}

/** Salvage lines: regimens, not a cell therapy. */
function salvageLines(lines: readonly Line[]): Sourced<number> {
  const salvage = lines.filter(({ kind }) => kind === 'regimen');
  return { value: salvage.length, facts: salvage.flatMap(({ facts }) => facts), codes: ['line.number'] };
}

/** Refractory: judged on the stated responses to induction and, after a relapse, to the salvage lines. */
export function refractoryApplications(of: Patient): readonly Application[] {
  const first = valued(of, 'line.number').at(0);
  if (!hasDisease(of, 'ALL') || !first) return [];
  const relapse = relapsesOf(of)[0];
  const cycles = of.byEvent(first.event).find(({ code }) => code === 'line.cycles');
  if (!relapse) {
    const judged = assessmentsOf(of).filter(({ stage }) => stage === 'line');
    const remission = judged.find(isRemission);
    const best = remission ?? judged.at(-1);
    if (!best) return [];
    return [
      {
        inputs: {
          // Who was never in remission has not relapsed.
          relapsed: remission ? unknownInput('resp.all') : sourced(false, [best.fact]),
          inductionResponse: sourced(best.word, [best.fact]),
          coursesGiven: cycles ? sourced(numberOf(cycles) ?? null, [cycles]) : unknownInput('line.cycles'),
          salvageLines: salvageLines(linesOf(of).slice(1)),
        },
        assuming: [{ fact: best.fact.id, label: `stated ${best.word}` }],
      },
    ];
  }
  const salvage = linesOf(of).filter(({ start }) => start.start >= relapse.span.start);
  const answered = assessmentsOf(of).findLast(({ stage, span }) => stage === 'line' && span.start > relapse.span.end);
  return [
    {
      at: relapse.span,
      inputs: {
        relapsed: sourced(true, [relapse.fact]),
        salvageLines: salvageLines(salvage),
        salvageResponse: answered ? sourced(answered.word, [answered.fact]) : unknownInput('resp.all'),
      },
      ...(answered ? { assuming: [{ fact: answered.fact.id, label: `stated ${answered.word}` }] } : {}),
    },
  ];
}
