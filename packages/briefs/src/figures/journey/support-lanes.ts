import type { Bar, Lane, Mark } from '@linea/charts';
import type { Event } from '../../patient/events.ts';
import type { FactJson } from '../../patient/patient-json.ts';
import { numberText, unitText } from '../../words/fact-text.ts';
import { factPick, type Scene } from './scene.ts';

/** Support, prophylaxis and treatment of toxicity: a lane for each, then transfusion dependence. */
export function supportLanes(scene: Scene): readonly Lane[] {
  const lanes = new Map<string, Lane & { bars: Bar[]; marks: Mark[] }>();
  const lane = (id: string, label: string) => {
    const found = lanes.get(id) ?? { id: `support-${id}`, label, tone: 'support' as const, bars: [], marks: [] };
    lanes.set(id, found);
    return found;
  };
  for (const event of scene.events) {
    const { labels } = scene.words;
    const kind = event.code('supp.kind');
    if (event.kind === 'support' && kind !== undefined)
      place(event, 'supp.start', 'supp.end', '', lane(kind, labels.answer('supp.kind', kind)), scene);
    const drug = event.code('drug.code');
    if (
      event.kind === 'drug' &&
      drug !== undefined &&
      event.fact('drug.lineRef') === undefined &&
      event.code('drug.role') !== 'antineoplastic'
    )
      place(
        event,
        'drug.start',
        'drug.end',
        doseText(event, scene),
        lane(drug, labels.answer('drug.code', drug)),
        scene,
      );
    const given = event.code('med.drug');
    if (event.kind === 'medication' && given !== undefined)
      place(event, 'med.at', '', doseText(event, scene), lane(given, labels.answer('med.drug', given)), scene);
    const dependence = event.fact('supp.transfusionDependent');
    if (dependence && typeof dependence.value === 'string')
      lane('transfusions', scene.words.say('figure.lane.transfusions')).marks.push({
        id: factPick(dependence),
        span: scene.when(dependence),
        shape: dependence.value === 'dependent' ? 'dot' : 'ring',
        wordings: [labels.answer(dependence.code, dependence.value)],
        title: `${labels.item(dependence.code)}: ${labels.answer(dependence.code, dependence.value)}; ${scene.whenText(dependence)}`,
      });
  }
  return [...lanes.values()];
}

const doseText = (event: Event, { words }: Scene): string => {
  const dose = event.fact('drug.dose')?.value ?? event.fact('med.dose')?.value;
  const unit = event.code('drug.doseUnit') ?? event.code('med.doseUnit') ?? null;
  if (dose === undefined || dose === null) return '';
  const amount = typeof dose === 'number' ? numberText(dose, words.say.language) : String(dose);
  return `${amount}${unitText(unit)}`;
};

function place(
  event: Event,
  startCode: string,
  endCode: string,
  dose: string,
  lane: { label: string; bars: Bar[]; marks: Mark[] },
  scene: Scene,
): void {
  const start = event.fact(startCode);
  const end = endCode === '' ? undefined : event.fact(endCode);
  const first = start ?? (event.facts[0] as FactJson);
  const note = event.facts.find((fact) => fact.note)?.note;
  const shared = {
    id: factPick(first),
    wordings: dose === '' ? [''] : [dose, ''],
    title: [lane.label, dose, scene.whenText(first), end ? `→ ${scene.whenText(end)}` : null, note]
      .filter(Boolean)
      .join('; '),
  };
  const ongoing = event.fact('drug.ongoing')?.value === true;
  const single = startCode === 'med.at' || (start === undefined && end === undefined && event.kind === 'support');
  if (single) lane.marks.push({ ...shared, span: scene.when(first), shape: 'square' });
  else
    lane.bars.push({
      ...shared,
      start: scene.dated(first),
      end: end ? scene.dated(end) : ongoing ? 'ongoing' : 'unrecorded',
    });
}
