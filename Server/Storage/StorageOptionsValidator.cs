using System.Globalization;
using CodeFirst.Hosting;
using CodeFirst.Server.Storage.Postgres;
using CodeFirst.Server.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace CodeFirst.Server.Storage;

internal sealed class StorageOptionsValidator(IConfiguration configuration) : IValidateOptions<StorageOptions>
{
    private const double MinPollSeconds = 0.05;
    private const double MaxPollSeconds = 60;

    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        List<string> failures = [];
        if (options.IsPostgres)
        {
            CheckPostgres(options, failures);
        }
        else
        {
            CheckSqlite(options, failures);
        }

        if (options.MigrateFrom is { } source && (!options.IsPostgres || !source.StartsWith("sqlite:", StringComparison.Ordinal)))
        {
            failures.Add(
                $"--migrate-from is {OneLine.Of(source)}: set it to sqlite: and the path of a database file, and Storage__Provider and"
                + " Storage__ConnectionString to the PostgreSQL database to copy into.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckPostgres(StorageOptions options, List<string> failures)
    {
        if (options.Connection.Length == 0)
        {
            failures.Add($"Storage__ConnectionString is not set, and {StorageOptions.Postgres} has no default: set it to {Example}.");
        }
        else if (PostgresSettings.Refuse(options.Connection) is { } refusal)
        {
            failures.Add($"Storage__ConnectionString {refusal}: set it to {Example}. (It is not shown here: it may hold a password.)");
        }

        CheckOther("Storage__ListenConnectionString", options.ListenConnectionString, failures);
        CheckOther("Storage__ReadConnectionString", options.ReadConnectionString, failures);
        if (!bool.TryParse(options.ActivityListen, out _))
        {
            failures.Add($"Storage__ActivityListen is {OneLine.Of(options.ActivityListen)}: set it to true or false.");
        }

        if (!double.TryParse(options.PollSeconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || seconds is < MinPollSeconds or > MaxPollSeconds)
        {
            failures.Add(
                $"Storage__ActivityPollSeconds is {OneLine.Of(options.PollSeconds)}: set it to a number from {Text(MinPollSeconds)} to"
                + $" {Text(MaxPollSeconds)}, or unset it.");
        }
    }

    private static void CheckOther(string name, string? connectionString, List<string> failures)
    {
        if (connectionString is not null && PostgresSettings.Refuse(connectionString) is { } refusal)
        {
            failures.Add($"{name} {refusal}: set it to {Example}, or unset it. (It is not shown here: it may hold a password.)");
        }
    }

    private void CheckSqlite(StorageOptions options, List<string> failures)
    {
        if (!options.Provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            failures.Add($"Storage__Provider is {OneLine.Of(options.Provider)}: set it to Sqlite or Postgres, or unset it for Sqlite.");
        }
        else if (SqliteDatabase.Refuse(options.Connection) is { } refusal)
        {
            failures.Add(
                $"Storage__ConnectionString is {OneLine.Of(options.Connection)}, {refusal}:"
                + " set it to one such as 'Data Source=data/users.db'.");
        }

        if (!bool.TryParse(options.AllowEphemeral, out var allowEphemeral))
        {
            failures.Add($"Storage__AllowEphemeral is {OneLine.Of(options.AllowEphemeral)}: set it to true or false.");
        }
        else if (!allowEphemeral && CloudRun.Read(configuration) is not null)
        {
            failures.Add(
                "Storage__Provider is Sqlite, but on Cloud Run the disk is memory, and every user would be lost with the instance:"
                + " set Storage__Provider=Postgres, or Storage__AllowEphemeral=true if that is what you want.");
        }
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private const string Example = "one such as 'Host=127.0.0.1;Database=users;Username=users;Password=…'";
}
