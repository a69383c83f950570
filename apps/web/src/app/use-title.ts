import { useEffect } from 'react';

/** The document is called after the page that is open: tabs, bookmarks and screen readers say which. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Linea`;
  }, [title]);
}
