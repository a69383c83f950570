import { type Code, type Fact, type Span, withMembers } from '@linea/facts';
import { clockOf } from '../lymphoma/clock.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import {
  type Application,
  dateSpan,
  happenings,
  measured,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { assessmentsOf, emdFrom, infusionOf, isRemission, relapsesOf, sameTime, sinceInfusion } from './assessments.ts';
import { mrdEvents, mrdInputs } from './mrd-facts.ts';

interface TimePoint {
  readonly name: 'relapse' | 'preApheresis' | 'preLd';
  readonly span: Span;
  readonly fact: Fact;
}

/** The first relapse; apheresis and start of lymphodepletion of the last product, as far as the patient has come. */
function timePoints(of: Patient): readonly TimePoint[] {
  const clock = clockOf(of);
  const limit = clock?.infusion ? dateSpan(of, clock.infusion).end : Infinity;
  const from = (name: TimePoint['name'], fact: Fact | undefined): readonly TimePoint[] =>
    fact ? [{ name, fact, span: dateSpan(of, fact) }] : [];
  const depleted = (['ld.start', 'ld.regimen'] as const).map((code) =>
    happenings(of, code).findLast((fact) => dateSpan(of, fact).start <= limit),
  );
  const relapse = relapsesOf(of)
    .map((one): TimePoint => ({ name: 'relapse', fact: one.fact, span: one.span }))
    .slice(0, 1);
  return [...relapse, ...from('preApheresis', clock?.leukapheresis), ...from('preLd', depleted[0] ?? depleted[1])];
}

/**
 * Not later than the time point. What the source dates after the infusion is later than all of them, and what was seen
 * with the response to bridging is later than apheresis (all.md 5.1), whatever their intervals allow.
 */
function isBy(of: Patient, fact: Fact, { span, name }: TimePoint): boolean {
  const days = fact.effective.anchor?.ref === infusionOf(of)?.id ? sinceInfusion(of, fact) : null;
  const afterBridging =
    name !== 'preLd' && assessmentsOf(of).some((one) => one.stage === 'bridging' && sameTime(of, one.fact, fact));
  return of.span(fact).start <= span.end && !(days && days.low >= 0) && !afterBridging;
}

const lastBy = (of: Patient, code: Code, point: TimePoint): Fact | undefined =>
  valued(of, code).findLast((fact) => isBy(of, fact, point));

/** The last MRD as the inputs of `all.mrd`, if it is of the time after the marrow that counts. */
function mrdBy(of: Patient, point: TimePoint, after: Fact | undefined): Sourced {
  const examination = mrdEvents(of).findLast(
    (fact) => isBy(of, fact, point) && (!after || of.span(fact).start >= of.span(after).start),
  );
  if (!examination) return unknownInput('mrd.value');
  const inputs = Object.entries(mrdInputs(of, examination)).filter(([, { value }]) => value !== null);
  return {
    value: Object.fromEntries(inputs.map(([name, { value }]) => [name, value])),
    facts: [...new Set(inputs.flatMap(([, { facts }]) => facts))],
    codes: ['mrd.value'],
  };
}

/**
 * The burden at each time point from the facts alone; and, where a remission is stated after the last marrow with a
 * number, once more taking the remission to mean blasts below 5 %.
 */
export function burdenApplications(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'ALL')) return [];
  return timePoints(of).flatMap((point): readonly Application[] => {
    const marrow = lastBy(of, 'marrow.blasts', point);
    const common = { of: { timepoint: point.name }, at: point.span };
    const inputs = {
      emd: emdFrom(lastBy(of, 'extramed.site', point), lastBy(of, 'csf.status', point)),
      mrd: mrdBy(of, point, marrow),
    };
    const dates =
      !marrow || (point.name === 'relapse' && sameTime(of, point.fact, marrow))
        ? {}
        : {
            timepoint: sourced(plainDate(point.span), [point.fact]),
            marrowDate: sourced(plainDate(of.span(marrow)), [marrow]),
          };
    const alone = withMembers(common, {
      inputs: {
        bmBlasts: marrow ? sourced(measured(marrow), [marrow]) : unknownInput('marrow.blasts'),
        ...inputs,
        ...dates,
      },
    });
    const remission = assessmentsOf(of).findLast(
      (one) => isBy(of, one.fact, point) && (!marrow || one.span.start > of.span(marrow).end),
    );
    if (!remission || !isRemission(remission)) return [alone];
    const assuming = [{ fact: remission.fact.id, label: `stated ${remission.word}` }];
    return [
      alone,
      withMembers(common, {
        assuming,
        inputs: {
          bmBlasts: unknownInput('marrow.blasts'),
          response: sourced(remission.word, [remission.fact]),
          ...inputs,
        },
      }),
    ];
  });
}
