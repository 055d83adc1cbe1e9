import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendBroken, sendHtml, sendJson, sendPage } from './broken-answers.ts';
import { BASE, callAt, calls, isWrite, type CallName } from './calls.ts';
import { answered, refused } from './envelope-out.ts';
import { isAfterEffect, type Fault } from './faults.ts';
import { handlers } from './handlers.ts';
import { ownScreen } from './own-screen.ts';
import { personOf } from './people.ts';
import { Refusal } from './refusal.ts';
import type { CanCall } from './request.ts';
import { wireText } from './wire-out.ts';
import type { World } from './world.ts';

const MOST_BYTES = 10 * 1024 * 1024;

/** From a request to what is sent for it. Whatever goes wrong in here costs this request and no other. */
export async function answer(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await admit(world, request, response);
  } catch {
    if (response.headersSent) response.destroy();
    else sendPage(response, 500);
  }
}

async function admit(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://can');
  const now = world.tick();
  const name = callAt(url.pathname);
  const body = await bodyOf(request);
  if (body === null) return sendPage(response, 413, { connection: 'close' });
  if (url.pathname === '/' && request.method === 'GET') return sendHtml(response, 200, ownScreen(world));
  if (!name) return sendPage(response, 404);
  if (request.method !== calls[name].method) return sendPage(response, 405, { allow: calls[name].method });

  const header = (key: string) => String(request.headers[key] ?? '');
  const credential = {
    tenantId: header('tenant-id'),
    authType: header('auth-type'),
    authValue: header('auth-value'),
  };
  const person = name === 'createToken' ? 'nobody' : personOf(credential, world.seed, now);
  const query = Object.fromEntries(url.searchParams);
  const parsed = parse(body);
  world.board.record({
    call: name,
    method: request.method,
    path: url.pathname.slice(BASE.length),
    query,
    body: parsed,
    at: now,
    person: person ?? 'nobody',
  });
  if (person === null) return sendPage(response, 401);
  if (world.board.denied.has(person) || (person === 'viewer' && isWrite(name)))
    return sendPage(response, 403);
  if (parsed === undefined) return sendPage(response, 400);

  const nth = world.board.nth(name);
  const call: CanCall = { world, now, tenantId: credential.tenantId, query, body: parsed, nth };
  const fault = world.board.next(name, planIdsOf(call));
  if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 1_000));
  const text = textOf(name, call, fault, credential.authValue);
  if (fault) sendBroken(response, fault, text);
  else sendJson(response, text);
}

/** Kinds of faults after which the call has not done its work. */
function prevents(fault: Fault): boolean {
  return !isAfterEffect(fault.kind) && fault.kind !== 'slow' && fault.kind !== 'old-can-true';
}

const harmless = { createTask: 'mt_backfill_0', transform: 'success' } as const;

function textOf(name: CallName, call: CanCall, fault: Fault | null, credential: string): string {
  const wrapped = call.world.shape.wrapped;
  try {
    if (fault?.kind === 'refuse')
      throw new Refusal((fault.errorMsg ?? 'System error').replaceAll('{credential}', credential));
    const idle = fault !== null && prevents(fault) && isWrite(name);
    const data = idle
      ? name in harmless
        ? harmless[name as keyof typeof harmless]
        : true
      : handlers[name](call);
    return wireText(answered(name, fault?.kind === 'old-can-true' ? true : data, call.nth, wrapped));
  } catch (error) {
    if (error instanceof Refusal) return wireText(refused(name, error, call.nth));
    throw error;
  }
}

/** The plans a call is about, for the faults that belong to plans. */
function planIdsOf({ world, query, body }: CanCall): string[] {
  const list = Array.isArray(body['planIdList']) ? (body['planIdList'] as unknown[]) : [];
  const ids = [query['uuid'], body['uuid'], body['planId'], ...list].flatMap((id) =>
    typeof id === 'string' || typeof id === 'number' ? [String(id)] : [],
  );
  const names = [
    body['planName'],
    ...(Array.isArray(body['planNameList']) ? (body['planNameList'] as unknown[]) : []),
  ];
  const dag = query['dagName'] === undefined ? null : world.backfills.named(query['dagName']);
  return [
    ...ids,
    ...names.flatMap((name) => world.fleet.byName(name)?.id ?? []),
    ...(dag ? [dag.plan.id] : []),
  ];
}

function parse(text: string): Record<string, unknown> | undefined {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** null: too large. What is too much is still read to its end, or the caller would never hear that it was. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MOST_BYTES) chunks.push(chunk);
  }
  return bytes > MOST_BYTES ? null : Buffer.concat(chunks).toString('utf8');
}
