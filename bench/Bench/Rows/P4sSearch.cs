using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Peers;
using CodeFirst.Bench.Results;
using CodeFirst.Proto;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Rows;

/// <summary>A word in the name or the e-mail address, among a million users.</summary>
internal sealed class P4sSearch : Row
{
    public override string Id => "P4S";

    public override string Title => "Search for a word";

    public override string Method =>
        "CPU of the server for one ListUsers of 50 with words as its filter, among 1 M users, one call at a time. The total is part of the "
        + "answer: every user who may have the words is looked at, and every user at all if they are more than one in 16.";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        var users = lab.Size(1_000_000);
        await using var server = await lab.ServeAsync(await lab.Data.ReadOnlyAsync(users));
        var client = new UserService.UserServiceClient(server.Connect());

        // The names and addresses of the sample data end with the number of the user.
        var one = $"\"archer {Enumerable.Range(0, users).Last(i => SampleData.Name(i).Contains("Archer", StringComparison.Ordinal))}\"";
        var series = await lab.InterleaveAsync(
            () => CpuAsync(lab, server, client, one),
            () => CpuAsync(lab, server, client, "nobody"),
            () => CpuAsync(lab, server, client, "77123"),
            () => CpuAsync(lab, server, client, "chloe archer 77"),
            () => CpuAsync(lab, server, client, "archer"));
        result.Add("one user has the word", "ms", series[0]);
        result.Add("no user has the word", "ms", series[1]);
        result.Add("20 users have the word", "ms", series[2]);
        result.Add("three words: 13.9 k users have the two that are looked up, 700 all", "ms", series[3]);
        result.Add("111 k users have the word: every user is looked at", "ms", series[4]);
        result.AddTarget("ms of CPU, one user has the word", series[0].Median, 5);
        result.AddTarget("ms of CPU, no user has the word", series[1].Median, 5);
        result.AddTarget("ms of CPU, 20 users have the word", series[2].Median, 5);
        result.Notes.Add(
            "What the index costs writes, as the CPU of the server before it existed, measured once in November 2026 with the "
            + "indexing in the background: CreateUser 1.20 to 1.23, a new name 1.17 to 1.20, a new role 0.95 (limit 1.25); DeleteUser "
            + "1.36 to 1.42, missed. Of what a deletion costs more, FTS5 is a half, and the rest is SQLite and the kernel, for the "
            + "pages of the index.");
    }

    /// <summary>Returns the milliseconds of CPU for a search.</summary>
    public static async Task<double> CpuAsync(Lab lab, ServerProcess server, UserService.UserServiceClient client, string words)
    {
        var calls = lab.Options.Quick ? 1 : 5;

        return await Lab.CpuAsync(server, calls, async () =>
        {
            for (var i = 0; i < calls; i++)
            {
                await client.ListUsersAsync(new ListUsersRequest { PageSize = 50, Filter = words }, deadline: Patience.Deadline);
            }
        }) / 1000;
    }
}
