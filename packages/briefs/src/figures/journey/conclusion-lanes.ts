import type { Lane, Mark } from '@linea/charts';
import type { DerivationJson } from '../../patient/patient-json.ts';
import { spanOfEdtf } from '../../patient/spans.ts';
import { findingPick } from './finding-pick.ts';
import type { Scene } from './scene.ts';

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
  const byDay = new Map<string, DerivationJson[]>();
  for (const derivation of derivations) {
    if (derivation.at === null) continue;
    byDay.set(derivation.at, [...(byDay.get(derivation.at) ?? []), derivation]);
  }
  if (byDay.size === 0) return [];
  const marks = [...byDay].flatMap(([at, own]): Mark[] => {
    const span = spanOfEdtf(at);
    if (!span) return [];
    const names = [
      ...new Set(
        own.map(({ criterion }) => say.or(`figure.short.${criterion}`, say.or(`criterion.${criterion}`, criterion))),
      ),
    ];
    return [
      {
        id: own.length === 1 ? findingPick(own[0] as DerivationJson, id) : `day:${at}#${id}`,
        span: scene.moved(span),
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
        title: `${say(`figure.lane.${id}`)}, ${at}: ${names.join(', ')}`,
      },
    ];
  });
  return [{ id, label: say(`figure.lane.${id}`), tone, marks }];
}
