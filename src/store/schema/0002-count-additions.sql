-- A trigger for each article that comes made a reload write its pages twice (SQLite keeps a journal
-- of every statement that has one). Additions are counted once a document (store/take.c).

DROP TRIGGER articles_added;

PRAGMA user_version = 2;
