import { memo } from 'react';
import { INK, TONES, type Tone } from '../palette/palette.ts';
import { hatch } from '../palette/patterns.tsx';
import { round, Text } from '../text/text.tsx';
import { LABEL_SIZE, MARK, type PlacedBar, type PlacedMark } from './place.ts';
import { ShapeMark } from './shape.tsx';

interface ItemProps {
  readonly placed: PlacedBar | PlacedMark;
  readonly y: number;
  readonly height: number;
  readonly tone: Tone;
  readonly prefix: string;
  /** On a page an item can be asked about; in a file it only says what it is. */
  readonly live: boolean;
}

/** What makes an item answer to the pointer and the keyboard; the page listens once, at the chart. */
export const pickable = (id: string, title: string, live: boolean, seen?: string) =>
  live ? ({ 'data-pick': id, role: 'button', tabIndex: -1, 'aria-label': named(title, seen) } as const) : {};

/** Who speaks to the page says what stands there: the name of a mark begins with its label where it does not hold it. */
const named = (title: string, seen: string | undefined): string =>
  seen === undefined || hasWords(title, seen) ? title : `${seen}: ${title}`;

/** Does a text hold these words as they stand, not as parts of longer ones? `2` is no word of `2023`. */
function hasWords(text: string, words: string): boolean {
  const at = text.toLowerCase().indexOf(words.toLowerCase());
  const isPart = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
  return at >= 0 && !isPart(text[at - 1]) && !isPart(text[at + words.length]);
}

/** A bar or a mark with its label. Nothing about it moves: it is drawn again only when it is placed anew. */
export const JourneyItem = memo(function JourneyItem({ placed, y, height, tone, prefix, live }: ItemProps) {
  const { item, label } = placed;
  const own = item.tone ?? tone;
  const middle = y + height / 2;
  return (
    <g {...pickable(item.id, item.title, live, label?.text)}>
      {live ? null : <title>{item.title}</title>}
      {placed.kind === 'bar' ? (
        <BarShape placed={placed} y={y} height={height} tone={own} prefix={prefix} />
      ) : (
        <MarkShape placed={placed} middle={middle} height={height} tone={own} prefix={prefix} />
      )}
      {label ? (
        <Text
          x={label.x}
          y={baseline(placed, y, height) + 3.8}
          size={LABEL_SIZE}
          fill={label.inside ? TONES[own].text : INK.text}
          halo={!label.inside || !isCertain(placed)}
        >
          {label.text}
        </Text>
      ) : null}
    </g>
  );
});

/** The middle of what the label stands on: of a step of a dose, which is lower than its row, or of the row. */
const baseline = (placed: PlacedBar | PlacedMark, y: number, height: number): number =>
  placed.kind === 'bar' && placed.label?.inside ? y + height - (height * levelOf(placed)) / 2 : y + height / 2;

/** A dose of a tenth is still seen. */
const levelOf = ({ item }: PlacedBar): number => Math.max(0.4, item.level ?? 1);

/** Is what lies under the label one plain colour? */
const isCertain = (placed: PlacedBar | PlacedMark): boolean =>
  placed.kind === 'bar' && placed.label !== null && placed.coreFrom <= placed.label.x && placed.coreTo >= placed.to - 8;

function BarShape({
  placed,
  y,
  height,
  tone,
  prefix,
}: {
  placed: PlacedBar;
  y: number;
  height: number;
  tone: Tone;
  prefix: string;
}) {
  const { from, to, coreFrom, coreTo, open } = placed;
  const { fill, stroke } = TONES[tone];
  const level = levelOf(placed);
  const top = y + height * (1 - level);
  const tall = height * level;
  const box = (x0: number, x1: number) => ({
    x: round(x0),
    y: round(top),
    width: round(Math.max(1.5, x1 - x0)),
    height: round(tall),
    rx: 2,
  });
  return (
    <>
      {open !== 'unrecorded' && (from < coreFrom - 0.5 || to > coreTo + 0.5) ? (
        <rect {...box(from, to)} fill={hatch(prefix, tone)} stroke={stroke} strokeDasharray="3 2" />
      ) : null}
      {open === 'unrecorded' ? (
        <>
          <rect
            {...box(from, Math.max(from + 4, coreFrom))}
            fill={from < coreFrom - 0.5 ? hatch(prefix, tone) : stroke}
            stroke={stroke}
          />
          <line
            x1={round(Math.max(from + 4, coreFrom))}
            x2={round(to)}
            y1={round(y + height / 2)}
            y2={round(y + height / 2)}
            stroke={stroke}
            strokeWidth="2"
            strokeDasharray="2 3"
          />
        </>
      ) : coreTo > coreFrom + 0.5 ? (
        <rect {...box(coreFrom, coreTo)} fill={fill} stroke={stroke} />
      ) : null}
      {open === 'ongoing' ? (
        <polygon
          points={`${round(to)},${round(top)} ${round(to + 6)},${round(top + tall / 2)} ${round(to)},${round(top + tall)}`}
          fill={stroke}
        />
      ) : null}
    </>
  );
}

function MarkShape({
  placed,
  middle,
  height,
  tone,
  prefix,
}: {
  placed: PlacedMark;
  middle: number;
  height: number;
  tone: Tone;
  prefix: string;
}) {
  const { from, to, exact, item } = placed;
  const { fill, stroke } = TONES[tone];
  if (exact)
    return <ShapeMark shape={item.shape} x={(from + to) / 2} y={middle} r={MARK} fill={fill} stroke={stroke} />;
  const half = height / 2 - 1;
  const hollow = item.shape === 'ring' || item.shape === 'query';
  return (
    <rect
      x={round(from)}
      y={round(middle - half)}
      width={round(to - from)}
      height={round(2 * half)}
      rx={Math.min(half, 7)}
      fill={hollow ? INK.paper : hatch(prefix, tone)}
      stroke={stroke}
      {...(hollow ? { strokeDasharray: '3 2' } : {})}
    />
  );
}
