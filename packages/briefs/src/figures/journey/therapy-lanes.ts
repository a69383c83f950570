import type { Bar, CycleTick, DaySpan, Lane, Mark, Regimen } from '@linea/charts';
import { hasHappened } from '@linea/facts';
import type { Event } from '../../patient/events.ts';
import type { FactJson, LineJson } from '../../patient/patient-json.ts';
import { spanOfEdtf } from '../../patient/spans.ts';
import { numberText, unitText } from '../../words/fact-text.ts';
import { regimenName } from '../../words/regimen-name.ts';
import { factPick, type Scene } from './scene.ts';

/** A line with its event, where the record has one, and its bounds in days of the base. */
export interface DrawnLine {
  readonly line: LineJson;
  readonly event: Event | undefined;
  readonly start: DaySpan;
  readonly end: DaySpan | 'ongoing';
}

export function drawnLines(scene: Scene): readonly DrawnLine[] {
  const { patient, events, moved, dated } = scene;
  return patient.lines.flatMap((line) => {
    const event = events.find((one) => one.kind === 'line' && one.fact('line.number')?.value === line.number);
    const started = event?.fact('line.start');
    const start = started ? dated(started) : spanMoved(line.start, moved);
    const end = line.stop === null ? 'ongoing' : spanMoved(line.stop, moved);
    return start && end ? [{ line, event, start, end }] : [];
  });
}

const spanMoved = (text: string, moved: Scene['moved']): DaySpan | null => {
  const span = spanOfEdtf(text);
  return span && moved(span);
};

/** The regimens behind all lanes. */
export const regimensOf = (scene: Scene): readonly Regimen[] =>
  drawnLines(scene).map(({ line, start, end }) => ({
    id: `regimen-${line.number}`,
    label: line.regimen === null ? String(line.number) : `${line.number} · ${regimenName(line.regimen, scene.words)}`,
    start,
    end,
  }));

/** Lines with their cycles, and below each its drugs with the steps of their doses; then what belongs to no line. */
export function therapyLanes(scene: Scene): readonly Lane[] {
  const lines = drawnLines(scene);
  const lanes = lines.flatMap((drawn) => [lineLane(drawn, scene), ...drugLanes(drawn, scene)]);
  const outside = outsideLane(scene);
  const pathway = pathwayLane(scene);
  return [...lanes, ...(pathway ? [pathway] : []), ...(outside ? [outside] : [])];
}

function lineLane({ line, event, start, end }: DrawnLine, scene: Scene): Lane {
  const { say } = scene.words;
  const regimen = regimenName(line.regimen, scene.words);
  const best = line.bestResponse ? say('figure.line.best', { response: line.bestResponse }) : null;
  const refractory =
    line.refractoryTo.length > 0
      ? say('figure.line.refractory', {
          drugs: line.refractoryTo.map((drug) => say.or(`drug.${drug}`, drug)).join(', '),
        })
      : null;
  const cycles = event?.fact('line.cycles');
  const count = typeof cycles?.value === 'number' ? say('figure.line.cycles', { count: cycles.value }) : null;
  const full = [regimen, count, best, refractory].filter((part) => part !== null);
  const ends = end === 'ongoing' ? say('figure.ongoing') : null;
  const first = event?.facts[0];
  return {
    id: `line-${line.number}`,
    label: say('figure.line', { number: line.number }),
    tone: 'therapyDeep',
    bars: [
      {
        id: first ? factPick(first) : 'finding:mm.lot',
        start,
        end,
        wordings: [
          full.join(' · '),
          full.slice(0, 3).join(' · '),
          [regimen, best].filter(Boolean).join(' · '),
          regimen,
        ],
        title: [say('figure.line', { number: line.number }), ...full, `${line.start} → ${line.stop ?? ends}`].join(
          '; ',
        ),
      },
    ],
    cycles: cycleTicks(event, scene),
  };
}

