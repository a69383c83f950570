import type { ConflictDocument, CorrectedDocument, CorrectionDocument } from '@linea/registry/contract';
import type { Language } from '../language/language.ts';
import { Problem, postJson } from './client.ts';

/**
 * Writes a new version of a fact.
 *
 * @param fact  the version that the writer has read
 * @throws {Problem} refused; of a race that was lost, with both versions (`conflictIn`)
 */
export const sendCorrection = (
  patient: string,
  fact: string,
  correction: CorrectionDocument,
  lang: Language,
): Promise<CorrectedDocument> =>
  postJson(
    `/api/patients/${encodeURIComponent(patient)}/facts/${encodeURIComponent(fact)}/corrections`,
    { lang },
    correction,
  );

/** Both versions, where somebody else was faster. */
export function conflictIn(error: unknown): ConflictDocument | null {
  if (!(error instanceof Problem) || error.document.status !== 409) return null;
  const document = error.document as Partial<ConflictDocument>;
  return document.current ? (document as ConflictDocument) : null;
}
