import { basename } from 'node:path';
import type { PatientJson } from '@linea/briefs';
import {
  FORM_KINDS,
  type FormLayout,
  gapsFirst,
  handOverFacts,
  milestoneClock,
  type Sheet,
  sheetOf,
} from '@linea/briefs/forms';
import { fromIso, shown } from '@linea/facts';
import { journeyJson } from '@linea/registry/journey';
import { labelsIn } from '@linea/registry/words';
import { readLayout } from '@linea/server/centre';
import type { Context } from '../context.ts';
import { type CentreFormsOptions, centreForms, formsOf } from '../forms/centre-forms.ts';
import { Refused, textOf } from '../io.ts';
import { optionOf } from '../option-of.ts';
import { sheetText } from '../print/sheet-text.ts';
import { patientIn, type Reach, withRegistry } from '../registry/reach.ts';
import { accepted, journeySeen, type SeenOptions } from '../seen.ts';

type FormsOptions = SeenOptions &
  CentreFormsOptions & {
    readonly kind: string;
    readonly year?: string;
    readonly layout?: string;
    readonly handedOver?: string;
    readonly to?: string;
  };

/** `linea forms ID --kind K`: a sheet pre-filled, gaps first, with its milestones and what was handed over before. */
export async function formsCommand(id: string, options: FormsOptions, { io, say, json }: Context): Promise<void> {
  const kind = optionOf('--kind', options.kind, FORM_KINDS);
  const year = Number(options.year ?? 1);
  if (!Number.isInteger(year) || year < 1 || year > 50)
    throw new Refused([{ code: 'forms.year', at: '--year', got: shown(options.year ?? ''), allowed: '1 … 50' }]);
  const own = await centreForms(options, io);
  const given = options.layout === undefined ? null : await layoutAt(options.layout, kind);
  await withRegistry(io, options, async (reach) => {
    const known = await patientIn(reach, id);
    const inForce = await formsOf(known.centre, own, reach);
    const layout = given ?? (inForce.layouts.find((one) => one.id === kind) as FormLayout);
    const asked = async () => {
      const again = await patientIn(reach, id);
      return journeyJson(journeySeen(again, options, io.now()), say) as unknown as PatientJson;
    };
    const words = { say, labels: labelsIn(say) };
    const before = sheetFrom(layout, await asked(), year);
    if (options.handedOver !== undefined)
      await recordHandOver(reach, known.id, known.centre, before.kind, options.handedOver, options.to);
    const patient = await asked();
    const sheet = sheetFrom(layout, patient, year);
    const clock = milestoneClock(patient, inForce.milestones);
    const found = {
      patient: id,
      centre: known.centre,
      asOf: patient.asOf,
      synthetic: patient.synthetic,
      ...sheet,
      fields: gapsFirst(sheet.fields),
      milestones: clock,
    };
    io.out(json ? `${JSON.stringify(found)}\n` : `${sheetText(found, words)}\n`);

    function sheetFrom(of: FormLayout, journey: PatientJson, inYear: number): Sheet {
      const made = sheetOf(of, journey, words, inYear);
      if (made) return made;
      throw new Refused([{ code: 'forms.noInfusion', at: id, allowed: 'inf.date, inf.product' }]);
    }
  });
}

/** A centre's own layout. @throws {Refused} it cannot be read, or says what no layout says */
async function layoutAt(path: string, kind: string): Promise<FormLayout> {
  const layout = accepted(readLayout(await textOf(path), basename(path)));
  if (layout.id === kind) return layout;
  throw new Refused([{ code: 'forms.otherKind', at: path, got: layout.id, allowed: kind }]);
}

/** Writes down that a sheet left the house: facts like any other. @throws {Refused} no such day, or the store says no */
async function recordHandOver(
  reach: Reach,
  patient: string,
  centre: string,
  kind: string,
  on: string,
  to: string | undefined,
): Promise<void> {
  if (Number.isNaN(fromIso(on)))
    throw new Refused([{ code: 'date.malformed', at: '--handed-over', got: shown(on), allowed: 'YYYY-MM-DD' }]);
  const bytes = new TextEncoder().encode(JSON.stringify(handOverFacts({ patient, centre, kind, on, to: to ?? '' })));
  const report = await reach.import(
    {
      files: [{ name: 'hand-over.json', bytes }],
      mapping: undefined,
      format: 'linea',
      centre: undefined,
      patient: undefined,
      acceptValid: undefined,
    } as never,
    false,
  );
  if (report.issues.length > 0) throw new Refused(report.issues);
}
