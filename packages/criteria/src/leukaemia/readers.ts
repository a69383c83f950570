import { type Choice, choice, presence, type Reader } from '../engine/index.ts';

type Presence = Choice<'present' | 'absent'>;

/** Circulating blasts: present, absent, or a percentage or count (0 is absent, anything above present). */
export const circulatingBlasts = (): Reader<Presence> => {
  const words = presence();
  return {
    ...words,
    help: 'present | absent | %',
    read(raw, name) {
      const number = typeof raw === 'object' && raw !== null ? (raw as { value?: unknown }).value : raw;
      return words.read(typeof number === 'number' ? (number > 0 ? 'present' : 'absent') : raw, name);
    },
  };
};

/** Extramedullary disease: present or absent, also as the words of the CNS and of a list of sites. */
export const extramedullaryDisease = (): Reader<Presence> =>
  choice(['present', 'absent'], {
    true: 'present', false: 'absent', yes: 'present', no: 'absent', positive: 'present', negative: 'absent', none: 'absent', CNS3: 'present', cns3: 'present', notAssessed: null,
  }); // biome-ignore format: a table

/** The class of MRD in words, as `all.mrd` prints it. */
export const MRD_CLASSES = [
  'negative',
  'negative-insufficient',
  'negative-unqualified',
  'intermediate',
  'positive',
] as const;
export type MrdClass = (typeof MRD_CLASSES)[number];

/** The schemes that call a relapse early or late. */
export const TIMING_SCHEMES = ['gmall-18m', 'cr1-12m', 'bfm', 'cog'] as const;
export type TimingScheme = (typeof TIMING_SCHEMES)[number];
