import { scheduleDays } from '@linea/criteria';
import type { Knowledge, KnownSchedule, Reading, StatusChange } from './knowledge.ts';

type Statement = readonly [where: string, said: Partial<Reading>];

const changes = (where: string, list: readonly StatusChange[]): readonly Statement[] =>
  list.map((change, index) => [`${where}[${index}]`, change]);

/** Everything the knowledge says, each with where it stands: a mark and a source. */
function statements(of: Knowledge): readonly Statement[] {
  return [
    ...of.trials.flatMap(({ id, sources, results, refractoryPct }): readonly Statement[] => [
      ...(sources.length > 0 ? [] : ([[`trial ${id}`, {}]] as const)),
      ...sources.map((source): Statement => [`trial ${id}`, { source }]),
      ...[...results, ...refractoryPct].map(
        (row): Statement => [
          `trial ${id} ${'endpoint' in row ? row.endpoint : row.to}`,
          { mark: row.status, source: row.source },
        ],
      ),
    ]),
    ...of.regimens.flatMap(({ id, ema, aifa }): readonly Statement[] => [
      [`regimen ${id} ema`, { mark: ema.statusFlag, source: ema.source }],
      [`regimen ${id} aifa`, { mark: aifa.statusFlag, source: aifa.source }],
    ]),
    ...of.labels.flatMap(({ id, reading, europe, italy, reimbursedReading }): readonly Statement[] => [
      [`label ${id}`, reading],
      ...changes(`label ${id} europe`, europe),
      ...changes(`label ${id} italy`, italy),
      ...(reimbursedReading ? ([[`label ${id} reimbursed`, reimbursedReading]] as const) : []),
    ]),
    ...of.schedules.map((one): Statement => [`schedule ${one.regimen} ${one.drug}`, one]),
    ...of.populations.map((one): Statement => [`population ${one.trial}`, one]),
    ...of.toxicities.map((one): Statement => [`toxicity ${one.drug}`, one]),
    ...of.purposes.map((one): Statement => [`purpose ${one.purpose}`, one]),
    ...of.decisions.map((one): Statement => [`decision ${one.decision} ${one.id}`, one]),
    ...of.drugs.map(({ id, source }): Statement => [`drug ${id}`, { source }]),
    ...of.accessClasses.flatMap(({ id, sources }) =>
      (sources.length > 0 ? sources : [undefined]).map((source): Statement => [`access ${id}`, { source } as never]),
    ),
  ];
}

/**
 * What is wrong with the knowledge, a line each; none may be built in. Every statement names a source that exists, what is
 * called verified does not rest on memory, what is referred to is there, and every text exists in both languages.
 */
export function flawsOf(of: Knowledge): readonly string[] {
  const status = new Map(of.sources.map((source) => [source.id, source.status]));
  const unsourced = statements(of).flatMap(([where, { mark, source }]) => {
    if (!source) return [`${where}: no source`];
    if (!status.has(source) && !source.startsWith('doc.')) return [`${where}: no source ${source} in the list`];
    return mark === 'verified' && source === 'memory' ? [`${where}: verified, and from memory`] : [];
  });
  const [trials, regimens, drugs] = [of.trials, of.regimens, of.drugs].map(
    (rows) => new Set((rows as readonly { id: string }[]).map(({ id }) => id)),
  ) as [Set<string>, Set<string>, Set<string>];
  const lost = [
    ...of.labels.flatMap((label) => [
      ...label.trials.filter((id) => !trials.has(id)).map((id) => `label ${label.id}: no trial ${id}`),
      ...(regimens.has(label.regimen) ? [] : [`label ${label.id}: no regimen ${label.regimen}`]),
      ...(label.gate === undefined && label.conditions === undefined ? [`label ${label.id}: no conditions`] : []),
    ]),
    ...of.schedules.flatMap((one) => scheduleFlaws(one, of.regimens)),
    ...of.populations.filter(({ trial }) => !trials.has(trial)).map(({ trial }) => `population: no trial ${trial}`),
    ...of.decisions.flatMap(({ id, trial }) =>
      trial === undefined || trials.has(trial) ? [] : [`decision ${id}: no trial ${trial}`],
    ),
    ...of.toxicities.filter(({ drug }) => !drugs.has(drug)).map(({ drug }) => `toxicity: no drug ${drug}`),
  ];
  const texts = [
    ...of.trials.flatMap(({ population, design, results, refractoryPct }) => [
      population,
      design,
      ...results.flatMap(({ endpoint, note }) => [endpoint, note]),
      ...refractoryPct.flatMap(({ to, note }) => [to, note]),
    ]),
    ...of.regimens.flatMap(({ guidelinePlace, schedule }) => [
      guidelinePlace,
      ...schedule.map(({ days }) => days).filter((days) => /[a-z]/i.test(days)),
    ]),
  ].filter((text) => text !== null);
  const unsaid = [...new Set(texts)].filter((text) => !(of.words[text]?.en && of.words[text]?.it));
  return [...unsourced, ...lost, ...unsaid.map((text) => `words: «${text}» is not said in both languages`)];
}

/** A schedule of a drug that its regimen has, on days of its cycle, from a cycle to one that is no earlier. */
function scheduleFlaws(
  { regimen, drug, fromCycle, toCycle, days }: KnownSchedule,
  regimens: Knowledge['regimens'],
): readonly string[] {
  const where = `schedule ${regimen} ${drug}`;
  const known = regimens.find(({ id }) => id === regimen);
  if (!known) return [`${where}: no regimen ${regimen}`];
  const listed = scheduleDays(days);
  return [
    ...(known.drugs.includes(drug) ? [] : [`${where}: not a drug of the regimen`]),
    ...(listed === null ? [`${where}: days «${days}»`] : []),
    ...(listed?.some((day) => day < 1 || day > (known.cycleDays ?? 0)) ? [`${where}: days outside the cycle`] : []),
    ...(fromCycle >= 1 && (toCycle ?? fromCycle) >= fromCycle ? [] : [`${where}: cycles ${fromCycle} to ${toCycle}`]),
  ];
}
