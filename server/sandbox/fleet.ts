import { area } from './areas.ts';
import type { Kind } from './catalogue.ts';
import { faultsOf, type PlanRole } from './roles.ts';
import type { Fault } from './faults.ts';
import { planSeeds, type FleetShape, type PlanSeed } from './plan-seed.ts';
import { PlanState } from './plan-state.ts';
import type { Pace } from './schedule.ts';

export interface SourceTable {
  catalog: string;
  schema: string;
  table: string;
}

/** All plans: their beginnings at once, what has become of them only of those that are looked at. */
export class Fleet {
  readonly seeds: readonly PlanSeed[];
  readonly #states: (PlanState | undefined)[] = [];
  readonly #byId = new Map<string, number>();
  readonly #byName = new Map<string, number>();
  readonly #born: number;
  readonly #pace: Pace;

  constructor(shape: FleetShape, born: number, pace: Pace) {
    this.seeds = planSeeds(shape);
    this.#born = born;
    this.#pace = pace;
    for (const { id, name, index } of this.seeds) {
      this.#byId.set(id, index);
      if (name !== null && !this.#byName.has(name)) this.#byName.set(name, index);
    }
  }

  at(index: number): PlanState {
    const known = this.#states[index];
    if (known) return known;
    const seed = this.seeds[index];
    if (!seed) throw new RangeError(`The world has no plan ${index}`);
    const state = new PlanState(seed, this.#born, this.#pace);
    this.#states[index] = state;
    return state;
  }

  /** Without making the plan: a list of thousands asks for each. */
  kindOf(index: number): Kind | undefined {
    return this.#states[index]?.kind ?? this.seeds[index]?.kind;
  }

  byId(id: unknown): PlanState | null {
    const index = typeof id === 'string' || typeof id === 'number' ? this.#byId.get(String(id)) : undefined;
    return index === undefined ? null : this.at(index);
  }

  byName(name: unknown): PlanState | null {
    const index = typeof name === 'string' ? this.#byName.get(name) : undefined;
    return index === undefined ? null : this.at(index);
  }

  byRole(role: PlanRole): PlanState | null {
    const seed = this.seeds.find((s) => s.role === role);
    return seed ? this.at(seed.index) : null;
  }

  /** The plans whose tables are built on a source table. */
  builtOn(table: SourceTable): PlanState[] {
    return this.seeds
      .filter(({ area: name }) => {
        const { source } = area(name);
        return (
          source.catalog === table.catalog && source.schema === table.schema && source.table === table.table
        );
      })
      .map(({ index }) => this.at(index));
  }

  standingFaults(): Fault[] {
    return this.seeds.flatMap(({ role, id }) => (role ? faultsOf(role, id) : []));
  }
}
