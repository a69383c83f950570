import { TONES, type Tone } from './palette.ts';

/** The paint of what is possible but not certain: oblique lines in the colour of its tone. */
export const hatch = (prefix: string, tone: Tone): string => `url(#${prefix}-hatch-${tone})`;

/** Definitions of the hatchings; once in each drawing, with a prefix of its own. */
export function Patterns({ prefix }: { readonly prefix: string }) {
  return (
    <defs>
      {(Object.keys(TONES) as Tone[]).map((tone) => (
        <pattern
          key={tone}
          id={`${prefix}-hatch-${tone}`}
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="5" height="5" fill="#ffffff" />
          <line x1="0" y1="0" x2="0" y2="5" stroke={TONES[tone].stroke} strokeWidth="1.6" strokeOpacity="0.5" />
        </pattern>
      ))}
    </defs>
  );
}
