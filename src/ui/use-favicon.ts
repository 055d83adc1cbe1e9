import { useEffect } from 'react';

function ring(percent: number, colour: string): string {
  const around = 2 * Math.PI * 12;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="12" fill="none" stroke="#8886" stroke-width="7"/>` +
    `<circle cx="16" cy="16" r="12" fill="none" stroke="${colour}" stroke-width="7" stroke-dasharray="${(around * percent) / 100} ${around}" transform="rotate(-90 16 16)"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

const colours = { good: '#17713d', busy: '#1a57b5', bad: '#b3232b', warn: '#8a5100' } as const;

/** Shows how far something is in the tab's icon; null: the icon stays, or becomes again, the console's own. */
export function useProgressFavicon(percent: number | null, tone: keyof typeof colours): void {
  const href = percent === null ? null : ring(percent, colours[tone]);
  useEffect(() => {
    if (href === null) return;
    const icons = [...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')];
    const own = document.createElement('link');
    own.rel = 'icon';
    own.type = 'image/svg+xml';
    own.href = href;
    for (const icon of icons) icon.remove();
    document.head.append(own);
    return () => {
      own.remove();
      document.head.append(...icons);
    };
  }, [href]);
}
