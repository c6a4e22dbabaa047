using System.Globalization;
using CodeFirst.Hosting;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>The tables, and the steps that bring an older database to them. A step, once released, never changes.</summary>
internal static class SqliteSchema
{
    // "CFus": tells our files from those of other programs.
    internal const long ApplicationId = 0x43467573;

    // The *_key columns hold folded text, so that comparisons without regard to case are the same in every store. The counts are kept,
    // because counting rows takes longer the more there are: by triggers at first, now by the writer, once a commit. deleted_users holds
    // those whose events have not been removed yet.
    //
    // user_words finds the users whose names and e-mails have the trigrams of a word: SqliteWordIndex fills it, up to the document in
    // words_indexed. It holds no text, only which documents have a trigram; users.document says whose they are, and is NULL for users
    // of the version before until they have a number; removed_words has what is still to be taken out. The merging that FTS5 does by
    // itself would stop the writer for 50 ms now and then.
    internal static readonly string[] Steps =
    [
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
        CREATE UNIQUE INDEX users_by_email ON users (email_key);
        CREATE INDEX users_by_role ON users (role, id);

        CREATE TABLE user_count (
            users INTEGER NOT NULL
        ) STRICT;
        INSERT INTO user_count (users) VALUES (0);
        CREATE TABLE role_counts (
            role  TEXT    NOT NULL PRIMARY KEY,
            users INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
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
        CREATE UNIQUE INDEX activity_by_event ON activity (user_id, event_id);

        CREATE TABLE secrets (
            name  TEXT NOT NULL PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO secrets (name, value) VALUES ('page_token_key', randomblob(32));
        """,
        """
        DROP TRIGGER users_inserted;
        DROP TRIGGER users_deleted;
        DROP TRIGGER users_role_changed;

        CREATE TABLE deleted_users (
            id TEXT NOT NULL PRIMARY KEY
        ) STRICT, WITHOUT ROWID;
        """,
        """
        ALTER TABLE users ADD COLUMN document INTEGER;
        CREATE UNIQUE INDEX users_by_document ON users (document);

        CREATE VIRTUAL TABLE user_words USING fts5 (
            words, tokenize = 'trigram case_sensitive 1', content = '', columnsize = 0, detail = none
        );
        INSERT INTO user_words (user_words, rank) VALUES ('automerge', 0), ('crisismerge', 1000), ('usermerge', 8);
        CREATE TABLE words_indexed (
            document INTEGER NOT NULL
        ) STRICT;
        INSERT INTO words_indexed (document) VALUES (0);
        CREATE TABLE removed_words (
            document INTEGER NOT NULL PRIMARY KEY,
            words    TEXT    NOT NULL
        ) STRICT;
        """,
    ];

    /// <summary>Brings the database to this version, in one transaction; does nothing if it is there already.</summary>
    public static void Migrate(SqliteSession session, string path)
    {
        if (Read(session, "PRAGMA user_version") == Steps.Length && Read(session, "PRAGMA application_id") == ApplicationId)
        {
            return;
        }

        // Taken before the version is read again: two servers that start at once migrate once.
        session.Execute("BEGIN IMMEDIATE");
        var version = Read(session, "PRAGMA user_version");
        var isEmpty = Read(session, "SELECT count(*) FROM sqlite_schema") == 0;
        if (!isEmpty && Read(session, "PRAGMA application_id") != ApplicationId)
        {
            throw new StartupException(
                $"'{path}' is an SQLite database of another program. Set Storage__ConnectionString to a file of its own.");
        }

        if (version > Steps.Length)
        {
            throw new StartupException(
                $"'{path}' was written by a newer version of this server (schema {version}, this one knows {Steps.Length})."
                + " Start that version, or restore a backup.");
        }

        foreach (var step in Steps.Skip((int)version))
        {
            session.Execute(step);
        }

        session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
        session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Steps.Length}"));
        session.Execute("COMMIT");
    }

    /// <summary>Refuses a file that is not a database of this version: one that is only read cannot be brought to it.</summary>
    public static void RequireLatest(SqliteSession session, string path)
    {
        if (Read(session, "PRAGMA application_id") != ApplicationId)
        {
            throw new StartupException($"'{path}' is not a database of this server.");
        }

        if (Read(session, "PRAGMA user_version") is var version && version != Steps.Length)
        {
            throw new StartupException(
                $"'{path}' has schema {version}, and this server knows {Steps.Length}: start the newer of the two on it once.");
        }
    }

    /// <summary>Returns the secret that page tokens of this database are signed with.</summary>
    public static byte[] ReadPageTokenKey(SqliteSession session)
    {
        using var rows = session.PrepareOnce("SELECT value FROM secrets WHERE name = 'page_token_key'");

        return rows.Step() ? rows.GetBytes(0) : throw new StartupException("The database has lost its secret. Restore a backup.");
    }

    private static long Read(SqliteSession session, string sql)
    {
        using var rows = session.PrepareOnce(sql);

        return rows.Step() ? rows.GetInt64(0) : 0;
    }
}
