import { type Fact, type Issue, ok, readLineaJson, refused } from '@linea/facts';
import type { Cut, ProtocolRecord } from '@linea/registry';
import { ahead } from '@linea/registry/ahead';
import type { ConflictDocument, CorrectedDocument, ProblemDocument } from '@linea/registry/contract';
import type { ImportJson, IncomingFile } from '@linea/registry/intake';
import { type KnownPatient, knownPatientOf, type PatientSummary } from '@linea/registry/journey';
import { Refused } from '../io.ts';
import { VERSION } from '../version.ts';
import type { Reach } from './reach.ts';

/** Patients asked for at once: the server reads one while another is on its way and a third is worked on. */
const AT_ONCE = 4;

/**
 * A registry that a running server has open: the same answers over its API.
 *
 * @param url  `http://127.0.0.1:4170`
 * @throws {Refused} the server does not answer, or is of another version
 */
export async function serverReach(url: string, now: () => Date): Promise<Reach> {
  const { version } = await answerOf<{ version: string }>(url, '/healthz');
  if (version !== VERSION)
    throw new Refused([{ code: 'server.otherVersion', at: url, got: version, allowed: VERSION }]);
  const list = (query = ''): Promise<readonly PatientSummary[]> => answerOf(url, `/api/patients${query}`);
  const withFacts = async (summary: PatientSummary): Promise<KnownPatient> => {
    const text = await textAt(url, `/api/patients/${encodeURIComponent(summary.patient)}/facts`);
    return knownPatientOf(summary, factsIn(text, now()));
  };
  return {
    patients: () => list(),
    async everyPatient(each) {
      for await (const patient of ahead(await list(), withFacts, AT_ONCE)) await each(patient);
    },
    async patient(id) {
      const [summary] = await list(`?patient=${encodeURIComponent(id)}`);
      return summary && withFacts(summary);
    },
    async correct({ patient, supersedes, ...body }) {
      const path = `/api/patients/${encodeURIComponent(patient)}/facts/${encodeURIComponent(supersedes)}/corrections`;
      const headers = { 'content-type': 'application/json' };
      const answer = await fetchFrom(url, path, { method: 'POST', headers, body: JSON.stringify(body) });
      if (answer.ok) return { ok: true, fact: ((await answer.json()) as CorrectedDocument).fact };
      const problem = (await answer.json()) as ProblemDocument;
      const { issues } = refusedBy(problem);
      const { read, current, wanted } = problem as ConflictDocument;
      return { ok: false, issues, conflict: answer.status === 409 ? { read, current, wanted } : undefined };
    },
    async import({ files, mapping, acceptValid, ...options }, dryRun) {
      const form = new FormData();
      const fields = { ...options, acceptValid: acceptValid && 'true', dryRun: String(dryRun) };
      for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
      for (const file of files) form.append('files', blobOf(file), file.name);
      if (mapping) form.append('mapping', blobOf(mapping), mapping.name);
      const answer = await fetchFrom(url, '/api/import', { method: 'POST', body: form });
      if (answer.ok) return (await answer.json()) as ImportJson;
      const { report, ...problem } = (await answer.json()) as ProblemDocument & { report?: ImportJson };
      if (report) return report;
      throw refusedBy(problem as ProblemDocument);
    },
    cuts: () => answerOf(url, '/api/cuts'),
    async createCut(name) {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetchFrom(url, '/api/cuts', { method: 'POST', headers, body: JSON.stringify({ name }) });
      if (answer.ok) return ok((await answer.json()) as Cut);
      return refused(...refusedBy((await answer.json()) as ProblemDocument).issues);
    },
    protocols: (centre) =>
      answerOf(url, `/api/protocols${centre === undefined ? '' : `?centre=${encodeURIComponent(centre)}`}`),
    async recordProtocol(entry) {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetchFrom(url, '/api/protocols', { method: 'POST', headers, body: JSON.stringify(entry) });
      if (answer.ok) return (await answer.json()) as ProtocolRecord;
      throw refusedBy((await answer.json()) as ProblemDocument);
    },
    store: null,
    worklist: (query) => answerOf(url, `/api/worklist?${new URLSearchParams(query)}`),
    close: async () => {},
  };
}

const blobOf = ({ bytes }: IncomingFile): Blob => new Blob([bytes as Uint8Array<ArrayBuffer>]);

/** What a server answers. @throws {Refused} it cannot be reached */
async function fetchFrom(url: string, path: string, request: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(`${url}${path}`, request);
  } catch (error) {
    const { code = '' } = ((error as Error).cause ?? {}) as { code?: string };
    throw new Refused([{ code: 'server.unreachable', at: url, ...(code ? { got: code } : {}) }]);
  }
}

/** Every version of every fact, as they were. @throws {Error} an answer of our own server that we cannot read */
function factsIn(text: string, now: Date): readonly Fact[] {
  const reading = readLineaJson(text, { recorded: now.toISOString(), by: 'linea', restore: true });
  if (reading.ok) return reading.facts;
  throw new Error(`server: facts that cannot be read, ${reading.issues[0]?.code}`);
}

/** The text of an answer. @throws {Refused} the server refuses, or cannot be reached */
async function textAt(url: string, path: string): Promise<string> {
  const answer = await fetchFrom(url, path);
  if (answer.ok) return answer.text();
  throw refusedBy((await answer.json()) as ProblemDocument);
}

const answerOf = async <T>(url: string, path: string): Promise<T> => JSON.parse(await textAt(url, path));

/** The issues of a problem document, as the command line has them itself. */
const issuesOf = ({ issues }: ProblemDocument): readonly Issue[] =>
  issues.map(({ message: _, ...issue }) => issue as Issue);

/** @throws {Error} the server failed, which is no refusal */
function refusedBy(problem: ProblemDocument): Refused {
  if (problem.status === 500) throw new Error(`server: ${problem.status}, id ${problem.id}`);
  const issues = issuesOf(problem);
  return new Refused(issues.length > 0 ? issues : [{ code: `problem.${problem.status}`, at: '' }]);
}
