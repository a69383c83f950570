import { refused, shown } from '../issue.ts';
import { PRECISIONS, readPartialDate } from '../when/partial-date.ts';
import type { Anchor, Effective } from './fact.ts';
import type { Findings } from './findings.ts';
import { type Fields, isFields } from './read-fields.ts';

const FORMS = 'EDTF, { start, end, precision, text?, anchor? }';
const ANCHOR = '{ ref: fact id, offsetDays: [min, max] }';

/**
 * When a fact was true: EDTF text, or `{ start, end, precision, text?, anchor? }`. At least one end, or an anchor.
 * Undefined when not given or refused.
 * @param of  the place of the fact whose member `effective` this is
 */
export function readEffective(raw: unknown, of: string, findings: Findings): Effective | undefined {
  if (raw === undefined || raw === null) return undefined;
  // A day, as nearly all are.
  const day = typeof raw === 'string' ? findings.day(raw) : undefined;
  if (day) return day;
  const at = `${of}.effective`;
  if (typeof raw !== 'string' && !isFields(raw))
    return findings.take(refused({ code: 'date.malformed', at, got: shown(raw), allowed: FORMS }));
  const fields: Fields = isFields(raw) ? raw : {};
  const before = findings.issues.length;
  const anchor = readAnchor(fields.anchor, `${at}.anchor`, findings);
  const text = findings.words(fields, 'text', at);
  const precision = fields.precision ?? (anchor ? 'anchored' : undefined);
  const date = findings.take(
    readPartialDate(typeof raw === 'string' ? raw : { start: fields.start, end: fields.end, precision, text }, at),
  );
  if (!date || findings.issues.length > before) return undefined;
  if (typeof raw === 'string' && date.text) findings.screen(date.text, at, '', 'words');
  if (date.start === null && date.end === null && !anchor)
    return findings.refuse('date.unbounded', at, raw, `${FORMS}; ${PRECISIONS.join(', ')}`);
  return anchor ? { ...date, anchor } : date;
}

/** Whole days from the date of another fact: `[min, max]`, or a number with `tolerance` days on both sides. */
function readAnchor(raw: unknown, at: string, findings: Findings): Anchor | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (!isFields(raw)) return findings.refuse('anchor.malformed', at, raw, ANCHOR);
  const ref = findings.id(raw, 'ref', at);
  const { offsetDays, tolerance = 0 } = raw;
  const [min, max] =
    Array.isArray(offsetDays) && offsetDays.length === 2
      ? offsetDays
      : [Number(offsetDays) - Number(tolerance), Number(offsetDays) + Number(tolerance)];
  const days = typeof offsetDays === 'number' || Array.isArray(offsetDays);
  if (ref === undefined || !days || !isDays(min) || !isDays(max) || min > max)
    return findings.refuse('anchor.malformed', at, raw, ANCHOR);
  return { ref, offsetDays: [min, max] };
}

/** Within two lifetimes: farther is a slip, and sums of such offsets stay days. */
const isDays = (value: unknown): value is number => Number.isInteger(value) && Math.abs(value as number) <= 73_000;
