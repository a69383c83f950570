import { Choice } from './choice.tsx';
import classes from './entry.module.css';
import { NumberField } from './number-field.tsx';
import { choose, chosen, optionsOf, problemOf, type Typing } from './typing.ts';

interface Part {
  readonly code: string;
  readonly only?: readonly string[];
  readonly several?: string;
}

/** What the other domains of ICANS ask. `unknown` is what one says by not answering. */
const PARTS: readonly Part[] = [
  { code: 'day.consciousness' },
  { code: 'day.seizure' },
  { code: 'day.motor', only: ['no', 'yes'] },
  { code: 'day.icpSigns', several: 'none' },
  { code: 'day.cerebralOedema' },
  { code: 'day.intracranialBleed', only: ['no', 'yes'] },
  { code: 'day.tremor', only: ['no', 'yes'] },
];

/** Consciousness, seizures, movement, pressure inside the skull. */
export function NeurologyForm({ typing, hasCapd }: { readonly typing: Typing; readonly hasCapd: boolean }) {
  const { draft, change, words } = typing;
  const { say } = words;
  const [seizure = 'none'] = chosen(typing, 'day.seizure');
  const number = (code: string, label: string, unit: string) => (
    <NumberField
      code={code}
      label={label}
      unit={<span className={classes.unit}>{unit}</span>}
      value={draft.typed[code] ?? ''}
      onChange={(text) => change({ ...draft, typed: { ...draft.typed, [code]: text } })}
      problem={problemOf(typing, code)}
    />
  );
  return (
    <section className={classes.card} aria-labelledby="bedside-neurology">
      <h3 id="bedside-neurology">{say('web.bedside.neurology')}</h3>
      {hasCapd ? <div className={classes.numbers}>{number('day.capd', say('web.bedside.capd'), '0–32')}</div> : null}
      {PARTS.map(({ code, only, several }) => (
        <div key={code}>
          <Choice
            name={code}
            legend={words.labels.item(code)}
            options={optionsOf(code, words, only)}
            value={chosen(typing, code)}
            onChange={choose(typing, code)}
            {...(several === undefined ? {} : { several })}
          />
          {code === 'day.seizure' && seizure !== 'none' ? (
            <div className={classes.numbers}>
              {number('day.seizureMinutes', say('web.bedside.seizureMinutes'), 'min')}
            </div>
          ) : null}
        </div>
      ))}
    </section>
  );
}

const CAUSES = [
  'day.feverOtherCause', 'day.hypotensionOtherCause', 'day.hypoxiaOtherCause', 'day.iceOtherCause', 'day.consciousnessOtherCause',
  'day.seizureOtherCause', 'day.motorOtherCause', 'day.icpOtherCause',
] as const; // biome-ignore format: a list

/** Signs that have another cause do not count; said only where it is so. */
export function CausesForm({ typing }: { readonly typing: Typing }) {
  const { words, draft } = typing;
  const { say } = words;
  const isOpen = [...CAUSES, 'day.otherCause'].some((code) => chosen(typing, code).length > 0);
  const set = new Set(CAUSES.filter((code) => draft.chosen[code]?.[0] === 'true'));
  return (
    <details className={classes.card} open={isOpen || undefined}>
      <summary>
        <h3>{say('web.bedside.causes')}</h3>
      </summary>
      <p className={classes.hint}>{say('web.bedside.causes.hint')}</p>
      <Choice
        name="bedside.causes"
        several=""
        legend={say('web.bedside.causes.of')}
        options={CAUSES.map((code) => ({ value: code, label: words.labels.item(code) }))}
        value={[...set]}
        onChange={(codes) => {
          const all = Object.fromEntries(CAUSES.map((code) => [code, codes.includes(code) ? ['true'] : []]));
          typing.change({ ...draft, chosen: { ...draft.chosen, ...all } });
        }}
      />
      <Choice
        name="day.otherCause"
        several=""
        legend={words.labels.item('day.otherCause')}
        options={optionsOf('day.otherCause', words)}
        value={chosen(typing, 'day.otherCause')}
        onChange={choose(typing, 'day.otherCause')}
      />
    </details>
  );
}
