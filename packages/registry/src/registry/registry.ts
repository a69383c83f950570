import type {
  CentreId,
  Code,
  CorrectionKind,
  EventId,
  Fact,
  FactId,
  FactJson,
  Instant,
  Issue,
  LineaJsonParts,
  LineaJsonReading,
  PatientId,
  ReadingEnd,
  ReadOptions,
  Result,
} from '@linea/facts';
import type { Cut } from '../cuts/cuts.ts';
import type { DerivedOf, DerivedRow } from '../derived/derived-rows.ts';
import type { PatientSummary } from '../journey/known-patient.ts';
import type { Observation } from '../observation/observation.ts';
import type { ProtocolEntry, ProtocolRecord, Recorded } from './protocols.ts';

/** What a reader is told about the import that it reads for. */
export type Given = Pick<ReadOptions, 'recorded' | 'by'>;

/**
 * Reads something from outside into facts, all at once: a table with its mapping. Asked a second time with `existing` when the
 * store already knows some of the patients.
 */
export type WholeReader = (given: Given & Pick<ReadOptions, 'existing'>) => LineaJsonReading;

/** Reads something from outside patient by patient, so that one part is stored while the next is read: `openLineaJson`. */
export interface PartsReader {
  /** Opened anew when another writer came in between and the import has to begin again. */
  readonly open: () => LineaJsonParts;
}

/** Facts that have been read, a part at a time. */
export interface ReadParts {
  /** With their centres; '' where the file names none, which reading refuses. */
  readonly patients: ReadonlyMap<PatientId, CentreId>;
  readonly parts: Generator<readonly Fact[], ReadingEnd> | AsyncGenerator<readonly Fact[], ReadingEnd>;
}

/** Something from outside that is open, to be read once. */
export interface Opening {
  /** The patients whose facts it has to know. */
  readonly asked: Iterable<PatientId>;
  /** @param stored  every fact that the store has of them */
  readonly read: (stored: readonly Fact[]) => ReadParts | Promise<ReadParts>;
}

/** Opens something from outside: what reads in another thread. */
interface OpeningReader {
  readonly opening: (given: Given) => Promise<Opening>;
}

export type Reader = WholeReader | PartsReader | OpeningReader;

export interface ImportOptions {
  /** Find out what would happen and change nothing. Default false. */
  readonly dryRun?: boolean;
}

/** What came of an import. All or nothing: with an issue nothing was stored. */
export interface ImportReport {
  readonly ok: boolean;
  /** Facts stored (in a dry run: that would be). */
  readonly accepted: number;
  /** Facts that stand in the file twice or that the store already had. */
  readonly duplicates: number;
  readonly refused: number;
  readonly issues: readonly Issue[];
  readonly warnings: readonly Issue[];
  readonly patients: readonly PatientId[];
}

/** A new version of a fact. */
export interface Correction {
  readonly patient: PatientId;
  /** The version that the writer has read and wants replaced. */
  readonly supersedes: FactId;
  readonly kind: CorrectionKind;
  /** Why, in words. */
  readonly because: string;
  /** What changes, as in Linea's JSON (`value`, `unit`, `comparator`, `effective`, `absent`, ...); the rest stays. Nothing for a withdrawal. */
  readonly change?: FactJson;
}

/** The loser of a race gets both values. */
export interface Conflict {
  /** The version that the writer had read; null when it is not there. */
  readonly read: Fact | null;
  /** The version that stands in its place now. */
  readonly current: Fact;
  /** What the writer wanted. */
  readonly wanted: FactJson;
}

export type Corrected =
  | { readonly ok: true; readonly fact: Fact }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly conflict?: Conflict };

/** What came of an observation; a correction of it that came too late tells both versions, and nothing was written. */
export type Observed =
  | {
      readonly ok: true;
      /** The event that joins its facts. */
      readonly event: EventId;
      /** Facts stored, and facts that an earlier sending had stored. */
      readonly accepted: number;
      readonly duplicates: number;
      /** Its facts as they are stored. */
      readonly facts: readonly Fact[];
      readonly warnings: readonly Issue[];
    }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly conflict?: Conflict };

/** The registry as one user sees it: patients of other centres are not there, whatever is asked. */
export interface Registry {
  /** In the order of their names, byte by byte. */
  patients(): Promise<readonly PatientSummary[]>;
  /** One patient in the list; undefined when there is none for this user. */
  patient(patient: PatientId): Promise<PatientSummary | undefined>;
  /**
   * Every version of every fact of a patient, for `view` of `@linea/facts`; none when there is no such patient for this user.
   * @param options.recordedBy  only what Linea had been told by then
   */
  facts(patient: PatientId, options?: { readonly recordedBy?: Instant }): Promise<readonly Fact[]>;
  /** Facts of many patients, one patient after the other, without holding all of them; `false`, also promised, ends it. */
  everyPatient(each: (patient: PatientSummary, facts: readonly Fact[]) => unknown): Promise<void>;
  /** Every version of the facts of some codes, by patient: for what looks at many patients at once. */
  parts(patients: readonly PatientId[], codes: readonly Code[]): Promise<ReadonlyMap<PatientId, readonly Fact[]>>;
  /** Of which of some codes there is any fact, by patient. */
  present(patients: readonly PatientId[], codes: readonly Code[]): Promise<ReadonlyMap<PatientId, ReadonlySet<Code>>>;
  /** Of rows of a kind that were kept, by patient, those that were worked out of just this. */
  derived(kind: string, wanted: readonly DerivedOf[]): Promise<ReadonlyMap<PatientId, unknown>>;
  /** Keeps what was worked out, for the next start; content without whatever JSON cannot hold. */
  keepDerived(kind: string, rows: readonly DerivedRow[]): Promise<void>;
  import(read: Reader, options?: ImportOptions): Promise<ImportReport>;
  /** The named data cuts of this user's eyes, oldest first. */
  cuts(): Promise<readonly Cut[]>;
  /** Freezes what is recorded by now under a new name, or says why not. */
  createCut(name: string): Promise<Result<Cut>>;
  correct(correction: Correction): Promise<Corrected>;
  /** All or nothing; the same observation again adds nothing. */
  observe(observation: Observation): Promise<Observed>;
  /** Every approval and withdrawal of a protocol, of one centre or of all that this user sees, in the order of recording. */
  protocols(centre?: CentreId): Promise<readonly ProtocolRecord[]>;
  recordProtocol(entry: ProtocolEntry): Promise<Recorded>;
}
