-- A feed that was removed stays for a day with all its articles (4 in their is_hidden), so that it can be taken back.
-- Its url_key is another one then: the address may be subscribed to anew.

ALTER TABLE feeds ADD COLUMN removed_ms INTEGER;

PRAGMA user_version = 11;
