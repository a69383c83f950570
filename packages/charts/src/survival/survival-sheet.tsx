import { CalibrationSheet } from './calibration-sheet.tsx';
import { CurveSheet } from './curve-sheet.tsx';
import { DecisionSheet } from './decision-sheet.tsx';
import type { SurvivalDrawing } from './drawing.ts';
import { ForestSheet } from './forest-sheet.tsx';

/** Any survival figure as one self-contained drawing. */
export function SurvivalSheet({ drawing, width }: { readonly drawing: SurvivalDrawing; readonly width: number }) {
  switch (drawing.kind) {
    case 'curves':
      return <CurveSheet figure={drawing.figure} width={width} />;
    case 'forest':
      return <ForestSheet figure={drawing.figure} width={width} />;
    case 'calibration':
      return <CalibrationSheet figure={drawing.figure} width={width} />;
    case 'decision':
      return <DecisionSheet figure={drawing.figure} width={width} />;
  }
}
