import { compareInstants, type Fact, type Instant } from '@linea/facts';

/** What Linea had been told by an instant. */
export const recordedBy = (facts: readonly Fact[], instant: Instant): readonly Fact[] =>
  facts.filter(({ recorded }) => compareInstants(recorded, instant) <= 0);
