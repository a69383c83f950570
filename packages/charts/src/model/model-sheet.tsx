import { type BeeswarmFigure, BeeswarmSheet } from './beeswarm-sheet.tsx';
import { type ShapesFigure, ShapesSheet } from './shapes-sheet.tsx';
import { type WaterfallFigure, WaterfallSheet } from './waterfall-sheet.tsx';

/** A figure that explains a model, and how it is drawn. */
export type ModelDrawing =
  | { readonly kind: 'beeswarm'; readonly figure: BeeswarmFigure }
  | { readonly kind: 'waterfall'; readonly figure: WaterfallFigure }
  | { readonly kind: 'shapes'; readonly figure: ShapesFigure };

/** Any figure that explains a model as one self-contained drawing. */
export function ModelSheet({ drawing, width }: { readonly drawing: ModelDrawing; readonly width: number }) {
  switch (drawing.kind) {
    case 'beeswarm':
      return <BeeswarmSheet figure={drawing.figure} width={width} />;
    case 'waterfall':
      return <WaterfallSheet figure={drawing.figure} width={width} />;
    case 'shapes':
      return <ShapesSheet figure={drawing.figure} width={width} />;
  }
}
