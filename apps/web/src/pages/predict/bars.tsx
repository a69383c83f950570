import { daysText } from '@linea/criteria/words';
import { fromIso } from '@linea/facts';
import { printedUnit } from '@linea/facts/printed-unit';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import classes from './bars.module.css';
import { type EstimateDocument, numberIn, percentIn, signedIn } from './percent.ts';

type Input = EstimateDocument['inputs'][number];

/**
 * What pushes the estimate up and down: a bar each, with the value, the day it was known and the fact it rests on. Points are of the
 * chance that stands above: of a benefit to be without the event, of a toxicity to have it.
 */
export function Bars({ patient, estimate }: { readonly patient: string; readonly estimate: EstimateDocument }) {
  const say = useSay();
  const language = useLanguage();
  const [percent, signed] = [percentIn(language), signedIn(language)];
  const { bars, inputs, start, kind } = estimate;
  const isBenefit = kind === 'benefit';
  const turned = isBenefit ? -1 : 1;
  const widest = Math.max(1, ...bars.map(({ percentPoints }) => Math.abs(percentPoints)));
  const from = start?.chance ?? 0;
  const to = from + bars.reduce((sum, bar) => sum + bar.percentPoints, 0) / 100;
  const shown = (chance: number): string => percent(isBenefit ? 1 - chance : chance);
  return (
    <div className={classes.bars}>
      <p className={classes.quiet}>{say(`web.predict.barsFrom.${kind}`, { start: shown(from), end: shown(to) })}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('web.predict.input')}</th>
            <th scope="col" className={classes.number} colSpan={2}>
              {say('web.predict.points')}
            </th>
            {isBenefit ? (
              <th scope="col" className={classes.number}>
                {say('web.predict.monthsColumn')}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {bars.map(({ keys, label, percentPoints, months }) => (
            <tr key={keys.join(':')}>
              <th scope="row">
                {label[language]}
                {keys.map((key) => (
                  <ValueOf key={key} patient={patient} input={inputs.find((one) => one.key === key)} />
                ))}
              </th>
              <td className={classes.bar}>
                <Bar share={(turned * percentPoints) / widest} worse={percentPoints > 0} />
              </td>
              <td className={classes.number}>{signed(turned * percentPoints)}</td>
              {isBenefit ? <td className={classes.number}>{months === null ? '' : signed(months)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** From the middle to the right or to the left; what makes it worse is hatched too, so that grey shows it. */
function Bar({ share, worse }: { readonly share: number; readonly worse: boolean }) {
  return (
    <svg viewBox="-50 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <line x1="0" x2="0" y1="0" y2="12" />
      <rect x={share < 0 ? 50 * share : 0} width={50 * Math.abs(share)} y="2" height="8" data-worse={worse} />
    </svg>
  );
}

/** A value with its day, one click from the fact and its source. */
function ValueOf({ patient, input }: { readonly patient: string; readonly input: Input | undefined }) {
  const say = useSay();
  const language = useLanguage();
  if (!input) return null;
  const words = { none: say('web.predict.notKnown'), yes: say('web.predict.yes'), no: say('web.predict.no') };
  const text = valueText(input, words, (value) => numberIn(language)(value, digitsOf(value)));
  if (!input.fact) return <span className={classes.value}>{text}</span>;
  const { id, effective, source } = input.fact;
  const { start, end } = effective;
  return (
    <span className={classes.value}>
      <Link to="/patients/$id" params={{ id: patient }} search={{ why: `fact:${id}` }} title={source}>
        {text}
      </Link>
      {end === null ? '' : `, ${daysText({ start: fromIso(start ?? end), end: fromIso(end) }, say)}`}
    </span>
  );
}

const digitsOf = (value: number): number => (Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : 2);

function valueText(
  { value, unit, yesNo }: Input,
  { none, yes, no }: Readonly<Record<'none' | 'yes' | 'no', string>>,
  number: (value: number) => string,
): string {
  if (value === null) return none;
  if (yesNo) return value === 1 ? yes : no;
  if (typeof value === 'string') return value;
  const printed = printedUnit(unit);
  return printed === '' ? number(value) : `${number(value)} ${printed}`;
}
