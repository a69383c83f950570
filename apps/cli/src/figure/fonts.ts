import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The files of the font that figures are laid out for: regular and semibold. They come with Linea, so that a figure is the same everywhere. */
export const fontFiles = (): readonly string[] =>
  [
    '400Regular/SourceSans3_400Regular',
    '600SemiBold/SourceSans3_600SemiBold',
    '400Regular_Italic/SourceSans3_400Regular_Italic',
  ].map((name) => require.resolve(`@expo-google-fonts/source-sans-3/${name}.ttf`));
