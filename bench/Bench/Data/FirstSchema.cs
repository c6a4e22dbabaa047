namespace CodeFirst.Bench.Data;

/// <summary>
/// The first version of the server's tables. Files are made with it and brought up to date by the server itself, so that they need no
/// change here when the tables change.
/// </summary>
internal static class FirstSchema
{
    public const string Tables =
        """
        CREATE TABLE users (
            id          TEXT    NOT NULL PRIMARY KEY,
            name        TEXT    NOT NULL,
            name_key    TEXT    NOT NULL,
            email       TEXT    NOT NULL,
            email_key   TEXT    NOT NULL,
            role        TEXT    NOT NULL,
            created_at  INTEGER NOT NULL,
            updated_at  INTEGER NOT NULL,
            version     INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE user_count (
            users INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE role_counts (
            role  TEXT    NOT NULL PRIMARY KEY,
            users INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE create_requests (
            request_id TEXT    NOT NULL PRIMARY KEY,
            user_id    TEXT    NOT NULL,
            name       TEXT    NOT NULL,
            email      TEXT    NOT NULL,
            role       TEXT    NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX create_requests_by_age ON create_requests (created_at);
        CREATE TABLE activity (
            user_id     TEXT    NOT NULL,
            sequence    INTEGER NOT NULL,
            event_id    TEXT    NOT NULL,
            event_type  TEXT    NOT NULL,
            description TEXT    NOT NULL,
            recorded_at INTEGER NOT NULL,
            PRIMARY KEY (user_id, sequence)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE secrets (
            name  TEXT NOT NULL PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO secrets (name, value) VALUES ('page_token_key', randomblob(32));
        """;

    /// <summary>What is faster to make when the rows are there.</summary>
    public const string IndexesCountsAndTriggers =
        """
        CREATE UNIQUE INDEX users_by_email ON users (email_key);
        CREATE INDEX users_by_role ON users (role, id);
        CREATE UNIQUE INDEX activity_by_event ON activity (user_id, event_id);
        INSERT INTO user_count (users) SELECT count(*) FROM users;
        INSERT INTO role_counts (role, users) SELECT role, count(*) FROM users GROUP BY role;
        CREATE TRIGGER users_inserted AFTER INSERT ON users BEGIN
            UPDATE user_count SET users = users + 1;
            INSERT INTO role_counts (role, users) VALUES (NEW.role, 1) ON CONFLICT (role) DO UPDATE SET users = users + 1;
        END;
        CREATE TRIGGER users_deleted AFTER DELETE ON users BEGIN
            UPDATE user_count SET users = users - 1;
            UPDATE role_counts SET users = users - 1 WHERE role = OLD.role;
            DELETE FROM role_counts WHERE role = OLD.role AND users = 0;
        END;
        CREATE TRIGGER users_role_changed AFTER UPDATE OF role ON users WHEN NEW.role <> OLD.role BEGIN
            INSERT INTO role_counts (role, users) VALUES (NEW.role, 1) ON CONFLICT (role) DO UPDATE SET users = users + 1;
            UPDATE role_counts SET users = users - 1 WHERE role = OLD.role;
            DELETE FROM role_counts WHERE role = OLD.role AND users = 0;
        END;
        PRAGMA application_id = 1128691059;
        PRAGMA user_version = 1;
        """;
}
