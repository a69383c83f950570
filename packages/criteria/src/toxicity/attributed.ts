import type { Flag } from '../engine/index.ts';

/** Said to be so (due to another cause, transfused, dead of it); not said, or not known, it does not count as said (toxicity.md 0.2). */
export const isSaid = ({ given, options }: Flag): boolean => given && options[0] === 'true';
