/**
 * Forward only: an entry is never changed once it has been released, and a snapshot of each version lies in
 * `test/schemas/`. Events lie in the order of their arrival, so that many interleaved threads fill pages to the brim;
 * the index finds a thread's own. A thread's row holds what changes seldom: most appends write to `events` alone.
 * `at` and `due` are milliseconds since 1970.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE threads (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    agent TEXT NOT NULL,
    status TEXT NOT NULL,
    parent TEXT,
    awaits TEXT,
    lease_owner TEXT,
    lease_until INTEGER
  );
  CREATE INDEX threads_by_status ON threads (status);
  CREATE INDEX threads_awaiting ON threads (awaits) WHERE awaits IS NOT NULL;
  CREATE INDEX threads_idle_children ON threads (parent)
    WHERE parent IS NOT NULL AND status IN ('sleeping', 'waiting_for_human', 'paused');

  CREATE TABLE events (
    thread INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    type TEXT NOT NULL,
    v INTEGER NOT NULL,
    at INTEGER NOT NULL,
    data TEXT NOT NULL,
    hash BLOB NOT NULL
  );
  CREATE UNIQUE INDEX events_by_thread ON events (thread, seq);

  CREATE TABLE labels (
    thread INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (thread, name)
  ) WITHOUT ROWID;
  CREATE INDEX labels_by_value ON labels (name, value);

  CREATE TABLE requests (
    thread INTEGER NOT NULL,
    request_id TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (thread, request_id)
  ) WITHOUT ROWID;

  CREATE TABLE timers (
    thread INTEGER NOT NULL,
    timer_id TEXT NOT NULL,
    due INTEGER NOT NULL,
    PRIMARY KEY (thread, timer_id)
  ) WITHOUT ROWID;
  CREATE INDEX timers_by_due ON timers (due);

  CREATE TABLE deliveries (
    delivery TEXT PRIMARY KEY,
    thread INTEGER NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE texts (
    hash BLOB PRIMARY KEY,
    text TEXT NOT NULL
  ) WITHOUT ROWID;
  `,
  `
  CREATE TABLE snapshots (
    thread INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    data TEXT NOT NULL
  );
  `,
]
