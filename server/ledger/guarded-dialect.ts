import type { CompiledQuery, DatabaseConnection, Dialect, Driver } from 'kysely';
import { ProblemError } from '../problem-error.ts';

/** Whatever goes wrong in the database becomes one error of ours; the database's own words stay in `cause`. */
function unavailable(cause: unknown): ProblemError {
  if (cause instanceof ProblemError) return cause;
  const error = new ProblemError('ledger-unavailable', 'The ledger could not be read or written.');
  error.cause = cause;
  return error;
}

/** PostgreSQL can't hold U+0000 in a text; it comes from a careless client or from CAN, and means nothing. */
function storable(parameter: unknown): unknown {
  return typeof parameter === 'string' && parameter.includes('\0')
    ? parameter.replaceAll('\0', '\uFFFD')
    : parameter;
}

function guardConnection(connection: DatabaseConnection): DatabaseConnection {
  return {
    executeQuery: async <R>(query: CompiledQuery) => {
      try {
        return await connection.executeQuery<R>({ ...query, parameters: query.parameters.map(storable) });
      } catch (error) {
        throw unavailable(error);
      }
    },
    streamQuery: <R>(query: CompiledQuery, chunkSize?: number) => connection.streamQuery<R>(query, chunkSize),
  };
}

function guardDriver(driver: Driver): Driver {
  const inner = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const outer = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const of = (connection: DatabaseConnection) => inner.get(connection) ?? connection;
  const guarded = async <T>(work: () => Promise<T>) => {
    try {
      return await work();
    } catch (error) {
      throw unavailable(error);
    }
  };
  return {
    init: () => guarded(() => driver.init()),
    acquireConnection: () =>
      guarded(async () => {
        const connection = await driver.acquireConnection();
        let wrapped = outer.get(connection);
        if (!wrapped) {
          wrapped = guardConnection(connection);
          outer.set(connection, wrapped);
          inner.set(wrapped, connection);
        }
        return wrapped;
      }),
    beginTransaction: (connection, settings) =>
      guarded(() => driver.beginTransaction(of(connection), settings)),
    commitTransaction: (connection) => guarded(() => driver.commitTransaction(of(connection))),
    rollbackTransaction: (connection) => guarded(() => driver.rollbackTransaction(of(connection))),
    releaseConnection: (connection) => driver.releaseConnection(of(connection)),
    destroy: () => driver.destroy(),
  };
}

/** A dialect whose every failure is a `ledger-unavailable` problem. */
export function guardedDialect(dialect: Dialect): Dialect {
  return {
    createDriver: () => guardDriver(dialect.createDriver()),
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  };
}
