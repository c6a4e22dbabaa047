using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace CodeFirst.Tests.Packaging.Orders;

/// <summary>A copy of samples/orders outside the repository, built from the packed packages.</summary>
internal sealed partial class OrdersSample
{
    private static readonly string Source = Path.Combine(Repository.Root, "samples", "orders");

    // One for each kind, whoever asks first.
    private static readonly Dictionary<bool, Lazy<Task<OrdersSample>>> Samples = new()
    {
        [false] = new(() => BuildAsync(isNative: false)),
        [true] = new(() => BuildAsync(isNative: true)),
    };

    private readonly string _folder;
    private readonly string _output;

    private OrdersSample(bool isNative)
    {
        _folder = Path.Combine(Packages.Folder, isNative ? "Orders native" : "Orders");
        _output = isNative ? "published" : "built";
    }

    public string Server => Path.Combine(_folder, "Orders.Server", _output, "Orders.Server");

    public string Client => Path.Combine(_folder, "Orders.Client", _output, "Orders.Client");

    /// <summary>The sample as it is, compiled to native code; or changed to what a team writes that does not need that.</summary>
    public static Task<OrdersSample> GetAsync(bool isNative) => Samples[isNative].Value;

    private static async Task<OrdersSample> BuildAsync(bool isNative)
    {
        var sample = new OrdersSample(isNative);
        foreach (var project in new[] { "Orders.Contracts", "Orders.Server", "Orders.Client" })
        {
            sample.Copy(project);
        }

        sample.Write("Orders.Contracts/Payment.cs", PaymentFiles.Contract);
        sample.Write("Orders.Server/PaymentService.cs", PaymentFiles.Service);
        sample.Change("Orders.Server/Program.cs", "app.UseCodeFirst();", $"app.UseCodeFirst();\n{PaymentFiles.Mapping}");
        if (isNative)
        {
            sample.Write("Orders.Server/PaymentServiceBinding.cs", PaymentFiles.Binding);
            sample.Change("Orders.Server/Program.cs", "using Orders.Server;", "using Orders.Contracts;\nusing Orders.Server;");
            sample.Change(
                "Orders.Server/Program.cs",
                "builder.Services.AddOrderServiceBinding();",
                """
                builder.Services.AddOrderServiceBinding();
                builder.Services.AddPaymentServiceBinding();
                builder.Services.AddSingleton<PaymentService>();
                PaymentServiceBinding.Instance.ReadInAnyOrder<Payment>().ReadInAnyOrder<CardPayment>().ReadInAnyOrder<Payments>();
                """);
            sample.Change("Orders.Contracts/OrdersModel.cs", "[ProtoModel]", PaymentFiles.Model);
            sample.AddUserCaller();

            // Once, so that neither publish writes what the other reads.
            await sample.RunAsync("Orders.Contracts", "build", "-c", "Release");
            await Task.WhenAll(sample.PublishAsync("Orders.Server"), sample.PublishAsync("Orders.Client"));
            return sample;
        }

        sample.Change("Orders.Server/Program.cs", "builder.Services.AddOrderServiceBinding();", "builder.Services.AddCodeFirstGrpc();");
        sample.Change("Orders.Server/Program.cs", "using Orders.Server;", "using Orders.Server;\nusing ProtoBuf.Grpc.Server;");
        sample.Change("Orders.Client/Program.cs", "    options.ClientFactory = OrdersClientFactory.Instance;\n", "");
        foreach (var project in new[] { "Orders.Server", "Orders.Client" })
        {
            sample.Change($"{project}/{project}.csproj", "    <PublishAot>true</PublishAot>\n", "");
        }

        string[] generated =
            ["Orders.Server/OrderServiceBinding.cs", "Orders.Contracts/OrdersModel.cs", "Orders.Contracts/OrdersClientFactory.cs"];
        foreach (var file in generated)
        {
            File.Delete(Path.Combine(sample._folder, file));
        }

        await sample.RunAsync("Orders.Server", "build", "-o", sample._output);
        await sample.RunAsync("Orders.Client", "build", "-o", sample._output);
        return sample;
    }

    // The client calls the user service too, so that one native program shows that both packages work. The sample expects some warnings
    // from others' code and silences them; here they are seen, so that none of ours is among them.
    private void AddUserCaller()
    {
        const string Project = "Orders.Client/Orders.Client.csproj";
        Write("Orders.Client/UserCaller.cs", UserCaller.Source);
        Change("Orders.Client/Program.cs", "if (args.Length < 3)", """
            if (args is ["users", var address, var audience])
            {
                return await UserCaller.RunAsync(address, audience);
            }

            if (args.Length < 3)
            """);
        Change(Project, "<PackageReference Include=\"CodeFirst.Calling\" />", "<PackageReference Include=\"CodeFirst.Client\" />");
        Change(Project, "<NoWarn>$(NoWarn);IL2095;IL2104;IL3053</NoWarn>", "");
        Change(Project, "<NoWarn>$(NoWarn);IL3002</NoWarn>", "");
    }

    private async Task PublishAsync(string project)
    {
        string[] natively = ["-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-p:BuildProjectReferences=false"];
        var published = await RunAsync(project, ["publish", .. natively, "-o", _output]);

        published.Output.Split('\n').Where(line => line.Contains("warning", StringComparison.Ordinal) && !IsOthers(line)).Should().BeEmpty();

        bool IsOthers(string line) =>
            project == "Orders.Client" && Expected().IsMatch(line) && !line.Contains("'CodeFirst.", StringComparison.Ordinal);
    }

    private Task<CommandResult> RunAsync(string project, params string[] arguments) =>
        DotNet.BuildAsync(Path.Combine(_folder, project), arguments).OrFailAsync();

    private void Copy(string project)
    {
        var target = Directory.CreateDirectory(Path.Combine(_folder, project)).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Source, project)))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);

    private void Change(string file, string before, string after)
    {
        var path = Path.Combine(_folder, file);
        var text = File.ReadAllText(path);
        text.Should().Contain(before);
        File.WriteAllText(path, text.Replace(before, after, StringComparison.Ordinal));
    }

    [GeneratedRegex("warning IL(2095|2104|3053|3002): ")]
    private static partial Regex Expected();
}
