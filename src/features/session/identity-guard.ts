import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { isSamePerson, onChangeInOtherTab, sessionQuery } from '../../api/session.ts';

/**
 * The cookie is shared by all tabs. When somebody else turns out to be signed in, everything fetched and typed for
 * the person before is dropped by loading the page anew: no person ever sees what another fetched.
 */
export function useIdentityGuard(): void {
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const first = useRef(session);
  useEffect(() => {
    if (!session) return;
    first.current ??= session;
    if (!isSamePerson(first.current, session)) window.location.reload();
  }, [session]);
  useEffect(
    () => onChangeInOtherTab(() => void client.refetchQueries({ queryKey: sessionQuery.queryKey })),
    [client],
  );
}
