/** Small choices kept on this device. Storage may be denied or full: the choice then lasts as long as the page. */

const prefix = 'console.';

export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

export function writeKept(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Nothing is lost that the person cannot choose again.
  }
}
