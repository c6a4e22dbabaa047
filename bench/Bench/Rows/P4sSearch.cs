using CodeFirst.Bench.Measuring;
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
        "CPU of the server for one ListUsers of 50 with a bare word as its filter, among 1 M users, one call at a time. The total is part of "
        + "the answer, so a frequent word has to be counted.";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        var users = lab.Size(1_000_000);
        await using var server = await lab.ServeAsync(await lab.Data.ReadOnlyAsync(users));
        var client = new UserService.UserServiceClient(server.Connect());

        var series = await lab.InterleaveAsync(
            () => CpuAsync(lab, server, client, "chloe archer 77"),
            () => CpuAsync(lab, server, client, "archer"),
            () => CpuAsync(lab, server, client, "nobody"));
        result.Add("few users have the words", "ms", series[0]);
        result.Add("one user of nine has the word", "ms", series[1]);
        result.Add("no user has the word", "ms", series[2]);
        result.AddTarget("ms of CPU, few users have the words", series[0].Median, 5);
        result.AddTarget("ms of CPU, no user has the word", series[2].Median, 5);
    }

    private static async Task<double> CpuAsync(Lab lab, ServerProcess server, UserService.UserServiceClient client, string words)
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
