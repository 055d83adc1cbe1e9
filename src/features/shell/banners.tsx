import type { ReactNode } from 'react';
import type { Outage } from '../../api/reachability.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemTitle } from '../../i18n/problems.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { shellMessages } from './messages.ts';
import classes from './banners.module.css';

function Banner({ tone, children }: { tone: 'quiet' | 'bad'; children: ReactNode }) {
  return (
    <div className={classes.banner} data-tone={tone}>
      <StateMark name="warning" />
      <span>{children}</span>
    </div>
  );
}

interface BannersProps {
  sandbox: boolean;
  /** Comes and goes by itself (api/reachability.ts). */
  outage: Outage | null;
}

export function Banners({ sandbox, outage }: BannersProps) {
  const messages = useMessages(shellMessages);
  const title = useProblemTitle();
  return (
    <section aria-label={messages.notices}>
      {sandbox && <Banner tone="quiet">{messages.sandboxBanner}</Banner>}
      {/* Always there: a live region that comes with its words in it goes unheard. */}
      <div role="status">
        {outage !== null && <Banner tone="bad">{messages.outage(title(outage.code))}</Banner>}
      </div>
    </section>
  );
}
