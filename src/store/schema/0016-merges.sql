-- The index is merged less often: each text is written again half as many times, and a search looks into some pieces more.

INSERT INTO words (words, rank) VALUES ('automerge', 8);

PRAGMA user_version = 16;
