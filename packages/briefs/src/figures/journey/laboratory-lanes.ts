import type { Lane, Mark, Point } from '@linea/charts';
import type { FactJson } from '../../patient/patient-json.ts';
import { factText, unitText } from '../../words/fact-text.ts';
import { responseBands } from './response-bands.ts';
import { factPick, type Scene } from './scene.ts';
import { drawnLines } from './therapy-lanes.ts';

/** Curves that lead: first, and tall. The others follow in the order of the dictionary's kinds. */
const LEADING = ['lab.mSerum', 'lab.mUrine', 'marrow.blasts', 'ctdna.level', 'sledai.total'] as const;
const CURVES = /^(lab|marrow|imm|day|ctdna|sledai|com\.(lvef|weight)|mrd\.value|car)\b/;

/** Pixels of a curve. */
const TALL = 150;
const LOW = 60;
/** Shown with the examinations. */
const ELSEWHERE = /^(marrow|com)\./;

/** Axes of values of which zero says nothing. */
const AXES: Readonly<Record<string, readonly [number, number]>> = { 'day.tempMax': [36, 40] };

const isNumber = (fact: FactJson): boolean => typeof fact.value === 'number' || fact.low !== undefined;

const NONE = /^$/;

/**
 * Values measured twice or more become curves; those measured once stand together, by the sample they came from.
 *
 * @param alone  codes that have a curve of their own though they were measured once: what a figure is about
 */
export function laboratoryLanes(scene: Scene, alone = NONE): readonly Lane[] {
  const numbers = scene.patient.facts.filter((fact) => CURVES.test(fact.code) && isNumber(fact));
  const byCode = new Map<string, FactJson[]>();
  for (const fact of numbers) {
    const key = `${fact.code} ${fact.unit ?? ''}`;
    byCode.set(key, [...(byCode.get(key) ?? []), fact]);
  }
  const groups = [...byCode.values()];
  const isCurve = (facts: readonly FactJson[]): boolean => facts.length > 1 || alone.test(facts[0]?.code ?? '');
  const curves = groups
    .filter(isCurve)
    .toSorted((a, b) => rank(a) - rank(b))
    .map((facts) => curveLane(facts, scene));
  const single = singleLane(
    groups
      .filter((facts) => !isCurve(facts))
      .flat()
      .filter(({ code }) => !ELSEWHERE.test(code)),
    scene,
  );
  return [...curves, ...(single ? [single] : [])];
}

const rank = ([fact]: readonly FactJson[]): number => {
  const place = (LEADING as readonly string[]).indexOf(fact?.code ?? '');
  return place < 0 ? LEADING.length : place;
};

function curveLane(facts: readonly FactJson[], scene: Scene): Lane {
  const { labels } = scene.words;
  const { code, unit } = facts[0] as FactJson;
  const leads = facts.length > 1 && (LEADING as readonly string[]).includes(code);
  const axis = AXES[code];
  return {
    id: `curve-${code}-${unit ?? ''}`,
    label: labels.item(code),
    note: unitText(unit).trim(),
    tone: 'ink',
    curve: {
      unit: unit ?? '',
      height: leads ? TALL : LOW,
      ...(axis ? { axis } : {}),
      points: facts.map((fact) => pointOf(fact, scene)),
      bands: code === 'lab.mSerum' ? responseBands(facts, drawnLines(scene), scene) : [],
    },
  };
}

function pointOf(fact: FactJson, scene: Scene): Point {
  const { words } = scene;
  const value = typeof fact.value === 'number' ? fact.value : null;
  const censored = fact.comparator?.startsWith('<') ? 'below' : fact.comparator?.startsWith('>') ? 'above' : undefined;
  const text = factText({ ...fact, unit: null }, words);
  return {
    id: factPick(fact),
    span: scene.when(fact),
    low: value ?? fact.low ?? 0,
    high: value ?? fact.high ?? 0,
    ...(censored ? { censored } : {}),
    wordings: [text],
    title: `${words.labels.item(fact.code)} ${factText(fact, words)}; ${scene.whenText(fact)}`,
  };
}

/** One mark for each sample: its values in a line. */
function singleLane(facts: readonly FactJson[], scene: Scene): Lane | null {
  if (facts.length === 0) return null;
  const { words } = scene;
  const samples = new Map<string, FactJson[]>();
  for (const fact of facts) {
    const span = scene.when(fact);
    const key = `${fact.event} ${span.first} ${span.last}`;
    samples.set(key, [...(samples.get(key) ?? []), fact]);
  }
  const marks = [...samples.values()].map((own): Mark => {
    const first = own[0] as FactJson;
    const all = own.map((fact) => `${words.labels.item(fact.code)} ${factText(fact, words)}`);
    const wordings = all.map((_, index) => {
      const kept = all.slice(0, all.length - index).join(', ');
      return index === 0 ? kept : `${kept} +${index}`;
    });
    return {
      id: factPick(first),
      span: scene.when(first),
      shape: 'dot',
      wordings,
      title: `${all.join(', ')}; ${scene.whenText(first)}`,
    };
  });
  return { id: 'single-values', label: words.say('figure.lane.single'), tone: 'ink', marks };
}
