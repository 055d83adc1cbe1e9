import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Petrol: far enough from the green, amber, red and blue that say how a thing is. */
const petrol: MantineColorsTuple = [
  '#e6f4f6',
  '#cfe6ea',
  '#a0cdd5',
  '#6db3c0',
  '#459dad',
  '#278a9c',
  '#0f7182',
  '#0c6170',
  '#0a515e',
  '#07404a',
];

/** Fonts that the system has: no download, and Chinese in the face its readers know. */
const sans =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  colors: { petrol },
  fontFamily: sans,
  headings: { fontFamily: sans },
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  radius: { xs: '2px', sm: '3px', md: '5px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
});
