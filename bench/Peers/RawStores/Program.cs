using System.Globalization;
using CodeFirst.Bench.RawStores;

// Prints "microseconds of CPU per row, microseconds per transaction", or fails.
if (args.Length != 4)
{
    Console.Error.WriteLine("Usage: (sqlite-users|sqlite-events|postgres-find|postgres-users) DATABASE ROWS ROWS_PER_TRANSACTION");

    return 1;
}

var rows = int.Parse(args[2], CultureInfo.InvariantCulture);
var batch = int.Parse(args[3], CultureInfo.InvariantCulture);
var cost = args[0] switch
{
    "sqlite-users" => SqliteInserts.Users(args[1], rows, batch),
    "sqlite-events" => SqliteInserts.Events(args[1], rows, batch),
    "postgres-find" => await PostgresStatements.FindAsync(args[1], rows, batch),
    "postgres-users" => await PostgresStatements.InsertAsync(args[1], rows, batch),
    _ => throw new ArgumentException($"'{args[0]}' is none of the stores that this program knows."),
};
Console.WriteLine(cost);

return 0;