/** Day 1 of every recorded cycle, and of those between as the plan counts them from the recorded one before. */
function cycleTicks(line: Event | undefined, scene: Scene): readonly CycleTick[] {
  if (!line) return [];
  const { say } = scene.words;
  const recorded = scene.events
    .filter((event) => event.kind === 'cycle' && event.code('cycle.lineRef') === line.id)
    .flatMap((event) => {
      const [number, day1] = [event.fact('cycle.number'), event.fact('cycle.day1')];
      const span = day1 && scene.dated(day1);
      if (typeof number?.value !== 'number' || !day1 || !span || span.first !== span.last) return [];
      return [{ number: number.value, day: span.first, fact: day1 }];
    })
    .sort((a, b) => a.number - b.number);
  const length = planLength(line, scene);
  return recorded.flatMap((cycle, index) => {
    const title = say('figure.cycle.recorded', { number: cycle.number, day: scene.whenText(cycle.fact) });
    const ticks: CycleTick[] = [
      {
        id: factPick(cycle.fact),
        day: cycle.day,
        label: say('figure.cycle', { number: cycle.number }),
        title,
        planned: false,
      },
    ];
    const next = recorded[index + 1];
    for (let number = cycle.number + 1; length !== null && next && number < next.number; number += 1) {
      const day = cycle.day + (number - cycle.number) * length;
      ticks.push({
        id: `plan-${line.id}-${number}`,
        day,
        label: say('figure.cycle', { number }),
        title: say('figure.cycle.planned', { number, days: length }),
        planned: true,
      });
    }
    return ticks;
  });
}

/** Days of a cycle, where all drugs of the line have the same. */
function planLength(line: Event, scene: Scene): number | null {
  const lengths = new Set(
    scene.events
      .filter((event) => event.kind === 'drug' && event.code('drug.lineRef') === line.id)
      .flatMap((event) => {
        const value = event.fact('drug.cycleLength')?.value;
        return typeof value === 'number' ? [value] : [];
      }),
  );
  return lengths.size === 1 ? ([...lengths][0] as number) : null;
}

/** When a drug event began: its start, or the first day of what it records. */
const drugStart = (event: Event, scene: Scene): DaySpan => {
  const start = event.fact('drug.start');
  return start ? scene.dated(start) : scene.when(event.facts[0] as FactJson);
};

const doseOf = (event: Event): number | null => {
  const value = event.fact('drug.dose')?.value;
  const number = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : null;
};

/** Events by the drug they are about, in order of time. */
function byDrug(events: readonly Event[], scene: Scene): readonly (readonly [string, readonly Event[]])[] {
  const groups = new Map<string, Event[]>();
  for (const event of events) {
    const drug = event.code('drug.code') ?? '';
    groups.set(drug, [...(groups.get(drug) ?? []), event]);
  }
  return [...groups].map(([drug, own]) => [
    drug,
    own.toSorted((a, b) => drugStart(a, scene).first - drugStart(b, scene).first),
  ]);
}

function drugLanes({ line, event, end }: DrawnLine, scene: Scene): readonly Lane[] {
  if (!event) return [];
  const own = scene.events.filter((one) => one.kind === 'drug' && one.code('drug.lineRef') === event.id);
  return byDrug(own, scene).map(([drug, events]) => ({
    id: `line-${line.number}-${drug}`,
    label: scene.words.labels.answer('drug.code', drug),
    tone: 'therapy',
    slim: true,
    bars: doseBars(events, end, scene),
  }));
}

/** The steps of a dose: each holds until the next, the last until the drug, or its line, ends. */
function doseBars(events: readonly Event[], lineEnd: DaySpan | 'ongoing', scene: Scene): readonly Bar[] {
  const highest = Math.max(...events.map((event) => doseOf(event) ?? 0));
  const stopped = events.flatMap((event) => event.fact('drug.end') ?? []).at(-1);
  return events.map((event, index): Bar => {
    const next = events[index + 1];
    const dose = doseOf(event);
    const end = next ? before(drugStart(next, scene)) : stopped ? scene.dated(stopped) : lineEnd;
    return {
      id: factPick(event.fact('drug.dose') ?? event.fact('drug.code') ?? (event.facts[0] as FactJson)),
      start: drugStart(event, scene),
      end,
      ...(highest > 0 && dose !== null ? { level: dose / highest } : {}),
      ...doseWords(event, dose, scene),
      ...(event.fact('drug.doseChange') ? { tone: 'therapy' as const } : {}),
    };
  });
}

/** The day before a start: where the dose before it ended. */
const before = ({ first, last }: DaySpan): DaySpan => ({ first: first - 1, last: last - 1 });

function doseWords(event: Event, dose: number | null, scene: Scene): Pick<Bar, 'wordings' | 'title'> {
  const { say, labels } = scene.words;
  const amount = dose === null ? null : numberText(dose, say.language);
  const withUnit = amount === null ? null : `${amount}${unitText(event.code('drug.doseUnit') ?? null)}`;
  const change = event.code('drug.doseChange');
  const reason = event.code('drug.changeReason');
  const because = reason ? labels.answer('drug.changeReason', reason).toLocaleLowerCase(say.language) : null;
  const arrow = change === 'reduced' ? '↓ ' : change === 'increased' ? '↑ ' : '';
  const drug = labels.answer('drug.code', event.code('drug.code') ?? '');
  const schedule = event.code('drug.schedule');
  const days = schedule ? say('figure.drug.days', { days: schedule.replaceAll(',', ', ') }) : null;
  return {
    wordings:
      withUnit === null
        ? [say('figure.drug.noDose'), '']
        : [
            [`${arrow}${withUnit}`, because].filter(Boolean).join(', '),
            [`${arrow}${withUnit}`].join(''),
            withUnit,
            amount as string,
          ],
    title: [
      [drug, withUnit].filter(Boolean).join(' '),
      days,
      change ? labels.answer('drug.doseChange', change) : null,
      because,
      scene.whenText(event.fact('drug.start') ?? (event.facts[0] as FactJson)),
    ]
      .filter(Boolean)
      .join('; '),
  };
}

