-- Splits the table activity into 16 partitions by user. Stop the servers, back up, and run it once as the owner of the tables:
--
--   psql "host=… dbname=users user=users" --set ON_ERROR_STOP=1 --file partition-activity.sql
--
-- It is one transaction: it happens whole or not at all. It needs room for a second copy of the table. The server works on the
-- partitions as it does on the one table, because both unique keys begin with the user. docs/scaling.md says when it helps.
BEGIN;

LOCK TABLE activity IN ACCESS EXCLUSIVE MODE;

ALTER TABLE activity RENAME TO activity_whole;
ALTER TABLE activity_whole RENAME CONSTRAINT activity_pkey TO activity_whole_pkey;
ALTER INDEX activity_by_event RENAME TO activity_whole_by_event;

CREATE TABLE activity (LIKE activity_whole INCLUDING DEFAULTS) PARTITION BY HASH (user_id);

-- For another number, change both. It cannot be changed afterwards except by copying once more.
DO $$
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE activity_%s PARTITION OF activity FOR VALUES WITH (MODULUS 16, REMAINDER %s)', i, i);
    END LOOP;
END $$;

INSERT INTO activity SELECT * FROM activity_whole;

-- After the rows: building an index at once is faster than adding to it row by row.
ALTER TABLE activity ADD CONSTRAINT activity_pkey PRIMARY KEY (user_id, sequence);
CREATE UNIQUE INDEX activity_by_event ON activity (user_id, event_id);

DROP TABLE activity_whole;

COMMIT;
