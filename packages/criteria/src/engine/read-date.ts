import { readSpan } from '@linea/facts';
import type { When } from './condition.ts';
import { eachPlace, leaf, type Reader, usable } from './input.ts';

/** A date: EDTF or `{ start, end }`. Not given: unknown. `null`: did not happen where `none` is 'null', else unknown. */
export function date(none: 'null' | 'unknown' = 'unknown'): Reader<When> {
  const reads = eachPlace((name) => {
    const inputs = [leaf(name)];
    const open = usable<When>({ key: name, inputs, span: { start: -Infinity, end: Infinity }, given: false });
    return { inputs, open, never: usable<When>({ key: name, inputs, span: null, given: true }) };
  });
  return {
    help: none === 'null' ? 'date | null' : 'date',
    shape: { kind: 'date', none },
    read(raw, name) {
      const { inputs, open, never } = reads(name);
      if (raw === null && none === 'null') return never;
      if (raw === undefined || raw === null) return open;
      const result = readSpan(raw, name);
      if (result.ok) return usable({ key: name, inputs, span: result.value, given: true });
      return { input: open.input, issues: result.issues.map((found) => ({ ...found, fatal: true })) };
    },
  };
}