/** Treatment of the disease that belongs to no line: a steroid pulse, an unnamed drug. */
function outsideLane(scene: Scene): Lane | null {
  const events = scene.events.filter(
    (event) =>
      event.kind === 'drug' &&
      event.fact('drug.lineRef') === undefined &&
      (event.code('drug.role') === 'antineoplastic' || event.fact('drug.code') === undefined),
  );
  if (events.length === 0) return null;
  const { say, labels } = scene.words;
  return {
    id: 'outside',
    label: say('figure.lane.outside'),
    tone: 'therapy',
    bars: events.map((event): Bar => {
      const drug = event.code('drug.code');
      const name = drug ? labels.answer('drug.code', drug) : say('figure.drug.unnamed');
      const words = doseWords(event, doseOf(event), scene);
      const dose = doseOf(event) === null ? '' : ` ${words.wordings.at(-2)}`;
      const end = event.fact('drug.end');
      const note = event.facts.find((fact) => fact.note)?.note;
      return {
        id: factPick(event.facts[0] as FactJson),
        start: drugStart(event, scene),
        end: end ? scene.dated(end) : 'unrecorded',
        wordings: [`${name}${dose}`, name],
        title: [`${name}${dose}`, scene.whenText(event.fact('drug.start') ?? (event.facts[0] as FactJson)), note]
          .filter(Boolean)
          .join('; '),
      };
    }),
  };
}

/** The steps of a CAR-T, in one lane: leukapheresis, bridging, lymphodepletion, infusion, what came after. */
function pathwayLane(scene: Scene): Lane | null {
  const { say, labels } = scene.words;
  const named = (event: Event, code: string): string | null => {
    const value = event.code(code);
    return value === undefined ? null : labels.answer(code, value);
  };
  const marks: Mark[] = [];
  const bars: Bar[] = [];
  const add = (
    event: Event,
    startCode: string,
    endCode: string | null,
    name: string,
    tone: 'therapyDeep' | 'procedure',
  ) => {
    const start = event.fact(startCode) ?? (event.facts[0] as FactJson);
    if (!hasHappened(start)) return;
    const end = endCode === null ? undefined : event.fact(endCode);
    const shared = { id: factPick(start), wordings: [name], title: `${name}; ${scene.whenText(start)}`, tone } as const;
    if (end) bars.push({ ...shared, start: scene.dated(start), end: scene.dated(end) });
    else marks.push({ ...shared, span: scene.dated(start), shape: tone === 'therapyDeep' ? 'flag' : 'square' });
  };
  for (const event of scene.events) {
    if (event.kind === 'leukapheresis') add(event, 'leuk.date', null, say('figure.step.leukapheresis'), 'procedure');
    if (event.kind === 'bridging' && event.code('bridge.kind') !== 'none')
      add(
        event,
        'bridge.start',
        'bridge.end',
        [say('figure.step.bridging'), named(event, 'bridge.kind')].filter(Boolean).join(': '),
        'procedure',
      );
    if (event.kind === 'lymphodepletion')
      add(
        event,
        'ld.start',
        'ld.end',
        [say('figure.step.lymphodepletion'), named(event, 'ld.regimen')].filter(Boolean).join(': '),
        'procedure',
      );
    if (event.kind === 'infusion' && event.fact('inf.date'))
      add(
        event,
        'inf.date',
        null,
        [say('figure.step.infusion'), event.code('inf.product')].filter(Boolean).join(': '),
        'therapyDeep',
      );
    if (event.kind === 'subsequent')
      add(
        event,
        'sub.start',
        'sub.end',
        [say('figure.step.subsequent'), named(event, 'sub.regimen') ?? named(event, 'sub.kind')]
          .filter(Boolean)
          .join(': '),
        'procedure',
      );
  }
  if (bars.length + marks.length === 0) return null;
  return { id: 'pathway', label: say('figure.lane.pathway'), tone: 'procedure', bars, marks };
}
