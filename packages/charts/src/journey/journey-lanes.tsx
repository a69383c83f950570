import { memo } from 'react';
import { gridTicks } from '../axis/time-axis.tsx';
import { CurveMarks } from '../curve/curve-marks.tsx';
import { INK, TONES } from '../palette/palette.ts';
import { round, Text } from '../text/text.tsx';
import { fitting } from '../text/width.ts';
import { JourneyItem, pickable } from './item.tsx';
import type { JourneyLayout, PlacedGroup, PlacedLane } from './layout.ts';
import type { Journey } from './model.ts';

interface LanesProps {
  readonly journey: Journey;
  readonly layout: JourneyLayout;
  readonly prefix: string;
  readonly live: boolean;
}

/** All lanes of a journey, grouped, over the grid and the regimens. Draws inside an `<svg>` that has the patterns. */
export const JourneyLanes = memo(function JourneyLanes({ journey, layout, prefix, live }: LanesProps) {
  const { scale, groups, width } = layout;
  const top = groups[0]?.y ?? 0;
  const bottom = layout.height;
  const end = scale.at(journey.asOf.last + 1);
  return (
    <g>
      <Regimens journey={journey} layout={layout} top={top} />
      {gridTicks(scale, journey.base, journey.locale).map(({ day }) => (
        <line
          key={day}
          x1={round(scale.at(day))}
          x2={round(scale.at(day))}
          y1={top}
          y2={round(bottom)}
          stroke={INK.grid}
        />
      ))}
      {end < scale.right ? (
        <g>
          <rect
            x={round(Math.max(end, scale.left))}
            y={top}
            width={round(scale.right - Math.max(end, scale.left))}
            height={round(bottom - top)}
            fill="#f3f4f6"
            fillOpacity="0.8"
          />
          {end > scale.left ? (
            <line
              x1={round(end)}
              x2={round(end)}
              y1={top}
              y2={round(bottom)}
              stroke={INK.text}
              strokeWidth="1.2"
              strokeDasharray="6 3"
            />
          ) : null}
          {end > scale.left ? (
            <Text x={Math.min(end + 4, scale.right - 90)} y={top + 14} size={10.5} weight={600} halo>
              {journey.words.asOf}
            </Text>
          ) : null}
        </g>
      ) : null}
      {groups.map((placed) => (
        <Group key={placed.group.id} placed={placed} layout={layout} prefix={prefix} live={live} width={width} />
      ))}
    </g>
  );
});

function Regimens({ journey, layout, top }: { journey: Journey; layout: JourneyLayout; top: number }) {
  const { scale } = layout;
  return (
    <>
      {journey.regimens.map(({ id, start, end }, index) => {
        const from = Math.max(scale.left, scale.at(start.first));
        const last = end === 'ongoing' ? journey.asOf.last : end === 'unrecorded' ? start.last : end.last;
        const to = Math.min(scale.right, scale.at(last + 1));
        if (to <= from) return null;
        return (
          <rect
            key={id}
            x={round(from)}
            y={top}
            width={round(to - from)}
            height={round(layout.height - top)}
            fill={index % 2 === 0 ? '#eef3fa' : '#f5f1fa'}
            fillOpacity="0.7"
          />
        );
      })}
    </>
  );
}

function Group({
  placed,
  layout,
  prefix,
  live,
  width,
}: {
  placed: PlacedGroup;
  layout: JourneyLayout;
  prefix: string;
  live: boolean;
  width: number;
}) {
  return (
    <g role="group" aria-label={placed.group.title}>
      <line x1="0" x2={width} y1={round(placed.y + 4)} y2={round(placed.y + 4)} stroke={INK.rule} />
      <Text x={0} y={placed.y + 18} size={12.5} weight={600} halo>
        {placed.group.title}
      </Text>
      {placed.lanes.map((lane) => (
        <LaneRow key={lane.lane.id} placed={lane} layout={layout} prefix={prefix} live={live} />
      ))}
    </g>
  );
}

const LaneRow = memo(function LaneRow({
  placed,
  layout,
  prefix,
  live,
}: {
  placed: PlacedLane;
  layout: JourneyLayout;
  prefix: string;
  live: boolean;
}) {
  const { lane, label, items, cycles, curve } = placed;
  const { narrow, scale } = layout;
  const bottom = placed.y + placed.height;
  return (
    <g data-lane={lane.id} role="group" aria-label={lane.note ? `${lane.label}, ${lane.note}` : lane.label}>
      {label.lines.map((line, index) => (
        <Text
          key={line}
          x={narrow ? 0 : lane.slim ? 14 : 6}
          y={label.y + index * 13}
          size={index > 0 && index === label.lines.length - 1 && lane.note ? 10.5 : 12}
          fill={index > 0 && index === label.lines.length - 1 && lane.note ? INK.quiet : INK.text}
          halo={narrow}
        >
          {fitting([line, `${line.slice(0, narrow ? 60 : 26)}…`], (narrow ? layout.width : scale.left) - 18, 12) ??
            line}
        </Text>
      ))}
      {curve ? <CurveMarks curve={curve} scale={scale} tone={lane.tone} prefix={prefix} live={live} /> : null}
      {items.map(({ placed: one, y, height }, index) => (
        <JourneyItem
          // biome-ignore lint/suspicious/noArrayIndexKey: two findings of one name may stand in a lane
          key={`${one.item.id} ${index}`}
          placed={one}
          y={y}
          height={height}
          tone={lane.tone}
          prefix={prefix}
          live={live}
        />
      ))}
      {cycles.map(({ tick, x, labelled }) => (
        <g key={tick.id} {...pickable(tick.id, tick.title, live && !tick.planned, labelled ? tick.label : undefined)}>
          {live ? null : <title>{tick.title}</title>}
          <line
            x1={round(x)}
            x2={round(x)}
            y1={round(bottom - 16)}
            y2={round(bottom - (tick.planned ? 11 : 3))}
            stroke={TONES[lane.tone].stroke}
            strokeWidth={tick.planned ? 0.9 : 2}
            {...(tick.planned ? { strokeDasharray: '1.5 1.5' } : {})}
          />
          {labelled ? (
            <Text
              x={x + 3}
              y={bottom - 4}
              size={9.5}
              fill={tick.planned ? INK.quiet : TONES[lane.tone].text}
              weight={tick.planned ? 400 : 600}
            >
              {tick.label}
            </Text>
          ) : null}
        </g>
      ))}
    </g>
  );
});
