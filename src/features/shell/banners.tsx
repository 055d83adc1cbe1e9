import type { ReactNode } from 'react';
import type { Outage } from '../../api/reachability.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useProblemTitle } from '../../i18n/problems.ts';
import { Glyph, type IconName } from '../../ui/icons.tsx';
import { shellMessages } from './messages.ts';
import classes from './banners.module.css';

function Banner({ tone, icon, children }: { tone: 'quiet' | 'bad'; icon: IconName; children: ReactNode }) {
  return (
    <div className={classes.banner} data-tone={tone}>
      <Glyph name={icon} />
      <span>{children}</span>
    </div>
  );
}

export function SandboxBanner() {
  return (
    <Banner tone="quiet" icon="warning">
      {useMessages(shellMessages).sandboxBanner}
    </Banner>
  );
}

/** Comes and goes by itself (api/reachability.ts). The live region is always there, or its first words would go unheard. */
export function OutageBanner({ outage }: { outage: Outage | null }) {
  const messages = useMessages(shellMessages);
  const title = useProblemTitle();
  return (
    <div role="status">
      {outage !== null && (
        <Banner tone="bad" icon="warning">
          <strong>{title(outage.code)}.</strong> {messages.outageTries}
        </Banner>
      )}
    </div>
  );
}
