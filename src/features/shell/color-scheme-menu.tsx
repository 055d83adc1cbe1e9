import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useMessages } from '../../i18n/language.tsx';
import { Glyph, type IconName } from '../../ui/icons.tsx';
import { Panel } from '../../ui/panel.tsx';
import { shellMessages } from './messages.ts';
import bar from './tool-button.module.css';
import classes from './color-scheme-menu.module.css';

const schemes: readonly { scheme: MantineColorScheme; icon: IconName }[] = [
  { scheme: 'light', icon: 'sun' },
  { scheme: 'dark', icon: 'moon' },
  { scheme: 'auto', icon: 'system' },
];

export function ColorSchemeMenu() {
  const messages = useMessages(shellMessages);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const icon = schemes.find(({ scheme }) => scheme === colorScheme)?.icon ?? 'system';
  return (
    <Panel label={messages.colorScheme} button={<Glyph name={icon} />} buttonClass={bar.button}>
      {(close) => (
        <div role="radiogroup" aria-label={messages.colorScheme} className={classes.list}>
          {schemes.map((choice) => (
            <label key={choice.scheme} className={classes.choice}>
              <input
                type="radio"
                name="color-scheme"
                checked={colorScheme === choice.scheme}
                onChange={() => setColorScheme(choice.scheme)}
                onClick={(event) => event.detail > 0 && close()}
              />
              <Glyph name={choice.icon} />
              {messages.colorSchemes[choice.scheme]}
            </label>
          ))}
        </div>
      )}
    </Panel>
  );
}
