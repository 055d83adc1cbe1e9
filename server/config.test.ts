import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, readConfigAndPrepare, type Environment } from './config.ts';

function problemsOf(env: Environment, read = readConfig): readonly string[] {
  try {
    read(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('readConfig', () => {
  it('needs nothing: the sandbox on 127.0.0.1:8080', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      canUrl: null,
      canTimeoutMs: 30_000,
      canConcurrency: 8,
      databaseUrl: null,
      sessionSecret: null,
      twoPerson: true,
      approvers: [],
      sandbox: { speed: 60, plans: 48 },
    });
    expect(config.dataDir).toMatch(/\/data$/);
  });

  it('treats an empty setting as one that is not set', () => {
    expect(readConfig({ PORT: '', CAN_URL: ' ', APPROVERS: '', TWO_PERSON: '' })).toEqual(readConfig({}));
  });

  it.each([
    ['CAN_URL', 'https://can.example.com', { canUrl: 'https://can.example.com' }],
    ['CAN_URL', 'http://10.0.0.8:8083/', { canUrl: 'http://10.0.0.8:8083' }],
    ['PORT', '0', { port: 0 }],
    ['HOST', '::1', { host: '::1' }],
    ['TWO_PERSON', 'off', { twoPerson: false }],
    [
      'APPROVERS',
      '0123456789abcdef, fedcba9876543210',
      { approvers: ['0123456789abcdef', 'fedcba9876543210'] },
    ],
    ['SANDBOX_SPEED', '0.5', { sandbox: { speed: 0.5, plans: 48, seed: 'retail' } }],
    ['CAN_TIME_ZONE', 'Asia/Shanghai', { canTimeZone: 'Asia/Shanghai' }],
  ])('takes %s=%s', (name, value, expected) => {
    expect(readConfig({ [name]: value })).toMatchObject(expected);
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '1e3'],
    ['HOST', 'http://localhost'],
    ['HOST', 'a b'],
    ['CAN_URL', 'can.example.com'],
    ['CAN_URL', 'ftp://can.example.com'],
    ['CAN_URL', 'https://can.example.com/anymetrics'],
    ['CAN_URL', 'https://can.example.com/?x'],
    ['CAN_URL', 'https://can.example.com/#x'],
    ['CAN_URL', 'https://me:hunter22@can.example.com'],
    ['CAN_URL', 'javascript:alert(1)'],
    ['CAN_TIME_ZONE', 'Mars/Olympus'],
    ['CAN_TIMEOUT_MS', '0'],
    ['CAN_TIMEOUT_MS', 'soon'],
    ['CAN_CONCURRENCY', '0'],
    ['CAN_CONCURRENCY', '1.5'],
    ['DATABASE_URL', 'mysql://me:hunter22@db/x'],
    ['DATABASE_URL', 'hunter22'],
    ['SESSION_SECRET', 'hunter22'],
    ['TWO_PERSON', 'no'],
    ['APPROVERS', 'hunter22'],
    ['APPROVERS', '0123456789abcdef,hunter22'],
    ['SANDBOX_SPEED', '0'],
    ['SANDBOX_SPEED', '-2'],
    ['SANDBOX_SPEED', 'fast'],
    ['SANDBOX_PLANS', '0'],
    ['SANDBOX_PLANS', '5001'],
  ])('refuses %s=%s, naming it and what is allowed, without a secret', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name}: .+; allowed: .+\\.$`));
    expect(problems[0]).not.toContain('hunter22');
  });

  it('reports all problems at once, the folder for data among them', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'console-')), 'file');
    writeFileSync(file, '');
    const env = { PORT: 'x', TWO_PERSON: 'maybe', SESSION_SECRET: 'short', DATA_DIR: join(file, 'below') };
    const names = problemsOf(env, readConfigAndPrepare).map((problem) => problem.split(':')[0]);
    expect(names.sort()).toEqual(['DATA_DIR', 'PORT', 'SESSION_SECRET', 'TWO_PERSON']);
  });

  it('creates the folder for data', () => {
    const dir = join(mkdtempSync(join(tmpdir(), 'console-')), 'a', 'b');
    expect(readConfigAndPrepare({ DATA_DIR: dir }).dataDir).toBe(dir);
    expect(readConfigAndPrepare({ DATA_DIR: dir }).dataDir).toBe(dir);
  });

  it('keeps secrets out of what is printed of it', () => {
    const config = readConfig({
      SESSION_SECRET: 'hunter22'.repeat(4),
      DATABASE_URL: 'postgres://me:hunter22@db/x',
    });
    expect(JSON.stringify(config)).not.toContain('hunter22');
    expect(config.sessionSecret?.reveal()).toBe('hunter22'.repeat(4));
  });
});
