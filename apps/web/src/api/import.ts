import type { ImportReportDocument } from '@linea/registry/contract';
import type { Language } from '../language/language.ts';
import { post } from './client.ts';

/** Files to be read into facts, with the mapping that says what their columns are. */
export interface ImportRequest {
  readonly files: readonly File[];
  readonly mapping: File | undefined;
  readonly centre: string | undefined;
  /** Keep the valid facts although others are refused. */
  readonly acceptValid: boolean;
}

/** @param dryRun  say what would come in, and store nothing */
export function sendImport(
  { files, mapping, centre, acceptValid }: ImportRequest,
  dryRun: boolean,
  lang: Language,
): Promise<ImportReportDocument> {
  const body = new FormData();
  if (centre !== undefined) body.set('centre', centre);
  if (acceptValid) body.set('acceptValid', 'true');
  body.set('dryRun', String(dryRun));
  if (mapping) body.set('mapping', mapping);
  for (const file of files) body.append('files', file);
  return post('/api/import', { lang }, body);
}
