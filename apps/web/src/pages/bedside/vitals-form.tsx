import { Choice } from './choice.tsx';
import classes from './entry.module.css';
import { items } from './items.ts';
import { NumberField } from './number-field.tsx';
import { choose, chosen, optionsOf, problemOf, type Typing } from './typing.ts';

const PRESSURE = ['day.sbpMin', 'day.dbpMin', 'day.mapMin'] as const;
const OTHERS = ['day.hrMax', 'day.rrMax', 'day.spo2Min'] as const;
/** Devices of which the flow is written down; a flow counts only for the nasal cannula. */
const WITH_FLOW = new Set([
  'nasalCannula',
  'blowBy',
  'highFlowNasalCannula',
  'simpleFaceMask',
  'venturi',
  'nonRebreather',
]);
const WITH_FRACTION = new Set(['highFlowNasalCannula', 'venturi', 'cpap', 'bipap', 'mechanicalVentilation']);

const UNITS: Readonly<Record<string, string>> = { 'mm[Hg]': 'mmHg', '/min': '/min', '%': '%', 'L/min': 'L/min' };

function Measure({ code, typing }: { readonly code: string; readonly typing: Typing }) {
  const { draft, change, words } = typing;
  const unit = items[code]?.unit ?? '';
  return (
    <NumberField
      code={code}
      label={words.say(`web.bedside.${code}`)}
      unit={<span className={classes.unit}>{UNITS[unit] ?? unit}</span>}
      value={draft.typed[code] ?? ''}
      onChange={(text) => change({ ...draft, typed: { ...draft.typed, [code]: text } })}
      problem={problemOf(typing, code)}
    />
  );
}

const CELSIUS = 'Cel';
const FAHRENHEIT = '[degF]';

function Temperature({ typing }: { readonly typing: Typing }) {
  const { draft, change, words, findings } = typing;
  const { say } = words;
  const code = 'day.tempMax';
  const unit = draft.units[code] ?? CELSIUS;
  const take = (other: string): void => change({ ...draft, units: { ...draft.units, [code]: other } });
  const isFahrenheit = findings.some(
    ({ field, issue }) => field === code && issue.allowed?.endsWith(`probably ${FAHRENHEIT}`),
  );
  return (
    <NumberField
      code={code}
      label={say('web.bedside.temperature')}
      value={draft.typed[code] ?? ''}
      onChange={(text) => change({ ...draft, typed: { ...draft.typed, [code]: text } })}
      problem={problemOf(typing, code)}
      offer={isFahrenheit ? { text: say('web.bedside.takeFahrenheit'), take: () => take(FAHRENHEIT) } : undefined}
      unit={
        <fieldset className={classes.units} aria-label={say('web.bedside.temperature.unit')}>
          {[CELSIUS, FAHRENHEIT].map((one) => (
            <button key={one} type="button" aria-pressed={unit === one} onClick={() => take(one)}>
              {one === CELSIUS ? '°C' : '°F'}
            </button>
          ))}
        </fieldset>
      }
    />
  );
}

/** Temperature, pressure, pulse, breathing; what supports them. */
export function VitalsForm({ typing }: { readonly typing: Typing }) {
  const { words } = typing;
  const { say } = words;
  return (
    <section className={classes.card} aria-labelledby="bedside-vitals">
      <h3 id="bedside-vitals">{say('web.bedside.vitals')}</h3>
      <div className={classes.numbers}>
        <Temperature typing={typing} />
        {[...PRESSURE, ...OTHERS].map((code) => (
          <Measure key={code} code={code} typing={typing} />
        ))}
      </div>
    </section>
  );
}

export function PressureForm({ typing }: { readonly typing: Typing }) {
  const { words } = typing;
  const { say } = words;
  return (
    <section className={classes.card} aria-labelledby="bedside-pressure">
      <h3 id="bedside-pressure">{say('web.bedside.pressure')}</h3>
      <Choice
        name="day.hypotension"
        legend={say('web.bedside.hypotension')}
        hint={say('web.bedside.hypotension.hint')}
        options={optionsOf('day.hypotension', words)}
        value={chosen(typing, 'day.hypotension')}
        onChange={choose(typing, 'day.hypotension')}
      />
      <Choice
        name="day.vasopressors"
        several="none"
        legend={say('web.bedside.vasopressors')}
        hint={say('web.bedside.vasopressors.hint')}
        options={optionsOf('day.vasopressors', words)}
        value={chosen(typing, 'day.vasopressors')}
        onChange={choose(typing, 'day.vasopressors')}
      />
    </section>
  );
}

export function OxygenForm({ typing }: { readonly typing: Typing }) {
  const { words } = typing;
  const { say } = words;
  const [device = ''] = chosen(typing, 'day.o2Device');
  return (
    <section className={classes.card} aria-labelledby="bedside-oxygen">
      <h3 id="bedside-oxygen">{say('web.bedside.oxygen')}</h3>
      <Choice
        name="day.o2Device"
        legend={say('web.bedside.oxygen.device')}
        options={optionsOf('day.o2Device', words)}
        value={chosen(typing, 'day.o2Device')}
        onChange={choose(typing, 'day.o2Device')}
      />
      <div className={classes.numbers}>
        {WITH_FLOW.has(device) ? <Measure code="day.o2Flow" typing={typing} /> : null}
        {WITH_FRACTION.has(device) ? <Measure code="day.fio2" typing={typing} /> : null}
      </div>
      {device === 'mechanicalVentilation' ? (
        <Choice
          name="day.ventilationReason"
          legend={say('web.bedside.ventilation')}
          options={optionsOf('day.ventilationReason', words)}
          value={chosen(typing, 'day.ventilationReason')}
          onChange={choose(typing, 'day.ventilationReason')}
        />
      ) : null}
    </section>
  );
}
