import type { DaySpan, Lane, Mark } from '@linea/charts';
import type { DerivationJson } from '../../patient/patient-json.ts';
import { spanOfEdtf } from '../../patient/spans.ts';
import { findingPick } from './finding-pick.ts';
import { findingSpan } from './finding-span.ts';
import { hull, type Scene } from './scene.ts';

/** What the criteria make of it, at the day of each decision: stated against derived first, then what is still open. */
export function conclusionLanes(scene: Scene): readonly Lane[] {
  const { derivations } = scene.patient;
  const differing = derivations.filter(({ discrepancy }) => discrepancy !== null);
  const open = derivations.filter(
    ({ status, discrepancy, assuming }) => status === 'indeterminate' && discrepancy === null && assuming.length === 0,
  );
  return [
    ...lane('discrepancies', differing, 'triangle', 'worse', scene),
    ...lane('open', open, 'query', 'unknown', scene),
  ];
}

function lane(
  id: string,
  derivations: readonly DerivationJson[],
  shape: Mark['shape'],
  tone: NonNullable<Mark['tone']>,
  scene: Scene,
): readonly Lane[] {
  const { say } = scene.words;
  const groups = new Map<string, { span: DaySpan; own: DerivationJson[] }>();
  for (const derivation of derivations) {
    if (derivation.at === null) continue;
    const span = scene.base === 'relative' ? findingSpan(derivation, scene) : dayOf(derivation);
    if (!span) continue;
    // On days from an infusion that is not dated exactly much is wide: it stands together, over all the days it may be of.
    const wide = scene.base === 'relative' && span.first !== span.last;
    const key = wide ? 'wide' : `${span.first} ${span.last}`;
    const group = groups.get(key);
    if (!group) groups.set(key, { span, own: [derivation] });
    else {
      group.own.push(derivation);
      group.span = hull([group.span, span]) as DaySpan;
    }
  }
  if (groups.size === 0) return [];
  const marks = [...groups.values()].map(({ span, own }): Mark => {
    const days = [...new Set(own.map(({ at }) => at as string))];
    const names = [
      ...new Set(
        own.map(({ criterion }) => say.or(`figure.short.${criterion}`, say.or(`criterion.${criterion}`, criterion))),
      ),
    ];
    return {
      id: own.length === 1 ? findingPick(own[0] as DerivationJson, id) : `day:${days.slice(0, 20).join(',')}#${id}`,
      span,
      shape,
      tone,
      // What contradicts is named; what is open is counted, and named where one asks.
      wordings:
        shape === 'query'
          ? [String(own.length)]
          : [
              ...names.map(
                (_, index) => `${names.slice(0, names.length - index).join(', ')}${index > 0 ? ` +${index}` : ''}`,
              ),
              String(names.length),
            ],
      title: `${say(`figure.lane.${id}`)}, ${days.join(', ')}: ${names.join(', ')}`,
    };
  });
  return [{ id, label: say(`figure.lane.${id}`), tone, marks }];
}

/** The day it was decided on, in the calendar. */
const dayOf = ({ at }: DerivationJson): DaySpan | null => (at === null ? null : spanOfEdtf(at));
