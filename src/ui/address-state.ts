import { useEffect, useState } from 'react';
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
  /** The addresses that this value goes before: that which stood when it was set, and those on their way. */
  of: readonly string[];
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

  useEffect(() => {
    if (wanted === address) return;
    const timer = setTimeout(() => {
      setAhead((now) => now && { ...now, of: [address, wanted] });
      void Promise.resolve(navigate(wanted, { replace: true, preventScrollReset: true })).then(() =>
        setAhead((now) => (now === null || path(now.value) === wanted ? null : { ...now, of: [wanted] })),
      );
    }, addressAfterMs);
    return () => clearTimeout(timer);
  }, [wanted, address, navigate, path]);

  return [value, (next) => setAhead({ value: next, of: isAhead ? ahead.of : [address] })];
}
