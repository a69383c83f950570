import { type FactJson, type Issue, type Result, shown } from '@linea/facts';
import type { Correction, Cut, ProtocolEntry, ProtocolRecord, Store } from '@linea/registry';
import type { WorklistDocument } from '@linea/registry/contract';
import type { ImportJson, IntakeRequest } from '@linea/registry/intake';
import type { KnownPatient, PatientSummary } from '@linea/registry/journey';
import { type Io, Refused } from '../io.ts';
import { progressBar } from '../model/progress.ts';

/** What came of a correction, in public JSON; the loser of a race gets both values. */
type CorrectedJson =
  | { readonly ok: true; readonly fact: FactJson }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly conflict: ConflictJson | undefined };

interface ConflictJson {
  readonly read: FactJson | null;
  readonly current: FactJson;
  readonly wanted: FactJson;
}

/** What a command asks of a registry, wherever it is: a directory, a database, a running server, or a file. */
export interface Reach {
  readonly patients: () => Promise<readonly PatientSummary[]>;
  /** With every version of every fact; undefined where there is no such patient. */
  readonly patient: (id: string) => Promise<KnownPatient | undefined>;
  /** One patient after the other, without holding all of them. */
  readonly everyPatient: (each: (patient: KnownPatient) => void | Promise<void>) => Promise<void>;
  readonly correct: (correction: Correction) => Promise<CorrectedJson>;
  readonly import: (request: IntakeRequest, dryRun: boolean) => Promise<ImportJson>;
  readonly cuts: () => Promise<readonly Cut[]>;
  readonly createCut: (name: string) => Promise<Result<Cut>>;
  /** What was recorded of protocols, of one centre or of all. */
  readonly protocols: (centre?: string) => Promise<readonly ProtocolRecord[]>;
  /** @throws {Refused} with every issue */
  readonly recordProtocol: (entry: ProtocolEntry) => Promise<ProtocolRecord>;
  /** What is due of all patients, where a running server keeps it; null: to be worked out here. */
  readonly worklist: ((query: Readonly<Record<string, string>>) => Promise<WorklistDocument>) | null;
  /** What this process has open itself; null: a file, or somebody else's. */
  readonly store: Pick<Store, 'as'> | null;
  readonly close: () => Promise<void>;
}

/** Where a command looks for the registry. */
export interface ReachOptions {
  /** The data directory. */
  readonly data?: string;
  /** A file in Linea's JSON instead of a registry. */
  readonly facts?: string;
  /** Make a directory that does not exist without the published cases. */
  readonly empty?: boolean;
  /** Long work: the embedded database gets a thread of its own. */
  readonly long?: boolean;
}

/** Works on the registry, and leaves it closed whatever happens. */
export async function withRegistry<T>(io: Io, options: ReachOptions, work: (reach: Reach) => Promise<T>): Promise<T> {
  const reach = await io.reach(options);
  try {
    return await work(reach);
  } finally {
    await reach.close();
  }
}

/** One patient after the other, with a bar where somebody waits for it. */
export async function everyPatientShown(
  reach: Reach,
  io: Io,
  label: string,
  each: (patient: KnownPatient) => void | Promise<void>,
): Promise<void> {
  const bar = progressBar(io, label);
  const total = io.interactive ? (await reach.patients()).length : 1;
  let done = 0;
  try {
    await reach.everyPatient(async (patient) => {
      await each(patient);
      bar.at(Math.min(1, ++done / total));
    });
  } finally {
    bar.done();
  }
}

const SHOWN_PATIENTS = 10;

/** One patient by its pseudonym. @throws {Refused} no such patient */
export async function patientIn(reach: Reach, id: string): Promise<KnownPatient> {
  const found = await reach.patient(id);
  if (found) return found;
  const all = (await reach.patients()).map(({ patient }) => patient);
  const more = all.length > SHOWN_PATIENTS ? ', ...' : '';
  const issue: Issue = { code: 'patient.unknown', at: '', got: shown(id) };
  throw new Refused([
    all.length === 0 ? issue : { ...issue, allowed: `${all.slice(0, SHOWN_PATIENTS).join(', ')}${more}` },
  ]);
}
