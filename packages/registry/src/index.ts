export { CutHash } from './cuts/cut-hash.ts';
export type { Cut } from './cuts/cuts.ts';
export { recordedBy } from './cuts/recorded-by.ts';
export type { Access } from './database/session.ts';
export type { DerivedOf, DerivedRow } from './derived/derived-rows.ts';
export { fingerprintOf } from './derived/fingerprint.ts';
export { type Owner, ownerOf } from './directory/lock.ts';
export { makeFolder } from './directory/make-folder.ts';
export { makeSnapshot } from './directory/snapshot.ts';
export type { Observation } from './observation/observation.ts';
export { LOCAL_USER, type OpenOptions, openStore, type Store, type Where } from './open.ts';
// biome-ignore format: a list
export { approvableKinds, approvalsIn, confirmationsIn, type ProtocolEntry, type ProtocolRecord } from './registry/protocols.ts';
export type {
  Conflict,
  Corrected,
  Correction,
  ImportOptions,
  ImportReport,
  Observed,
  PartsReader,
  Reader,
  Registry,
} from './registry/registry.ts';
export { StoreRefused } from './store-refused.ts';
