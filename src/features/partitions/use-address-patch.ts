import { useCallback, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';

/** Browsers limit how often the address may change, and a drag is faster than that. */
const addressAfterMs = 200;

/**
 * Changes single parameters of the address, a moment later and all at once, in place of the present entry. null takes
 * a parameter out.
 */
export function useAddressPatch(): (patch: Record<string, string | null>) => void {
  const navigate = useNavigate();
  const pending = useRef<Record<string, string | null>>({});
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (patch) => {
      Object.assign(pending.current, patch);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const params = new URLSearchParams(window.location.search);
        for (const [name, value] of Object.entries(pending.current)) {
          if (value === null || value === '') params.delete(name);
          else params.set(name, value);
        }
        pending.current = {};
        const search = params.toString();
        if (`?${search}` === (window.location.search || '?')) return;
        void navigate({ search }, { replace: true, preventScrollReset: true });
      }, addressAfterMs);
    },
    [navigate],
  );
}
