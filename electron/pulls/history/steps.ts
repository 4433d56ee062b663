/** What makes a database of this version, one step a version, each applied once and in order. */
export const steps: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE mirrors (number INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE);

  -- By time: what comes in and what goes out lies together, however the ids are spread.
  CREATE TABLE requests (
    at INTEGER NOT NULL, mirror INTEGER NOT NULL, id TEXT NOT NULL, pull TEXT NOT NULL,
    method TEXT NOT NULL, status INTEGER NOT NULL, kind TEXT NOT NULL, tag TEXT, digest TEXT, bytes INTEGER,
    PRIMARY KEY (at, mirror, id)
  ) WITHOUT ROWID;

  CREATE TABLE fetched (
    mirror INTEGER NOT NULL, repository TEXT NOT NULL, digest TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (mirror, repository, digest)
  ) WITHOUT ROWID;
  CREATE TABLE described (digest TEXT PRIMARY KEY, at INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE INDEX described_by_time ON described (at);

  CREATE TABLE mirror_pulls (
    cursor INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, repository TEXT NOT NULL,
    begun INTEGER NOT NULL, ended INTEGER NOT NULL, settled INTEGER NOT NULL, body TEXT NOT NULL
  );
  -- Cursors begin beyond those of any record before this one: whoever read that goes on with this.
  INSERT INTO sqlite_sequence (name, seq) VALUES ('mirror_pulls', unixepoch() * 1000);
  CREATE INDEX mirror_pulls_by_repository ON mirror_pulls (repository, ended);
  CREATE INDEX mirror_pulls_by_time ON mirror_pulls (ended);
  CREATE INDEX mirror_pulls_unsettled ON mirror_pulls (ended) WHERE settled = 0;

  -- What is filtered and counted by, narrow: a hundred thousand rows are read through at once. The rest stands apart.
  CREATE TABLE pulls (
    at INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, number INTEGER NOT NULL, upstream TEXT NOT NULL,
    repository TEXT NOT NULL, tag TEXT, digest TEXT, engine TEXT NOT NULL, outcome TEXT NOT NULL,
    settled INTEGER NOT NULL, haystack TEXT NOT NULL,
    PRIMARY KEY (at, id)
  ) WITHOUT ROWID;
  CREATE INDEX pulls_by_outcome ON pulls (at, outcome);
  CREATE INDEX pulls_by_repository ON pulls (repository, at);
  CREATE INDEX pulls_unsettled ON pulls (at) WHERE settled = 0;
  CREATE TABLE pull_bodies (number INTEGER PRIMARY KEY, body TEXT NOT NULL, evidence TEXT NOT NULL);
  CREATE TRIGGER pulls_gone AFTER DELETE ON pulls BEGIN DELETE FROM pull_bodies WHERE number = old.number; END;

  CREATE TABLE looks (mirror INTEGER PRIMARY KEY, at INTEGER NOT NULL, digest TEXT NOT NULL);
  CREATE TABLE first_cached (
    mirror INTEGER NOT NULL, repository TEXT NOT NULL, after INTEGER, before INTEGER NOT NULL,
    PRIMARY KEY (mirror, repository)
  ) WITHOUT ROWID;

  CREATE TABLE quotas (at INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (at, body)) WITHOUT ROWID;
  CREATE TABLE counters (mirror INTEGER NOT NULL, at INTEGER NOT NULL, source TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (mirror, at)) WITHOUT ROWID;
  `,
]
