using System.Diagnostics;
using CodeFirst.Bench.Load;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Peers;
using CodeFirst.Bench.Results;
using CodeFirst.Proto;
using CodeFirst.Tests.Infrastructure;
using Grpc.Core;
using Microsoft.Data.Sqlite;

namespace CodeFirst.Bench.Rows;

/// <summary>A user with very many events is deleted while another caller writes.</summary>
internal sealed class P13DeleteUser : Row
{
    // Writes for each look at what is left to remove.
    private const int WritesAtOnce = 200;

    private readonly List<double> _longestBefore = [];
    private readonly List<double> _deletion = [];
    private readonly List<double> _removal = [];
    private readonly List<double> _writes = [];

    public override string Id => "P13";

    public override string Title => "Deleting a user with 1 M events";

    public override string Method =>
        "The longest wait of a CreateUser, one after the other on a connection of its own, from just before DeleteUser until the file "
        + "has no event of the user any more. Before that: writes with nothing else going on. A new start on a new file each round.";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        var series = await lab.InterleaveAsync(() => DeleteAsync(lab));
        var rounds = series[0].Values.Count;
        result.Add("longest wait of a write while the events go", "ms", series[0]);
        result.Add("longest wait of a write before", "ms", Last(_longestBefore, rounds));
        result.Add("DeleteUser itself", "ms", Last(_deletion, rounds));
        result.Add("until the last event is removed", "ms", Last(_removal, rounds));
        result.Add("writes meanwhile", "", Last(_writes, rounds));
        result.AddTarget("ms, longest wait of a write", series[0].Median, 20);
    }

    private static Series Last(List<double> values, int count) => new([.. values.TakeLast(count)]);

    private async Task<double> DeleteAsync(Lab lab)
    {
        var file = await lab.Data.CopyAsync(lab.Size(1_000), lab.Size(1_000_000));
        await using var server = await lab.ServeAsync(file);
        var client = new UserService.UserServiceClient(server.Connect());
        var create = new GrpcLoad(server.Port, "CreateUser", Messages.CreateUsers());
        var written = lab.Count(5_000);
        var before = await create.RunAsync(written, 1, 1);

        var writing = WriteAsync(create, file, written);
        var watch = Stopwatch.StartNew();
        await client.DeleteUserAsync(new DeleteUserRequest { Id = SampleData.UserId(0) }, deadline: Patience.Deadline);
        _deletion.Add(watch.Elapsed.TotalMilliseconds);
        await CheckGoneAsync(client);
        var during = await writing;
        _removal.Add(watch.Elapsed.TotalMilliseconds);
        _longestBefore.Add(before.Latencies.Largest);
        _writes.Add(during.Count);

        return during.Max();
    }

    // Writes until every event of the deleted user is removed, and returns how long each write took.
    private static async Task<List<double>> WriteAsync(GrpcLoad create, string file, int first)
    {
        var latencies = new List<double>();
        do
        {
            latencies.AddRange((await create.RunAsync(WritesAtOnce, 1, 1, first + latencies.Count)).Latencies.Values);
        }
        while (HasEvents(file));

        return latencies;
    }

    private static bool HasEvents(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT EXISTS (SELECT 1 FROM activity WHERE user_id = $id)";
        command.Parameters.AddWithValue("$id", SampleData.UserId(0));

        return command.ExecuteScalar() is 1L;
    }

    // Readers see neither the user nor an event, although the events are still being removed.
    private static async Task CheckGoneAsync(UserService.UserServiceClient client)
    {
        var request = new StreamActivityRequest { UserId = SampleData.UserId(0) };
        using var call = client.StreamUserActivity(request, deadline: Patience.Deadline);
        try
        {
            await call.ResponseStream.MoveNext(CancellationToken.None);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
        {
            return;
        }

        throw new InvalidOperationException("The events of a deleted user can still be read.");
    }
}
