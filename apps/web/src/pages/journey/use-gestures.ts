import type { TimeScale } from '@linea/charts';
import { type RefObject, useEffect, useRef } from 'react';
import type { View } from './use-view.ts';

/**
 * Drag and pinch move and zoom; the wheel zooms with Ctrl, or anywhere over the axis, and moves sideways. Without Ctrl the
 * wheel over the lanes scrolls the page, as everywhere else.
 */
export function useGestures(area: RefObject<HTMLElement | null>, view: View, scale: TimeScale | null): void {
  const now = useRef({ view, scale });
  now.current = { view, scale };
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const pointers = new Map<number, number>();
    let moved = 0;
    const daysPer = (): number => {
      const { view, scale } = now.current;
      return scale ? (view.shown.last - view.shown.first) / Math.max(1, scale.right - scale.left) : 0;
    };
    const dayAt = (clientX: number): number => {
      const { view, scale } = now.current;
      const x = clientX - element.getBoundingClientRect().left;
      return view.shown.first + (x - (scale?.left ?? 0)) * daysPer();
    };
    const wheel = (event: WheelEvent): void => {
      const overAxis = (event.target as Element).closest('[data-axis]') !== null;
      if (event.ctrlKey || event.metaKey || overAxis) {
        event.preventDefault();
        now.current.view.zoom(Math.exp(Math.max(-40, Math.min(40, event.deltaY)) * 0.006), dayAt(event.clientX));
      } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        now.current.view.pan(event.deltaX * daysPer());
      }
    };
    const down = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      pointers.set(event.pointerId, event.clientX);
      moved = 0;
    };
    const move = (event: PointerEvent): void => {
      const before = pointers.get(event.pointerId);
      if (before === undefined) return;
      const distance = event.clientX - before;
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      pointers.set(event.pointerId, event.clientX);
      moved += Math.abs(distance);
      if (other !== undefined) {
        const [was, is] = [Math.abs(before - other), Math.abs(event.clientX - other)];
        if (was > 10 && is > 10) now.current.view.zoom(was / is, dayAt((event.clientX + other) / 2));
      } else if (moved > 4) {
        if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
        now.current.view.pan(-distance * daysPer());
      }
    };
    const up = (event: PointerEvent): void => {
      pointers.delete(event.pointerId);
    };
    // A drag that ends over a mark is no click on it.
    const click = (event: MouseEvent): void => {
      if (moved > 4) event.stopPropagation();
      moved = 0;
    };
    element.addEventListener('wheel', wheel, { passive: false });
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    element.addEventListener('click', click, { capture: true });
    return () => {
      element.removeEventListener('wheel', wheel);
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
      element.removeEventListener('click', click, { capture: true });
    };
  }, [area]);
}
