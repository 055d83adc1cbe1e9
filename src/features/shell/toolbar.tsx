import { ColorSchemeMenu } from './color-scheme-menu.tsx';
import { LanguageSwitch } from './language-switch.tsx';

/** What the bar at the top offers to everybody, signed in or not. */
export function Toolbar() {
  return (
    <>
      <LanguageSwitch />
      <ColorSchemeMenu />
    </>
  );
}
