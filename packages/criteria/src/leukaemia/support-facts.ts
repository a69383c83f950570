import type { Fact } from '@linea/facts';
import { immunoglobulinsBy } from '../cart/immunoglobulins.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import {
  type Application,
  booleanOf,
  codeOf,
  dateSpan,
  measured,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { daysInput, infusionOf, sinceInfusion } from './assessments.ts';
import { asOfDate, asOfSpan, infusionDate } from './infused.ts';

/** Serious bacterial infections since the infusion: a recorded one, else what the follow-up says. */
function seriousInfections(of: Patient, since: number): Sourced {
  const later = (fact: Fact): boolean => of.span(fact).end >= since;
  const events = valued(of, 'infx.kind').filter((fact) => codeOf(fact) === 'bacterial' && later(fact));
  const serious = events.find((kind) =>
    of
      .byEvent(kind.event)
      .some(
        (fact) =>
          (fact.code === 'infx.grade' && Number(codeOf(fact)) >= 3) ||
          (fact.code === 'infx.recurrent' && booleanOf(fact) === true),
      ),
  );
  if (serious) return sourced(true, [serious], 'fu.seriousInfection');
  const said = valued(of, 'fu.seriousInfection').filter(later).at(-1);
  const word = codeOf(said);
  return said && (word === 'yes' || word === 'no')
    ? sourced(word === 'yes', [said])
    : unknownInput('fu.seriousInfection');
}

/** The last IgG, since the infusion if there was one: of acute lymphoblastic leukaemia, and of whoever was given CAR-T cells. */
export function iggApplications(of: Patient): readonly Application[] {
  const infusion = infusionOf(of);
  const sample =
    infusion || hasDisease(of, 'ALL') ? valued(of, 'lab.igg').findLast((fact) => measured(fact) !== null) : undefined;
  if (!sample) return [];
  const isParaprotein = hasDisease(of, 'MM') && codeOf(valued(of, 'lab.heavyChain').at(-1)) === 'igg';
  const replaced = immunoglobulinsBy(of, of.span(sample).end)?.last;
  const inputs = {
    igg: sourced(measured(sample), [sample]),
    seriousInfections: seriousInfections(of, infusion ? of.span(infusion).start : -Infinity),
    ...(replaced
      ? {
          lastIvig: sourced(plainDate(dateSpan(of, replaced)), [replaced]),
          sampleDate: sourced(plainDate(of.span(sample)), [sample]),
        }
      : {}),
  };
  return [{ at: of.span(sample), inputs, ...(isParaprotein ? { warnings: ['paraproteinNotSubtracted'] } : {}) }];
}

/** Both readings of the milestone by the last CD4 count since the infusion: on the day asked about, else on that of the count. */
export function prophylaxisApplications(of: Patient): readonly Application[] {
  const infusion = infusionOf(of);
  if (!infusion) return [];
  const cd4 = valued(of, 'imm.cd4').findLast(
    (fact) => measured(fact) !== null && (sinceInfusion(of, fact)?.low ?? -1) >= 0,
  );
  if (!cd4 && of.asOf.effective === undefined) return [];
  const count = cd4 ? sourced(measured(cd4), [cd4]) : unknownInput('imm.cd4');
  // The day limb is that of the day asked about; without one, that of the count.
  const at = asOfSpan(of) ?? (cd4 && of.span(cd4));
  const inputs =
    cd4 && of.asOf.effective === undefined
      ? { daysSinceInfusion: daysInput(of, cd4, 'imm.date'), cd4: count }
      : { infusion: infusionDate(of, infusion), asOf: asOfDate(of), cd4: count };
  return (['and', 'or'] as const).map((rule) => ({ of: { rule }, ...(at ? { at } : {}), params: { rule }, inputs }));
}

/** Earliest dates after the infusion; due or not on the day asked about. */
export function vaccinationApplications(of: Patient): readonly Application[] {
  const infusion = infusionOf(of);
  if (!infusion) return [];
  const replaced = immunoglobulinsBy(of, Infinity)?.last;
  const inputs = {
    infusion: infusionDate(of, infusion),
    asOf: asOfDate(of),
    ...(replaced ? { lastIvig: sourced(plainDate(dateSpan(of, replaced)), [replaced]) } : {}),
  };
  return [{ at: of.span(infusion), inputs }];
}
