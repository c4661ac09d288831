-- A store with a snapshot of its thread, which waits for a person. Never changed.
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
CREATE TABLE snapshots (
    thread INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    data TEXT NOT NULL
  );
INSERT INTO threads (no, id, agent, status, awaits, lease_owner, lease_until) VALUES (1, '0snapshot000', 'tester', 'waiting_for_human', NULL, NULL, NULL);
INSERT INTO events (thread, seq, type, v, at, data, hash) VALUES (1, 1, 'thread_launched', 1, 1767323046678, '{"agent":"tester","agentHash":"6e77480e02831d8750ca76be6ad63e45f667e81558f12265b6bd669cdd9e6507","input":"deploy the newest tag","source":{"trigger":"cli","deliveryId":"d1"},"labels":{"tenant":"acme"}}', x'e3bbd637f5c3d195617069026054382cd78d18f45118c7e429e68a126c388b97');
INSERT INTO events (thread, seq, type, v, at, data, hash) VALUES (1, 2, 'next_step_chosen', 1, 1767323047678, '{"model":{"id":"scripted","source":"scripted"},"prompt":{"name":"twelvefold/done-for-now","hash":"5b21e0112447b4cad211738c1af847579c876ee7940e9b9d8865293e88e1af4c"},"contextHash":"23e39e3c23328cb6a9798e4091706e191ed15bf5e2adcc80a7deef1879326751","usage":{"inputTokens":56,"outputTokens":16},"calls":[{"callId":"1","tool":"request_human_input","input":{"question":"which tag?"},"inputHash":"bbc30598bd991ad101aa5008f95be7a890dcdad37fa19f9dcae3a61408ba4ac4"}]}', x'be933651b8e48e1b662bec6924547f3cd99a3e0129ddcc147b046637b75fa5ac');
INSERT INTO events (thread, seq, type, v, at, data, hash) VALUES (1, 3, 'human_asked', 1, 1767323047678, '{"requestId":"1","kind":"question","question":"which tag?","callId":"1","inputHash":"bbc30598bd991ad101aa5008f95be7a890dcdad37fa19f9dcae3a61408ba4ac4","to":["operator"]}', x'aa5cbf94875afcbf06b0f1e1c52a395544ca22abc225a646287b89630c7bb659');
INSERT INTO labels (name, value, thread) VALUES ('tenant', 'acme', 1);
INSERT INTO requests (thread, request_id, data) VALUES (1, '1', '{"requestId":"1","kind":"question","question":"which tag?","callId":"1","inputHash":"bbc30598bd991ad101aa5008f95be7a890dcdad37fa19f9dcae3a61408ba4ac4","to":["operator"],"askedAt":"2026-01-02T03:04:07.678Z","reminders":0,"escalations":0}');
INSERT INTO deliveries (delivery, thread) VALUES ('cli:d1', 1);
INSERT INTO texts (hash, text) VALUES (x'5b21e0112447b4cad211738c1af847579c876ee7940e9b9d8865293e88e1af4c', '---
description: What the model is told about the built-in tool done_for_now.
---
Say that everything that was asked for is done, or that nothing more can be done now. The message tells the person
what was done, what was not, and why.
');
INSERT INTO snapshots (thread, seq, hash, data) VALUES (1, 1, x'e3bbd637f5c3d195617069026054382cd78d18f45118c7e429e68a126c388b97', '{"seq":1,"fold":1,"counters":{"steps":0,"calls":0,"errors":0,"consecutiveErrors":0,"modelFailures":0,"requests":0,"sleeps":0,"inputTokens":0,"outputTokens":0,"cost":0,"children":0},"lastChoice":0}');
PRAGMA application_id = 825386607;
PRAGMA user_version = 2;
