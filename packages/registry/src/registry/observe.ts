import { type Fact, type Instant, type Issue, readLineaJson } from '@linea/facts';
import type { Pool } from '../database/pool.ts';
import { type Access, inSession } from '../database/session.ts';
import { observationIssues } from '../observation/check-observation.ts';
import type { Observation } from '../observation/observation.ts';
import { eventOf, observationFacts, type PlacedFact } from '../observation/observation-facts.ts';
import { changeIssues, latest, wantedVersion } from './correct.ts';
import { importFacts } from './import.ts';
import { factsOf } from './read.ts';
import type { Observed } from './registry.ts';

/**
 * Writes down what was seen of a patient at one time: new facts and corrections together, in one transaction. The same
 * observation again adds nothing; where a fact that it corrects has another version by now nothing is written.
 */
export async function addObservation(
  pool: Pool,
  access: Access,
  recorded: Instant,
  of: Observation,
): Promise<Observed> {
  const versions = await inSession(pool, access, (session) => factsOf(session, [of.patient]));
  const centre = versions[0]?.centre;
  if (centre === undefined) return { ok: false, issues: [{ code: 'patient.unknown', at: 'patient', got: of.patient }] };
  const corrections = correctionsOf(of, versions);
  const issues = [...observationIssues(of, versions), ...corrections.flatMap(({ issue }) => issue ?? [])];
  if (issues.length > 0) return { ok: false, issues };
  const written = corrections.flatMap(({ placed }) => placed ?? []);
  const placed = [...observationFacts(of, dayOf(of, versions)), ...written];
  const text = JSON.stringify({ format: 'linea', version: 1, facts: placed.map(({ fact }) => fact) });
  const report = await importFacts(
    pool,
    access,
    recorded,
    (given) => readLineaJson(text, { ...given, centre, file: 'bedside' }),
    {},
  );
  const after = await inSession(pool, access, (session) => factsOf(session, [of.patient]));
  if (report.ok) {
    const ids = new Set(placed.map(({ fact }) => fact.id));
    const { accepted, duplicates, warnings } = report;
    const facts = after.filter(({ id }) => ids.has(id));
    const said = warnings.map((warning) => inObservation(warning, placed));
    return { ok: true, event: eventOf(of), accepted, duplicates, facts, warnings: said };
  }
  const found = report.issues.map((issue) => inObservation(issue, placed));
  for (const { fact } of written) {
    const read = after.find(({ id }) => id === fact.supersedes);
    const current = read && latest(read, after);
    if (current && current !== read && current.id !== fact.id)
      return { ok: false, issues: found, conflict: { read, current, wanted: fact } };
  }
  return { ok: false, issues: found };
}

/** The corrections as facts that name the versions read, or what is wrong with them. */
function correctionsOf(
  { key, known, corrections }: Observation,
  versions: readonly Fact[],
): readonly { readonly placed?: PlacedFact; readonly issue?: Issue }[] {
  return corrections.map(({ supersedes, kind, because, change }, index) => {
    const at = `corrections.${index}`;
    const read = versions.find(({ id }) => id === supersedes);
    if (!read) return { issue: { code: 'fact.unknown', at: `${at}.supersedes`, got: supersedes } };
    if (!/^(daily|medication):/.test(read.event))
      return {
        issue: { code: 'observation.otherCode', at: `${at}.supersedes`, got: read.code, allowed: 'day.*, med.*' },
      };
    const correction = { patient: read.patient, supersedes, kind, because, ...(change ? { change } : {}) };
    const [wrong] = changeIssues(correction);
    if (wrong) return { issue: { ...wrong, at: `${at}.${wrong.at}` } };
    const fact = wantedVersion(read, correction, `${key}.c${index}`);
    return { placed: { fact: kind === 'transcription' || known === undefined ? fact : { ...fact, known }, place: at } };
  });
}

/** The day of the observation that this one adds to. */
function dayOf({ event }: Observation, versions: readonly Fact[]): string | undefined {
  const dated = event === undefined ? undefined : versions.find((fact) => fact.event === event);
  return dated?.effective.start ?? undefined;
}

/** The facts were read as a document; the writer speaks of `values.2`, not of `facts[4].value`. */
function inObservation(issue: Issue, placed: readonly PlacedFact[]): Issue {
  const [, index, rest = ''] = /^facts\[(\d+)\]\.?(.*)$/.exec(issue.at) ?? [];
  const found =
    index === undefined ? placed.find(({ fact }) => issue.at.endsWith(` ${String(fact.id)}`)) : placed[Number(index)];
  if (!found) return issue;
  if (index === undefined) return { ...issue, at: `${found.place}.supersedes` };
  const ofOne = !/^(values|corrections)\.\d+$/.test(found.place);
  return { ...issue, at: ofOne || rest === '' ? found.place : `${found.place}.${rest}` };
}
