-- Pictures for reading without a network: which file of the cache folder an address is in. A file is named by what it
-- holds, so addresses of one picture share it.

CREATE TABLE pictures (
    url TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    kept_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX pictures_by_file ON pictures (file);
CREATE INDEX pictures_by_time ON pictures (kept_ms);

PRAGMA user_version = 5;
