/** As public/favicon.svg; in the page itself, since on a slow line each file costs a round trip. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0c6170" />
      <g fill="#fff">
        <rect x="6" y="18" width="5" height="8" rx="1" opacity=".55" />
        <rect x="13.5" y="12" width="5" height="14" rx="1" opacity=".8" />
        <rect x="21" y="6" width="5" height="20" rx="1" />
      </g>
    </svg>
  );
}
