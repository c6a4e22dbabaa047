using System.Globalization;
using CodeFirst.Bench.Load;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Peers;
using CodeFirst.Bench.Results;
using CodeFirst.Proto;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Rows;

/// <summary>Pages of users: of 50 and of 3, at the beginning and deep in the table.</summary>
internal sealed class P4ListUsers : Row
{
    private const int Calls = 10_000;

    public override string Id => "P4";

    public override string Title => "ListUsers";

    public override string Method =>
        "CPU of the server for each page, by h2load, 10 connections with 10 streams, on 100 k users; against the contract-first program, "
        + "native, with as many users in memory. Depth: the page of 50 after the 90 thousandth user.";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        var users = lab.Size(100_000);
        await using var server = await lab.ServeAsync(await lab.Data.ReadOnlyAsync(users));
        await using var small = await lab.ServeAsync(await lab.Data.ReadOnlyAsync(lab.Options.Quick ? 100 : 1_000));
        await using var peer = await Lab.StartAsync(lab.Programs.Native("ContractFirst", $"--users={users}"));
        var deep = Messages.ListUsers(50, token: await TokenAsync(server, users * 9 / 10));

        var series = await lab.InterleaveAsync(
            () => CpuAsync(lab, server, Messages.ListUsers(50)),
            () => CpuAsync(lab, peer, Messages.ListUsers(50)),
            () => CpuAsync(lab, server, Messages.ListUsers(3)),
            () => CpuAsync(lab, peer, Messages.ListUsers(3)),
            () => CpuAsync(lab, server, deep),
            () => CpuAsync(lab, small, Messages.ListUsers(50)));
        result.Add("50 users, from the store", "µs", series[0]);
        result.Add("50 users, contract-first from memory", "µs", series[1]);
        result.Add("3 users, from the store", "µs", series[2]);
        result.Add("3 users, contract-first from memory", "µs", series[3]);
        result.Add("50 users, deep in the table", "µs", series[4]);
        result.Add("50 users, of 1 k users", "µs", series[5]);
        result.AddTarget("a page of 50", series[0].DividedBy(series[1]).Median, 2.2);
        result.AddTarget("a page of 3", series[2].DividedBy(series[3]).Median, 2.0);
        result.AddTarget("deep in 100 k users / first of 1 k", series[4].DividedBy(series[5]).Median, 1.2);
        result.Notes.Add(
            "Profile of a page of 50: .NET's strings and UTF-8 22 %, protobuf-net 15 %, SQLite 14 %, the collector 11 %, the kernel 10 %, "
            + "glibc 9 %, Kestrel 8 %, our own code 5 %. The peer has its messages in memory. Ours are made of rows for each page, as objects "
            + "of the contract: the strings, their conversion and their collection are the difference.");
    }

    public static Task<double> CpuAsync(Lab lab, ServerProcess server, ReadOnlyMemory<byte> request, int calls = Calls) =>
        Lab.CpuAsync(server, lab.Count(calls), () => H2Load.GrpcAsync(server.Port, "ListUsers", request, lab.Count(calls)));

    // Pages of 1000 up to there: the server signs its tokens, so no one else can make one.
    private static async Task<string> TokenAsync(ServerProcess server, int depth)
    {
        var client = new UserService.UserServiceClient(server.Connect());
        var token = "";
        for (var passed = 0; passed < depth;)
        {
            var size = Math.Min(1000, depth - passed);
            var page = await client.ListUsersAsync(
                new ListUsersRequest { PageSize = size, PageToken = token }, deadline: Patience.Deadline);
            (token, passed) = (page.NextPageToken, passed + page.Users.Count);
            if (page.Users[^1].Id != SampleData.UserId(passed - 1))
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture, $"User {passed} of the list is {page.Users[^1].Id}: the file is not the sample data."));
            }
        }

        return token;
    }
}
