import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Blues of the charts; the sixth on carry white words (contrast of at least 4.5). */
const linea: MantineColorsTuple = [
  '#eef4fb', '#dce8f6', '#b8d1ec', '#8db8e8', '#5f97d3', '#2f74b8', '#1f5a9e', '#164a86', '#123c6d', '#0b2c52',
]; // biome-ignore format: a row of shades

export const theme = createTheme({
  primaryColor: 'linea',
  primaryShade: 7,
  colors: { linea },
  fontFamily: "'Source Sans 3 Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  headings: { fontWeight: '600' },
  defaultRadius: 'sm',
  focusRing: 'always',
  respectReducedMotion: true,
});

/** Stands in the page for this one answer; without it a strict policy lets no style element in. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
