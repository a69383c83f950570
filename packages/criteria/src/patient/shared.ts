import { takeOver } from './answers.ts';
import { equal } from './equal.ts';

type Plain = Readonly<Record<string, unknown>>;

/**
 * What was made anew, with every part of it that is equal to its counterpart of before replaced by that: what has not changed
 * is then the same object, and whoever remembers something of it finds it again. Equal as a whole, it is `before` itself.
 */
export function shared<T>(before: T, made: T): T {
  if (Object.is(before, made)) return before;
  if (typeof before !== 'object' || typeof made !== 'object' || before === null || made === null) return made;
  const kind = Object.getPrototypeOf(made);
  if (kind !== Object.getPrototypeOf(before)) return made;
  if (Array.isArray(made)) return sharedList(before as unknown as readonly unknown[], made) as T;
  if (kind === Object.prototype || kind === null) return sharedRecord(before as Plain, made as Plain) as T;
  return equal(before, made) ? before : made;
}

/** Counterparts are counted from the start or, where the length changed and that does not fit, from the end. */
function sharedList(before: readonly unknown[], made: readonly unknown[]): readonly unknown[] {
  const shift = before.length - made.length;
  let same = shift === 0;
  let kept: unknown[] | undefined;
  for (let index = 0; index < made.length; index++) {
    const own = made[index];
    let one = index < before.length ? shared(before[index], own) : own;
    if (shift !== 0 && (index >= before.length || one !== before[index])) {
      const other = before[index + shift];
      if (other !== undefined && equal(other, own)) one = other;
    }
    if (one !== before[index]) same = false;
    if (one !== own) {
      kept ??= [...made];
      kept[index] = one;
    }
  }
  return same ? before : (kept ?? made);
}

function sharedRecord(before: Plain, made: Plain): Plain {
  const others = Object.keys(before);
  let same = true;
  let kept: Record<string, unknown> | undefined;
  let index = 0;
  for (const name in made) {
    if (name !== others[index++]) same = false;
    const own = made[name];
    const one = shared(before[name], own);
    if (!Object.is(one, before[name])) same = false;
    if (!Object.is(one, own)) {
      kept ??= { ...made };
      kept[name] = one;
    }
  }
  if (same && index === others.length) return before;
  const all = kept ?? made;
  takeOver(before, all);
  return all;
}
