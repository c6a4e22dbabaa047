using System.Text;
using CodeFirst.Contracts;
using CodeFirst.Server.Users.Filters;
using Npgsql;

namespace CodeFirst.Server.Storage.Postgres;

/// <summary>Pages of users.</summary>
internal static class PostgresLists
{
    private const string Columns = PostgresUserStore.Columns;

    // Whether to look a word up or to read every user depends on the word. A plan that is kept does not know it.
    private const string PlanForValues = "SELECT set_config('plan_cache_mode', 'force_custom_plan', TRUE)";

    /// <summary>Lists all users, or those of a role: the filter is null, or asks for a role only.</summary>
    public static async Task<UserPage> ListAsync(
        NpgsqlConnection connection, (UserFilter? Filter, string AfterId, int Size) page, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand { Connection = connection };
        var condition = page.Filter is null ? "TRUE" : Translate(page.Filter, command.Parameters, hasWordIndex: false);
        var total = page.Filter is null
            ? "SELECT coalesce(sum(users), 0)::bigint FROM user_counts"
            : $"SELECT coalesce(sum(users), 0)::bigint FROM role_counts WHERE {condition}";
        command.CommandText = Select(condition, total, command.Parameters, page.AfterId, page.Size);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);

        return await ReadAsync(rows, page.Size, cancellationToken);
    }

    /// <summary>Lists the users that a filter matches.</summary>
    public static async Task<UserPage> ListFilteredAsync(
        NpgsqlConnection connection,
        (UserFilter Filter, string AfterId, int Size, bool HasWordIndex) page,
        CancellationToken cancellationToken)
    {
        // Both are one transaction, which is what the setting is for.
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(PlanForValues));
        var command = new NpgsqlBatchCommand();
        batch.BatchCommands.Add(command);
        var condition = Translate(page.Filter, command.Parameters, page.HasWordIndex);
        var total = $"SELECT count(*) FROM users WHERE {condition}";
        command.CommandText = Select(condition, total, command.Parameters, page.AfterId, page.Size);
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await rows.NextResultAsync(cancellationToken);

        return await ReadAsync(rows, page.Size, cancellationToken);
    }

    private static string Translate(UserFilter filter, NpgsqlParameterCollection parameters, bool hasWordIndex)
    {
        var sql = new StringBuilder();
        PostgresFilter.Append(filter, sql, parameters, hasWordIndex);

        return sql.ToString();
    }

    // One statement sees one moment: the page and the total belong together.
    private static string Select(string condition, string total, NpgsqlParameterCollection parameters, string afterId, int size) =>
        $"""
        SELECT total.users, page.* FROM ({total}) AS total (users) LEFT JOIN LATERAL (
            SELECT {Columns} FROM users WHERE id > {parameters.Place(afterId)} AND {condition}
            ORDER BY id LIMIT {parameters.Place(size + 1)}
        ) AS page ON TRUE ORDER BY page.id
        """;

    private static async Task<UserPage> ReadAsync(NpgsqlDataReader rows, int size, CancellationToken cancellationToken)
    {
        var users = new List<User>();
        var totalCount = 0L;
        while (await rows.ReadAsync(cancellationToken))
        {
            totalCount = rows.GetInt64(0);
            if (!rows.IsDBNull(1))
            {
                users.Add(PostgresUserStore.ReadRow(rows, 1).ToUser());
            }
        }

        return UserPage.Of(users, size, totalCount);
    }
}
