import { defaultTruth, type Truth } from '../../packages/cohort/src/index.ts';

const planted = defaultTruth();
const withEffects = (change: (of: Truth['effects'][number]) => Partial<Truth['effects'][number]>): Truth => ({
  ...planted,
  effects: planted.effects.map((one) => ({ ...one, ...change(one) })),
});
/** Products differ by setting; whoever asks for a truth without difference leaves the effect of tisa-cel where it is given. */
const laterOf = ({ key, logHr3L }: Truth['effects'][number]): number => (key === 'tisa' ? 0 : logHr3L);

/** The truths that are tried, by name. */
export const TRUTHS = {
  /** What the calibration plants. */
  planted,
  /** Later lines in both settings, no interaction: nothing differs. */
  same: { ...withEffects((one) => ({ logHr2L: laterOf(one) })), interaction: null },
  /** Nothing does anything. */
  nothing: { ...withEffects(() => ({ logHr2L: 0, logHr3L: 0 })), interaction: null },
  /** Second and later lines change places. */
  swapped: {
    ...withEffects(({ key, logHr2L, logHr3L }) => (key === 'tisa' ? {} : { logHr2L: logHr3L, logHr3L: logHr2L })),
    interaction: planted.interaction && { ...planted.interaction, logHr2L: 0, logHr3L: planted.interaction.logHr2L },
  },
  /** As planted, without the interaction. */
  noInteraction: { ...planted, interaction: null },
} satisfies Readonly<Record<string, Truth>>;

export type TruthName = keyof typeof TRUTHS;
