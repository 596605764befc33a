-- How often a feed wants to be asked, as its document said last: an answer that brings no document does not say it
-- again. Hours and days are bits: 1 << hour in UTC, 1 << day from Sunday.

ALTER TABLE feeds ADD COLUMN ttl_minutes INTEGER;
ALTER TABLE feeds ADD COLUMN update_base_ms INTEGER;
ALTER TABLE feeds ADD COLUMN skip_hours INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN skip_days INTEGER NOT NULL DEFAULT 0;

-- Hosts that asked for a pause, with their port where it is not the usual one.
CREATE TABLE holds (
    host TEXT PRIMARY KEY,
    until_ms INTEGER NOT NULL
) WITHOUT ROWID;

PRAGMA user_version = 7;
