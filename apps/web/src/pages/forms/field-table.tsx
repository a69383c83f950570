import type { Words } from '@linea/briefs';
import type { SheetField } from '@linea/briefs/forms';
import { useState } from 'react';
import { useSay } from '../../language/say.tsx';
import classes from './forms.module.css';

/** Every field, the missing ones first: its value, where it was read, and a button that copies it. */
export function FieldTable({ fields, words }: { readonly fields: readonly SheetField[]; readonly words: Words }) {
  const say = useSay();
  const [copied, setCopied] = useState('');
  const copy = (text: string, label: string): void => {
    void navigator.clipboard.writeText(text).then(
      () => setCopied(say('web.forms.copied', { label })),
      () => setCopied(say('web.forms.notCopied')),
    );
  };
  const all = fields
    .filter(({ values }) => values.length > 0)
    .map(({ label, values }) => `${label}\t${values.map((value) => value.copy).join('; ')}`)
    .join('\n');
  return (
    <>
      <div className={classes.tools}>
        <button type="button" onClick={() => copy(all, say('web.forms.everything'))}>
          {say('web.forms.copyAll')}
        </button>
        <span role="status" className={classes.copied}>
          {copied}
        </span>
      </div>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              {['field', 'value', 'source', 'copy'].map((name) => (
                <th key={name} scope="col">
                  {say(`web.forms.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <Row key={`${field.section} ${field.code}`} field={field} words={words} onCopy={copy} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface RowProps {
  readonly field: SheetField;
  readonly words: Words;
  readonly onCopy: (text: string, label: string) => void;
}

function Row({ field, words, onCopy }: RowProps) {
  const say = useSay();
  const { label, section, need, status, values, derived } = field;
  const text = values
    .map((value) => value.copy)
    .filter((value) => value !== '')
    .join('; ');
  return (
    <tr data-status={status} data-need={need}>
      <th scope="row">
        {label} <span className={classes.quiet}>{section}</span>
      </th>
      <td>
        {status === 'filled' ? null : (
          <span className={classes.status} data-status={status}>
            {words.say(`forms.status.${status}`)}
            {need === 'optional' ? ` (${words.say('forms.optional')})` : ''}
          </span>
        )}
        {values.map((value) => (
          <span key={value.fact} className={classes.value}>
            {value.text} <span className={classes.quiet}>{value.on}</span>
          </span>
        ))}
        {derived === null ? null : (
          <span className={classes.derived} data-differs={derived.differs}>
            {derived.text} <span className={classes.quiet}>{derived.facts.join(', ')}</span>
          </span>
        )}
      </td>
      <td className={classes.quiet}>
        {values
          .filter(({ fact }) => fact !== '')
          .map(({ fact, source }) => `${fact}${source ? ` · ${source}` : ''}`)
          .join('; ')}
      </td>
      <td>
        {text === '' ? null : (
          <button type="button" onClick={() => onCopy(text, label)} aria-label={say('web.forms.copyOne', { label })}>
            {say('web.forms.copy')}
          </button>
        )}
      </td>
    </tr>
  );
}
