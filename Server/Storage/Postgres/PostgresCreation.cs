using CodeFirst.Contracts;
using CodeFirst.Server.Users.Filters;
using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>Stores a new user with its first event, and the request id if there is one, in one round trip and one transaction.</summary>
internal static class PostgresCreation
{
    // The e-mail is claimed by its unique index: of two servers the second waits for the first and then creates nothing.
    private const string CreateOnly = $"{Insert} {InsertFirstEvent} SELECT 1 FROM created";

    private const string CreateForRequest =
        $"""
        {Insert} WHERE NOT EXISTS (SELECT 1 FROM create_requests WHERE request_id = $12) {InsertFirstEvent}
        INSERT INTO create_requests (request_id, user_id, name, email, role, created_at)
        SELECT $12, id, $2, $4, $6, $7 FROM created
        """;

    private const string Insert =
        """
        WITH created AS (
            INSERT INTO users (id, name, name_key, email, email_key, role, created_at, updated_at, version, last_sequence)
            SELECT $1, $2, $3, $4, $5, $6, $7, $7, 1, 1
        """;

    private const string InsertFirstEvent =
        """
            ON CONFLICT (email_key) DO NOTHING RETURNING id
        ), first AS (
            INSERT INTO activity (user_id, sequence, event_id, event_type, description, recorded_at)
            SELECT id, 1, $8, $9, $10, $11 FROM created
        )
        """;

    public static async Task<User> CreateAsync(NpgsqlDataSource source, NewUser user, CancellationToken cancellationToken)
    {
        if (user.RequestId.Length > 0)
        {
            return await CreateForRequestAsync(source, user, cancellationToken);
        }

        await using var command = source.CreateCommand(CreateOnly);
        AddUser(command.Parameters, user);
        if (await command.ExecuteScalarAsync(cancellationToken) is null)
        {
            throw new EmailTakenException();
        }

        return UserRow.Of(user).ToUser();
    }

    // The last statement is the answer: it finds what this call or the first one with the request id has created. If there is
    // nothing, the e-mail is another user's. Two calls with one request id and two e-mails at once meet in the key of
    // create_requests: the second is undone and asked again.
    private static async Task<User> CreateForRequestAsync(NpgsqlDataSource source, NewUser user, CancellationToken cancellationToken)
    {
        var repeatsSince = user.RepeatsSince.ToUnixTimeMilliseconds();
        await using var batch = source.CreateBatch();
        Add("DELETE FROM create_requests WHERE request_id = $1 AND created_at < $2").With(user.RequestId).With(repeatsSince);

        // The forgotten ones go little by little, so that no write is long.
        Add(
            """
            DELETE FROM create_requests WHERE request_id IN (
                SELECT request_id FROM create_requests WHERE created_at < $1 ORDER BY created_at LIMIT 10 FOR UPDATE SKIP LOCKED)
            """).With(repeatsSince);

        // Whom this call repeats must stay until it is answered, also if the others forget it meanwhile.
        Add("SELECT 1 FROM create_requests WHERE request_id = $1 FOR KEY SHARE").With(user.RequestId);
        AddUser(Add(CreateForRequest), user).With(user.RequestId);
        Add("SELECT user_id, name, email, role, created_at FROM create_requests WHERE request_id = $1").With(user.RequestId);
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        if (!await rows.ReadAsync(cancellationToken))
        {
            throw new EmailTakenException();
        }

        var createdAt = rows.GetInt64(4);
        var created = new UserRow(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), createdAt, createdAt, 1);

        return created.ToUser();

        NpgsqlParameterCollection Add(string sql)
        {
            var command = new NpgsqlBatchCommand(sql);
            batch.BatchCommands.Add(command);

            return command.Parameters;
        }
    }

    private static NpgsqlParameterCollection AddUser(NpgsqlParameterCollection parameters, NewUser user) => parameters
        .With(user.Id)
        .With(user.Name).With(UserFilter.Fold(user.Name))
        .With(user.Email).With(UserFilter.Fold(user.Email))
        .With(user.Role)
        .With(user.At.ToUnixTimeMilliseconds())
        .With(user.Created);
}
