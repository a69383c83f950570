import type { CentreForms, FormsInForce } from '@linea/briefs/forms';
import { DUE_KINDS, type DuePatient, questionsAbout, worklistJson, worklistOf } from '@linea/briefs/worklist';
import { patient } from '@linea/criteria';
import { asOfDay, ok, shown, view } from '@linea/facts';
import { LOCAL_USER, type Store } from '@linea/registry';
import type { WorklistDocument } from '@linea/registry/contract';
import { seenAs } from '@linea/registry/journey';
import { labelsIn } from '@linea/registry/words';
import type { Context } from '../context.ts';
import { type CentreFormsOptions, centreForms, formsOf } from '../forms/centre-forms.ts';
import { Refused } from '../io.ts';
import { progressBar } from '../model/progress.ts';
import { optionOf } from '../option-of.ts';
import { worklistText } from '../print/worklist-text.ts';
import { type Reach, withRegistry } from '../registry/reach.ts';
import { accepted } from '../seen.ts';

interface WorklistOptions extends CentreFormsOptions {
  readonly centre?: string;
  readonly kind?: string;
  readonly days?: string;
  readonly asOf?: string;
  readonly limit?: string;
}

/** Days ahead and lines: by default, and at most. */
const [DAYS, MOST_DAYS] = [30, 90];
const [LINES, MOST_LINES] = [50, 5000];

/** `linea worklist [--centre C]`: what is due of all patients, overdue first. */
export async function worklistCommand(options: WorklistOptions, { io, say, json }: Context): Promise<void> {
  const kind = options.kind === undefined ? undefined : optionOf('--kind', options.kind, DUE_KINDS);
  const days = numberOf('--days', options.days, DAYS, 0, MOST_DAYS);
  const limit = numberOf('--limit', options.limit, json ? MOST_LINES : LINES, 1, MOST_LINES);
  const { asOf } = accepted(seenAs([], options, io.now(), { asOf: '--as-of', knownAt: '' }));
  const { centre } = options;
  const found = await withRegistry(io, options, async (reach): Promise<WorklistDocument> => {
    if (reach.worklist)
      return reach.worklist({
        ...(centre === undefined ? {} : { centre }),
        ...(kind === undefined ? {} : { kind }),
        ...{ days: String(days), limit: String(limit), asOf, lang: say.language },
      });
    const own = await centreForms(options, io);
    const asked = { centre, kind, days, offset: 0, limit };
    const bar = progressBar(io, say('cli.worklist.working'));
    const all = reach.store
      ? await keptDues(reach.store, own, { asOf, centre, now: io.now }, bar.at)
      : await duePatients(reach, (one) => formsOf(one, own, reach), { asOf, centre }, bar.at);
    bar.done();
    return worklistJson(all, asked, asOf, { say, labels: labelsIn(say) });
  });
  io.out(json ? `${JSON.stringify(found)}\n` : `${worklistText(found, say)}\n`);
}

/** Every patient of a store with what is due; what the same program worked out today is taken from there. */
async function keptDues(
  store: Pick<Store, 'as'>,
  own: CentreForms,
  { asOf, centre, now }: { readonly asOf: string; readonly centre: string | undefined; readonly now: () => Date },
  progress: (share: number) => void,
): Promise<readonly DuePatient[]> {
  const { programFingerprint, Worklists } = await import('@linea/server/worklist');
  // What cannot be kept is worked out again by the next command.
  const options = { now, program: programFingerprint().catch(() => null), failed: () => {} };
  const access = { ...LOCAL_USER, ...(centre === undefined ? {} : { centres: [centre] }) };
  return new Worklists(store, { read: async () => ok(own) }, options).whole(access, asOf, progress);
}

/** Every patient of a file with what is due, one after the other; of another centre none. */
async function duePatients(
  reach: Reach,
  formsIn: (centre: string) => Promise<FormsInForce>,
  { asOf, centre }: { readonly asOf: string; readonly centre: string | undefined },
  progress: (share: number) => void,
): Promise<readonly DuePatient[]> {
  const byCentre = new Map<string, FormsInForce>();
  const patients = await reach.patients();
  for (const one of patients) if (!byCentre.has(one.centre)) byCentre.set(one.centre, await formsIn(one.centre));
  const all: DuePatient[] = [];
  let done = 0;
  await reach.everyPatient(({ id, centre: where, disease, synthetic, facts }) => {
    progress(++done / patients.length);
    if (centre !== undefined && where !== centre) return;
    const of = patient(view(facts, asOfDay(asOf)));
    const forms = byCentre.get(where) as FormsInForce;
    const dues = worklistOf(of, { asOf, disease, forms, ahead: MOST_DAYS });
    all.push({ patient: id, centre: where, disease, synthetic, dues, questions: questionsAbout(of) });
  });
  return all;
}

/** A whole number in its limits. @throws {Refused} it is none */
function numberOf(option: string, text: string | undefined, usual: number, least: number, most: number): number {
  if (text === undefined) return usual;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new Refused([{ code: 'option.value', at: option, got: shown(text), allowed: `${least} … ${most}` }]);
}
