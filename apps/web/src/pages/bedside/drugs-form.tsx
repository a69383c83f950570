import common from '../../app/common.module.css';
import { Choice } from './choice.tsx';
import classes from './entry.module.css';
import { items } from './items.ts';
import { type DraftDrug, wardTime } from './model/draft.ts';
import { NumberField } from './number-field.tsx';
import { optionsOf, problemOf, type Typing } from './typing.ts';

/** Given often around an infusion, in this order; the others follow. */
const OFTEN = [
  'tocilizumab',
  'dexamethasone',
  'methylprednisolone',
  'anakinra',
  'paracetamol',
  'metamizole',
  'levetiracetam',
];
const UNITS = ['mg', 'g', 'mg/kg', '[IU]', '10*6.[IU]'];
const UNIT_NAMES: Readonly<Record<string, string>> = { '[IU]': 'IU', '10*6.[IU]': '10⁶ IU' };

/** What was given, each with its clock time. */
export function DrugsForm({ typing }: { readonly typing: Typing }) {
  const { draft, change, words } = typing;
  const { say, labels } = words;
  const rest = (items['med.drug']?.answers ?? []).filter((drug) => !OFTEN.includes(drug));
  const add = (drug: string): void => {
    const at = wardTime(new Date());
    const one: DraftDrug = { id: crypto.randomUUID(), drug, at, dose: '', unit: '', route: '', purpose: '' };
    change({ ...draft, drugs: [...draft.drugs, one] });
  };
  return (
    <section className={classes.card} aria-labelledby="bedside-drugs">
      <h3 id="bedside-drugs">{say('web.bedside.drugs')}</h3>
      <p className={classes.hint}>{say('web.bedside.drugs.hint')}</p>
      <div className={classes.shortcuts}>
        {OFTEN.map((drug) => (
          <button key={drug} type="button" onClick={() => add(drug)}>
            + {labels.answer('med.drug', drug)}
          </button>
        ))}
        <label className={classes.more}>
          <span className={common.unseen}>{say('web.bedside.drugs.other')}</span>
          <select value="" onChange={(event) => add(event.currentTarget.value)}>
            <option value="">{say('web.bedside.drugs.other')}</option>
            {rest.map((drug) => (
              <option key={drug} value={drug}>
                {labels.answer('med.drug', drug)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {draft.drugs.map((drug, index) => (
        <DrugForm
          key={drug.id}
          typing={typing}
          drug={drug}
          index={index}
          onChange={(next) => change({ ...draft, drugs: draft.drugs.map((one) => (one.id === drug.id ? next : one)) })}
          onRemove={() => change({ ...draft, drugs: draft.drugs.filter((one) => one.id !== drug.id) })}
        />
      ))}
    </section>
  );
}

interface DrugFormProps {
  readonly typing: Typing;
  readonly drug: DraftDrug;
  readonly index: number;
  readonly onChange: (drug: DraftDrug) => void;
  readonly onRemove: () => void;
}

function DrugForm({ typing, drug, index, onChange, onRemove }: DrugFormProps) {
  const { words } = typing;
  const { say, labels } = words;
  const name = labels.answer('med.drug', drug.drug);
  const field = `drugs.${index}`;
  const time = problemOf(typing, `${field}.at`);
  return (
    <fieldset className={classes.drug}>
      <legend>{name}</legend>
      <div className={classes.numbers}>
        <div className={classes.number} data-problem={time !== undefined}>
          <label htmlFor={`field-${field}.at`}>{say('web.bedside.drug.at')}</label>
          <span className={classes.typed}>
            <input
              id={`field-${field}.at`}
              type="datetime-local"
              value={drug.at}
              aria-invalid={time !== undefined}
              onChange={(event) => onChange({ ...drug, at: event.currentTarget.value })}
            />
          </span>
          {time === undefined ? null : <p className={classes.problem}>{time}</p>}
        </div>
        <NumberField
          code={`${field}.dose`}
          label={say('web.bedside.drug.dose')}
          value={drug.dose}
          onChange={(dose) => onChange({ ...drug, dose })}
          problem={problemOf(typing, `${field}.dose`)}
        />
      </div>
      <Choice
        compact
        name={`${field}.unit`}
        legend={say('web.bedside.drug.unit')}
        hint={problemOf(typing, `${field}.unit`)}
        options={UNITS.map((value) => ({ value, label: UNIT_NAMES[value] ?? value }))}
        value={drug.unit === '' ? [] : [drug.unit]}
        onChange={([unit = '']) => onChange({ ...drug, unit })}
      />
      <Choice
        compact
        name={`${field}.route`}
        legend={labels.item('med.route')}
        options={optionsOf('med.route', words, ['iv', 'po', 'sc'])}
        value={drug.route === '' ? [] : [drug.route]}
        onChange={([route = '']) => onChange({ ...drug, route })}
      />
      <Choice
        compact
        name={`${field}.purpose`}
        legend={labels.item('med.purpose')}
        hint={say('web.bedside.drug.purpose.hint')}
        options={optionsOf('med.purpose', words, ['crs', 'icans', 'fever', 'prophylaxis', 'other'])}
        value={drug.purpose === '' ? [] : [drug.purpose]}
        onChange={([purpose = '']) => onChange({ ...drug, purpose })}
      />
      <button type="button" className={classes.remove} onClick={onRemove}>
        {say('web.bedside.drug.remove', { name })}
      </button>
    </fieldset>
  );
}
