using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Text.RegularExpressions;
using CodeFirst.Hosting;
using CodeFirst.Hosting.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CodeFirst.Tests.Unit.Hosting;

public sealed partial class ClosedOptionsTests
{
    private WebApplicationBuilder _builder = null!;

    [SetUp]
    public void CreateBuilder() => _builder = WebApplication.CreateSlimBuilder();

    [Test]
    public async Task Options_that_a_start_reads_are_registered_by_their_closed_types()
    {
        _builder.AddCodeFirst();
        _builder.Configuration["PORT"] = "0";
        using var listener = new OpenFactories();
        await using var app = _builder.Build();
        app.UseCodeFirst();

        await app.StartAsync();

        // What code outside of the framework cannot name, and each service's own options for gRPC.
        listener.Types.Should().BeEquivalentTo(
            "Microsoft.AspNetCore.Hosting.GenericWebHostServiceOptions",
            "Microsoft.Extensions.DependencyInjection.MetricsServiceExtensions+NoOpOptions",
            "Microsoft.Extensions.Options.StartupValidatorOptions",
            "Grpc.AspNetCore.Server.GrpcServiceOptions`1[Grpc.AspNetCore.HealthChecks.Internal.HealthServiceIntegration]",
            "Grpc.AspNetCore.Server.GrpcServiceOptions`1[Grpc.Reflection.ReflectionServiceImpl]",
            "Grpc.AspNetCore.Server.GrpcServiceOptions`1[Grpc.Reflection.ReflectionV1ServiceImpl]");
    }

    [Test]
    public void Settings_are_read_changed_and_validated_once()
    {
        var made = 0;
        _builder.Configuration["Shop:Name"] = "Corner";
        _builder.AddSettings<ShopOptions>([], (options, settings) => options.Name = settings["Shop:Name"] + ++made)
            .PostConfigure(options => options.Name += "!")
            .Validate(options => options.Name.Length < 9, "Shop__Name is too long.");
        using var services = _builder.Services.BuildServiceProvider();

        var options = services.GetRequiredService<IOptions<ShopOptions>>();

        made.Should().Be(0, "options are made when they are first read");
        options.Value.Name.Should().Be("Corner1!");
        services.GetRequiredService<IOptions<ShopOptions>>().Value.Should().BeSameAs(options.Value);
    }

    [Test]
    public void A_wrong_setting_is_told_at_the_check_and_again_when_it_is_read()
    {
        _builder.AddCodeFirst();
        _builder.AddSettings<ShopOptions>([new Setting("Shop:Name", "A name.")], (options, settings) => options.Name = settings["Shop:Name"] ?? "")
            .Validate(options => options.Name.Length > 0, "Shop__Name is missing.");
        var app = _builder.Build();
        var options = app.Services.GetRequiredService<IOptions<ShopOptions>>();

        var check = () => app.CheckSettings();
        var read = () => options.Value;

        check.Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal("Shop__Name is missing.");
        read.Should().Throw<OptionsValidationException>();
        app.Configuration["Shop:Name"] = "Corner";
        read.Should().NotThrow("a failure is not kept").Which.Name.Should().Be("Corner");
        app.Services.GetServices<Setting>().Should().Contain(setting => setting.Name == "Shop:Name");
    }

    [Test]
    public void Watched_options_change_with_their_source()
    {
        var source = new ConfigurationManager();
        _builder.Services.AddClosedMonitor<ShopOptions>().Configure<ShopOptions>(options => options.Name = source["Name"] ?? "");
        _builder.Services.AddSingleton<IOptionsChangeTokenSource<ShopOptions>>(new ConfigurationChangeTokenSource<ShopOptions>(source));
        using var services = _builder.Services.BuildServiceProvider();
        var monitor = services.GetRequiredService<IOptionsMonitor<ShopOptions>>();
        var before = monitor.CurrentValue.Name;

        source.AddInMemoryCollection([new("Name", "Corner")]);
        ((IConfigurationRoot)source).Reload();

        before.Should().BeEmpty();
        monitor.CurrentValue.Name.Should().Be("Corner");
    }

    private sealed class ShopOptions
    {
        public string Name { get; set; } = "";
    }

    /// <summary>The options whose factory is made from its open type.</summary>
    private sealed partial class OpenFactories : EventListener
    {
        private readonly ConcurrentQueue<string> _callSites = new();

        // An event has a piece of the text.
        public IEnumerable<string> Types =>
            Factory().Matches(string.Concat(_callSites)).Select(match => match.Groups["options"].Value).Distinct();

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Extensions-DependencyInjection")
            {
                EnableEvents(eventSource, EventLevel.Verbose);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName == "CallSiteBuilt")
            {
                _callSites.Enqueue((string)eventData.Payload![1]!);
            }
        }

        [GeneratedRegex("""IOptionsFactory`1\[(?<options>[^"]+)\]","kind": "Constructor""")]
        private static partial Regex Factory();
    }
}
