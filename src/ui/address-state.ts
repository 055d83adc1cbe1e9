import { useCallback, useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';

/** What of a page stands in the address. Both must be total: any address gives a value, any value an address. */
export interface AddressCodec<T> {
  read: (params: URLSearchParams) => T;
  path: (value: T) => string;
}

/** Browsers limit how often the address may change, and a person types faster than that. */
const addressAfterMs = 250;

interface Ahead<T> {
  value: T;
  /** The addresses that this value goes before: those that stood while it was set, and those on their way. */
  of: readonly string[];
  /** The last of them that was sent on its way. A slow machine arrives there only some letters later. */
  sent: string | null;
}

/**
 * A value that changes at once while the address follows a moment later, replacing itself. Any other change of
 * the address (back, a link) changes the value.
 */
export function useAddressState<T>({ read, path }: AddressCodec<T>): [T, (next: T) => void] {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const [ahead, setAhead] = useState<Ahead<T> | null>(null);
  const address = path(read(params));
  const isAhead = ahead !== null && ahead.of.includes(address);
  const value = isAhead ? ahead.value : read(params);
  const wanted = path(value);
  /** Where the address is, or will be once what is on its way has arrived. */
  const going = (isAhead ? ahead.sent : null) ?? address;
  // The address has caught up, or somebody has gone elsewhere.
  if (ahead !== null && (!isAhead || (wanted === address && going === address))) setAhead(null);

  useEffect(() => {
    if (wanted === going) return;
    const timer = setTimeout(() => {
      setAhead((now) => now && { ...now, of: [...now.of, wanted], sent: wanted });
      void navigate(wanted, { replace: true, preventScrollReset: true });
    }, addressAfterMs);
    return () => clearTimeout(timer);
  }, [wanted, going, navigate]);

  const set = useCallback(
    (next: T) => setAhead((now) => ({ ...(now ?? { of: [address], sent: null }), value: next })),
    [address],
  );
  return [value, set];
}
