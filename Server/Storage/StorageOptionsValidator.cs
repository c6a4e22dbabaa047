using CodeFirst.Hosting;
using CodeFirst.Server.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace CodeFirst.Server.Storage;

internal sealed class StorageOptionsValidator(IConfiguration configuration) : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        List<string> failures = [];
        if (!options.Provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            failures.Add($"Storage__Provider is {OneLine.Of(options.Provider)}: set it to Sqlite, or unset it.");
        }
        else if (SqliteDatabase.Refuse(options.ConnectionString) is { } refusal)
        {
            failures.Add(
                $"Storage__ConnectionString is {OneLine.Of(options.ConnectionString)}, {refusal}:"
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
                + " set Storage__AllowEphemeral=true if that is what you want.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
