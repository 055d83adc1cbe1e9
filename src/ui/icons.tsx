import type { ReactNode } from 'react';

/** Drawn on a grid of 16, in the text's colour. The word beside an icon says what it means, so readers are told nothing. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="1em"
      height="1em"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

const paths = {
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
      <path d="M3 10.5A1.5 1.5 0 0 1 2.5 9.4V4A1.5 1.5 0 0 1 4 2.5h5.4c.4 0 .8.2 1.1.5" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.5 10.5 3 3" />
    </>
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="3" />
      <path d="M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9" />
    </>
  ),
  moon: <path d="M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7z" />,
  system: (
    <>
      <rect x="2" y="3" width="12" height="8" rx="1.2" />
      <path d="M6 13.5h4" />
    </>
  ),
  menu: <path d="M2.5 4h11M2.5 8h11M2.5 12h11" />,
  keyboard: (
    <>
      <rect x="1.5" y="4" width="13" height="8.5" rx="1.3" />
      <path d="M4 6.8h.1M6.6 6.8h.1M9.3 6.8h.1M12 6.8h.1M5 9.8h6" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5.5" r="2.7" />
      <path d="M2.8 13.6c.6-2.6 2.7-3.9 5.2-3.9s4.6 1.3 5.2 3.9" />
    </>
  ),
  signOut: <path d="M6.5 2.5H4A1.5 1.5 0 0 0 2.5 4v8A1.5 1.5 0 0 0 4 13.5h2.5M10.5 11l3-3-3-3M13 8H6.5" />,
  chevron: <path d="m6 3.5 4.5 4.5L6 12.5" />,
} as const;

export type IconName = keyof typeof paths;

export function Glyph({ name }: { name: IconName }) {
  return <Icon>{paths[name]}</Icon>;
}
