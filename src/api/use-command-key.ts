import { useRef } from 'react';
import { newCommandKey } from './client.ts';
import { ApiError } from './errors.ts';

/**
 * One key per intention of a person. While the outcome of a command is unknown its repeat carries the same key, so
 * that nothing is sent twice; after a plain refusal, or with another body, it is a new intention.
 */
export function useCommandKey() {
  const current = useRef<{ key: string; body: string } | null>(null);
  return {
    keyFor: (body: unknown): string => {
      const text = JSON.stringify(body);
      if (current.current?.body !== text) current.current = { key: newCommandKey(), body: text };
      return current.current.key;
    },
    failed: (error: unknown): void => {
      if (error instanceof ApiError && error.outcome === 'none' && error.code !== 'in-progress')
        current.current = null;
    },
  };
}
