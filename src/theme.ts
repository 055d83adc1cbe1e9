import { createTheme, type MantineColorsTuple } from '@mantine/core';

/**
 * Petrol: far enough from the green, amber, red and blue that say how a thing is. Mantine fills with shade 6 in the
 * light (7 under the pointer) and 8 in the dark (9), which is why the last two step back: white text is on all four.
 */
const petrol: MantineColorsTuple = [
  '#e6f4f6',
  '#cfe6ea',
  '#a0cdd5',
  '#6db3c0',
  '#459dad',
  '#278a9c',
  '#0c6170',
  '#0a515e',
  '#0f7182',
  '#0c6170',
];

/** For what can't be taken back. White text is on 6 and 7 in the light, on 8 and 9 in the dark, as with petrol. */
const red: MantineColorsTuple = [
  '#fde9e9',
  '#fbd3d4',
  '#f5a9ac',
  '#ee8085',
  '#e05a60',
  '#cf4047',
  '#b3232b',
  '#9a1c23',
  '#c4353d',
  '#b3232b',
];

/** What Mantine takes for text (0), lines (4), fields (6) and the page (7) in the dark: the greys of ui/tokens.css. */
const dark: MantineColorsTuple = [
  '#e6eef0',
  '#c3d0d4',
  '#a6b7bc',
  '#72858c',
  '#3a4a50',
  '#2b393e',
  '#1c272b',
  '#172124',
  '#0f1719',
  '#0b1214',
];

/** Fonts that the system has: no download, and Chinese in the face its readers know. */
const sans =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';

export const theme = createTheme({
  primaryColor: 'petrol',
  colors: { petrol, dark, red },
  fontFamily: sans,
  headings: { fontFamily: sans },
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  radius: { xs: '2px', sm: '3px', md: '5px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
});
