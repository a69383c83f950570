import { join } from 'node:path';
import { type CentreForms, type FormsInForce, formsInForce } from '@linea/briefs/forms';
import { confirmationsIn } from '@linea/registry';
import { FORMS_FILE, FormsFile, readFormsFile } from '@linea/server/centre';
import type { Io } from '../io.ts';
import { DATA } from '../registry/open-reach.ts';
import type { Reach, ReachOptions } from '../registry/reach.ts';
import { accepted } from '../seen.ts';

/** Where a centre's months and field lists may stand. */
export interface CentreFormsOptions extends ReachOptions {
  /** The file, instead of `forms.yaml` in the data directory. */
  readonly forms?: string;
}

/** What centres wrote. @throws {Refused} with every issue, by line and column */
export async function centreForms({ forms, data, facts }: CentreFormsOptions, { env }: Io): Promise<CentreForms> {
  if (forms !== undefined) return accepted(await readFormsFile(forms));
  const isElsewhere = data === undefined && (facts !== undefined || Boolean(env.DATABASE_URL));
  return accepted(await new FormsFile(isElsewhere ? undefined : join(data ?? DATA, FORMS_FILE)).read());
}

/** What holds for a centre, with who confirmed a layout as the registry recorded it. */
export async function formsOf(centre: string, own: CentreForms, reach: Reach): Promise<FormsInForce> {
  return formsInForce(centre, own, confirmationsIn(await reach.protocols(centre)));
}
