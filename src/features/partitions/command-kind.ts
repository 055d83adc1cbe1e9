export type CommandKind = 'success' | 'failed' | 'clear' | 'refreshed';
