import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** One file of the built client, in memory: there are few, and an address can only ever name one of these. */
export interface StaticFile {
  type: string;
  etag: string;
  /** The build put a hash of the content into the name, so the address never means anything else. */
  hashed: boolean;
  plain: Uint8Array<ArrayBuffer>;
  br: Uint8Array<ArrayBuffer> | null;
  gzip: Uint8Array<ArrayBuffer> | null;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** By address. Nothing outside `dir` and nothing of an unknown type is in it. */
export function readStaticFiles(dir: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const plain = bytesOf(path);
    files.set(`/${relative(dir, path).split(sep).join('/')}`, {
      type,
      etag: createHash('sha256').update(plain).digest('base64url').slice(0, 22),
      hashed: /^assets[\\/]/.test(relative(dir, path)),
      plain,
      br: siblingOf(`${path}.br`),
      gzip: siblingOf(`${path}.gz`),
    });
  }
  return files;
}

function bytesOf(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(path));
}

function siblingOf(path: string): Uint8Array<ArrayBuffer> | null {
  return existsSync(path) ? bytesOf(path) : null;
}
