import { estimateOf, type OwnEstimate, silentEstimate } from '@linea/briefs/estimate';
import type { KnownPatient } from '@linea/registry/journey';
import { issueText, type Say } from '@linea/registry/words';
import { Refusal } from '../http/refusal.ts';
import type { StudyFolder } from './study-folder.ts';

/** What the study's models say of a patient, in words; null: there is no model. A file that cannot be read says why. */
export async function ownEstimateIn(
  study: StudyFolder,
  of: KnownPatient,
  seen: { readonly asOf: string; readonly knownAt: string | null },
  say: Say,
): Promise<OwnEstimate | null> {
  try {
    const model = await study.model();
    return model && estimateOf(model, of, seen, say);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return silentEstimate(
      'model.json',
      error.issues.map((issue) => issueText(issue, say)),
      say,
    );
  }
}
