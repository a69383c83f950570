import type { FactJson, Words } from '@linea/briefs';
import { factText } from '@linea/briefs';
import { readNumber } from '@linea/facts';
import type { Observation, ObservedCorrection } from '@linea/registry/observation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Choice } from './choice.tsx';
import classes from './entry.module.css';
import { items } from './items.ts';
import type { SheetFact } from './model/table.ts';
import { NumberField } from './number-field.tsx';
import { optionsOf } from './typing.ts';

interface CorrectFormProps {
  readonly event: string;
  readonly title: string;
  readonly facts: readonly SheetFact[];
  readonly words: Words;
  readonly onCorrect: (observation: Pick<Observation, 'event' | 'corrections'>) => void;
  readonly onClose: () => void;
}

const CORRECTABLE = new Set(['integer', 'decimal', 'code', 'codeList']);

/** One value of an observation, corrected: a new version that names the one that is seen here, with its reason. */
export function CorrectForm({ event, title, facts, words, onCorrect, onClose }: CorrectFormProps) {
  const { say, labels } = words;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const choices = facts.filter(
    ({ code }) => CORRECTABLE.has(items[code]?.type ?? '') && items[code]?.answers !== undefined,
  );
  const [id, setId] = useState(choices[0]?.id ?? '');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isWithdrawn, setWithdrawn] = useState(false);
  const [because, setBecause] = useState('');
  const fact = choices.find((one) => one.id === id);
  const item = fact && items[fact.code];
  const isNumber = item?.type === 'integer' || item?.type === 'decimal';
  const number = Number(text.trim().replace(',', '.'));
  const read =
    item && isNumber && text.trim() !== ''
      ? readNumber(item, { value: number, unit: fact?.unit ?? item.unit }, item.code)
      : null;
  const ready = because.trim() !== '' && (isWithdrawn || (isNumber ? read?.ok === true : chosen.length > 0));
  const submit = (submitted: FormEvent): void => {
    submitted.preventDefault();
    if (!fact || !item || !ready) return;
    const value = isNumber ? number : item.type === 'codeList' ? [...chosen] : chosen[0];
    const unit = isNumber && fact.value === null ? { unit: item.unit } : {};
    const correction: ObservedCorrection = isWithdrawn
      ? { supersedes: fact.id, kind: 'withdrawn', because: because.trim() }
      : { supersedes: fact.id, kind: 'transcription', because: because.trim(), change: { value, ...unit } };
    onCorrect({ event, corrections: [correction] });
  };
  const pick = (next: string): void => {
    setId(next);
    setText('');
    setChosen([]);
  };
  return (
    <form className={classes.card} onSubmit={submit} aria-labelledby="bedside-correct">
      <h3 id="bedside-correct" tabIndex={-1} ref={heading}>
        {say('web.bedside.correct.of', { when: title })}
      </h3>
      <div className={classes.numbers}>
        <label className={classes.more}>
          {say('web.bedside.correct.item')}
          <select value={id} onChange={(changed) => pick(changed.currentTarget.value)}>
            {choices.map((one) => (
              <option key={one.id} value={one.id}>
                {say.or(`web.bedside.short.${one.code}`, labels.item(one.code))}: {factText(one as FactJson, words)}
              </option>
            ))}
          </select>
        </label>
        {isNumber && !isWithdrawn && item ? (
          <NumberField
            code="correct"
            label={say('web.bedside.correct.value')}
            unit={<span className={classes.unit}>{fact?.unit?.startsWith('{') ? '' : fact?.unit}</span>}
            value={text}
            onChange={setText}
            problem={read && !read.ok ? say('web.bedside.correct.impossible') : undefined}
          />
        ) : null}
      </div>
      {item && !isNumber && !isWithdrawn ? (
        <Choice
          name="correct.value"
          legend={say('web.bedside.correct.value')}
          options={optionsOf(item.code, words)}
          value={chosen}
          onChange={setChosen}
          {...(item.type === 'codeList' ? { several: 'none' } : {})}
        />
      ) : null}
      <Choice
        name="correct.kind"
        several=""
        legend={say('web.bedside.correct.kind')}
        options={[{ value: 'withdrawn', label: say('web.bedside.correct.withdrawn') }]}
        value={isWithdrawn ? ['withdrawn'] : []}
        onChange={(given) => setWithdrawn(given.length > 0)}
      />
      <label className={classes.because}>
        {say('web.bedside.correct.because')}
        <input
          type="text"
          value={because}
          maxLength={500}
          autoComplete="off"
          onChange={(changed) => setBecause(changed.currentTarget.value)}
        />
      </label>
      <p className={classes.hint}>{say('web.bedside.correct.hint')}</p>
      <div className={classes.shortcuts}>
        <button type="submit" disabled={!ready} className={classes.confirm}>
          {say('web.bedside.correct.write')}
        </button>
        <button type="button" onClick={onClose}>
          {say('web.bedside.correct.cancel')}
        </button>
      </div>
    </form>
  );
}
