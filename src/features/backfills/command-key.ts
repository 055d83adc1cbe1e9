import { useRef } from 'react';
import { newCommandKey } from '../../api/client.ts';
import { ApiError } from '../../api/errors.ts';

/**
 * One key per intention of a person. While the outcome of a command is unknown its repeat carries the same key, so
 * that nothing is done twice; after a plain refusal, or with another body, it is a new intention.
 */
export function useCommandKey() {
  const current = useRef<{ key: string; body: string } | null>(null);
  return {
    keyed: <T>(body: T): { body: T; key: string } => {
      const text = JSON.stringify(body);
      if (current.current?.body !== text) current.current = { key: newCommandKey(), body: text };
      return { body, key: current.current.key };
    },
    failed: (error: unknown): void => {
      if (error instanceof ApiError && error.outcome === 'none' && error.code !== 'in-progress')
        current.current = null;
    },
  };
}
