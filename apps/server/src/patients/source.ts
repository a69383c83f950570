import type { KnownPatient, PatientSummary } from '@linea/registry/journey';

/** Where the patients come from. */
export interface Patients {
  readonly list: () => Promise<readonly PatientSummary[]>;
  /** Every version of every fact of one patient; undefined where nobody has that pseudonym. */
  readonly one: (id: string) => Promise<KnownPatient | undefined>;
  /** Changes with every fact that is recorded of this patient; undefined where nobody has that pseudonym. */
  readonly version: (id: string) => Promise<string | undefined>;
}
