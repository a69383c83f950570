import type { FactJson } from '@linea/briefs';
import type { PageWords } from '../../language/words.ts';
import { kindOfValue } from './correction-draft.ts';
import classes from './correction-form.module.css';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly fact: FactJson;
  readonly value: string;
  readonly words: PageWords;
  readonly onChange: (text: string) => void;
}

/** The field for the value of a fact: a list of answers where the dictionary has one, else text. */
export function ValueField({ id, label, fact, value, words, onChange }: FieldProps) {
  const { say, answersOf } = words;
  const kind = kindOfValue(fact);
  const answers: readonly (readonly [string, string])[] =
    kind === 'boolean'
      ? [
          ['true', say('value.yes')],
          ['false', say('value.no')],
        ]
      : answersOf(fact.code);
  if (kind === 'list' && answers.length > 0) {
    const chosen = new Set(value.split(/,\s*/).filter(Boolean));
    const toggle = (answer: string): void => {
      const next = answers
        .map(([code]) => code)
        .filter((code) => (code === answer ? !chosen.has(code) : chosen.has(code)));
      onChange(next.join(', '));
    };
    return (
      <fieldset className={classes.list}>
        <legend>{label}</legend>
        {answers.map(([answer, text]) => (
          <label key={answer} className={classes.kind}>
            <input type="checkbox" checked={chosen.has(answer)} onChange={() => toggle(answer)} />
            <span>{text}</span>
          </label>
        ))}
      </fieldset>
    );
  }
  return (
    <label htmlFor={id}>
      {label}
      {answers.length > 0 && kind !== 'number' ? (
        <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {answers.some(([answer]) => answer === value) ? null : <option value={value}>{value || '–'}</option>}
          {answers.map(([answer, text]) => (
            <option key={answer} value={answer}>
              {text}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          inputMode={kind === 'number' ? 'decimal' : 'text'}
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </label>
  );
}
