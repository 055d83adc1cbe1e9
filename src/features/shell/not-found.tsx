import { Link } from 'react-router';
import { useMessages } from '../../i18n/language.tsx';
import { paths } from '../../paths.ts';
import { Page } from '../../ui/page.tsx';
import { shellMessages } from './messages.ts';

export function NotFound() {
  const { notFound } = useMessages(shellMessages);
  return (
    <Page title={notFound.title}>
      <p>{notFound.text}</p>
      <p>
        <Link to={paths.plans()}>{notFound.back}</Link>
      </p>
    </Page>
  );
}
