using System.Diagnostics;
using System.Net.Sockets;
using CodeFirst.Bench.Load;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Processes;
using CodeFirst.Bench.Results;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Rows;

/// <summary>From the start of the process to the first answer of GetUser.</summary>
internal sealed class P1FirstAnswer : Row
{
    public override string Id => "P1";

    public override string Title => "First answer";

    public override string Method =>
        "Time from the start of the process to the first answer of GetUser, on a file of 100 k users; against contract-first programs and "
        + "protobuf-net.Grpc by itself, which have one user in memory. Three starts a round; the median of a round counts.";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        var file = await lab.Data.ReadOnlyAsync(lab.Size(100_000));
        var connection = ("Storage__ConnectionString", $"Data Source={file}");

        (string Name, Command Program, (string, string)[] Settings)[] programs =
        [
            ("our server", lab.Programs.Server, [connection]),
            ("contract-first, native", lab.Programs.Native("ContractFirst"), []),
            ("contract-first, JIT", Programs.Jit("ContractFirst"), []),
            ("protobuf-net.Grpc by itself, JIT", Programs.Jit("Reflective"), []),
        ];
        var cpu = programs.Select(_ => new List<double>()).ToArray();

        var series = await lab.InterleaveAsync([.. programs.Select((one, i) =>
            (Func<Task<double>>)(() => StartsAsync(lab, one.Program, cpu[i], one.Settings)))]);
        for (var i = 0; i < programs.Length; i++)
        {
            result.Add(programs[i].Name, "ms", series[i]);
            result.Add($"{programs[i].Name}: processor time of it", "ms", new Series(cpu[i]));
        }

        result.AddTarget("contract-first, native", series[0].DividedBy(series[1]).Median, 1.35);
        result.AddTarget("protobuf-net.Grpc, JIT", series[0].DividedBy(series[3]).Median, 0.25);
        result.Notes.Add(
            "Profile of our start: 36 % are types and generics that a native program makes when it first needs them, the kernel 30 % (pages "
            + "of the program), .NET 13 %, the runtime 5 %, the collector 2 %, SQLite 2 %, our own code less than 1 %. By what is done: 16 % "
            + "map gRPC services with grpc-dotnet. The peer maps one; we also map health and two versions of reflection, and HTTP routes.");
    }

    /// <summary>Returns the milliseconds of the median of three starts, and adds their processor time to the list.</summary>
    public static async Task<double> StartsAsync(
        Lab lab, Command program, List<double> cpu, params (string Name, string Value)[] settings)
    {
        var times = new List<double>();
        for (var i = 0; i < (lab.Options.Quick ? 1 : 3); i++)
        {
            var (time, used) = await StartAsync(program with { Folder = lab.NewFolder() }, settings);
            times.Add(time);
            cpu.Add(used);
        }

        return new Series(times).Median;
    }

    private static async Task<(double Time, double Cpu)> StartAsync(Command program, (string Name, string Value)[] settings)
    {
        var port = LoopbackPort.Free();
        var load = new GrpcLoad(port, "GetUser", Messages.GetUser);
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(one => (string)one.Key, one => (string)one.Value!);
        foreach (var (name, value) in settings.Append(("PORT", $"{port}")))
        {
            environment[name] = value;
        }

        var watch = Stopwatch.StartNew();
        using var process = Command.Start(program with { Environment = environment });
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        try
        {
            while (watch.Elapsed < Patience.Limit)
            {
                try
                {
                    await load.CallAsync();

                    return (watch.Elapsed.TotalMilliseconds, CpuClock.Read(process.Id).TotalMilliseconds);
                }
                catch (Exception exception) when (exception is SocketException or IOException && !process.HasExited)
                {
                    await Task.Delay(1);
                }
            }

            throw new TimeoutException($"{program.Program} did not answer within {Patience.Limit.TotalSeconds} s.");
        }
        finally
        {
            Signal.SendTerminate(process);
            await process.WaitForExitAsync();
        }
    }
}
