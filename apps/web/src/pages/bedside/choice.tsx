import type { KeyboardEvent, ReactNode } from 'react';
import classes from './entry.module.css';

interface ChoiceProps {
  readonly legend: ReactNode;
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  /** Several answers at once; the one that excludes the others. */
  readonly several?: string;
  readonly hint?: ReactNode;
  readonly compact?: boolean;
}

/**
 * Answers as large targets. What is chosen is taken back by choosing it again, or with Delete: an answer given by mistake is
 * no answer.
 */
export function Choice({ legend, name, options, value, onChange, several, hint, compact = false }: ChoiceProps) {
  const toggle = (answer: string): void => {
    const others = value.filter((one) => one !== answer);
    if (others.length < value.length) onChange(others);
    else if (several === undefined) onChange([answer]);
    else onChange(answer === several ? [answer] : [...others.filter((one) => one !== several), answer]);
  };
  const clear = (event: KeyboardEvent): void => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    onChange([]);
  };
  return (
    <fieldset className={classes.choice} data-compact={compact} id={`field-${name}`}>
      <legend>{legend}</legend>
      <div className={classes.options}>
        {options.map(({ value: answer, label }) => {
          const checked = value.includes(answer);
          return (
            <label key={answer} data-checked={checked}>
              <input
                type={several === undefined ? 'radio' : 'checkbox'}
                name={name}
                value={answer}
                checked={checked}
                onChange={() => {
                  if (several !== undefined || !checked) toggle(answer);
                }}
                onClick={() => {
                  if (several === undefined && checked) toggle(answer);
                }}
                onKeyDown={clear}
              />
              <span>{label}</span>
            </label>
          );
        })}
      </div>
      {hint ? <p className={classes.hint}>{hint}</p> : null}
    </fieldset>
  );
}
