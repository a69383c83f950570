import { type Decision, settle } from '../engine/index.ts';

/** A field of a record: plainly where the facts settle it, else an outcome `{ status, possible, missing }` (myeloma.md 0.1). */
export function plainly<T>(decision: Decision<T>, order?: readonly T[]): unknown {
  const { settled } = settle(decision, order);
  return settled.status === 'determined' ? settled.value : settled;
}
