import { lazy, Suspense, useState } from 'react';
import { useMessages } from '../../i18n/language.tsx';
import { Glyph } from '../../ui/icons.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { shellMessages } from './messages.ts';
import bar from './tool-button.module.css';

const ShortcutsSheet = lazy(async () => ({
  default: (await import('./shortcuts-sheet.tsx')).ShortcutsSheet,
}));

/** The button and the `?` key that show what the keyboard can do, and the keys that work on every page. */
export function KeyboardHelp({ onPlans }: { onPlans: () => void }) {
  const { shortcuts } = useMessages(shellMessages);
  const [open, setOpen] = useState(false);
  useShortcuts([
    { keys: '?', label: shortcuts.open, run: () => setOpen(true) },
    { keys: 'g p', label: shortcuts.plans, run: onPlans },
  ]);
  return (
    <>
      <button
        type="button"
        className={`${bar.button} ${bar.wide}`}
        aria-label={shortcuts.open}
        title={`${shortcuts.open} (?)`}
        onClick={() => setOpen(true)}
      >
        <Glyph name="keyboard" />
      </button>
      {open && (
        <Suspense fallback={null}>
          <ShortcutsSheet onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
