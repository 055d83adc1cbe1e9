import { useLanguage, useMessages } from '../../i18n/language.tsx';
import { htmlLang } from '../../i18n/messages.ts';
import { shellMessages } from './messages.ts';
import bar from './tool-button.module.css';

/** Two languages: one button that names the other, in its own words. */
export function LanguageSwitch() {
  const messages = useMessages(shellMessages);
  const { language, setLanguage } = useLanguage();
  const other = language === 'en' ? 'zh' : 'en';
  return (
    <button
      type="button"
      className={bar.button}
      title={messages.switchLanguage}
      onClick={() => setLanguage(other)}
    >
      <span lang={htmlLang[other]}>{messages.otherLanguage}</span>
    </button>
  );
}
