/** Where an instance opens, and what the page there is told of where one comes from. Stable, so that rows stay as drawn. */
export type InstanceLink = (instanceId: string) => { to: string; state: unknown };
