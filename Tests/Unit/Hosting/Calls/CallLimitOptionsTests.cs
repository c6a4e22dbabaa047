using CodeFirst.Hosting;
using CodeFirst.Hosting.Calls;
using Microsoft.Extensions.Configuration;

namespace CodeFirst.Tests.Unit.Hosting.Calls;

public sealed class CallLimitOptionsTests
{
    private readonly CallLimitOptionsValidator _validator = new();

    [Test]
    public void The_defaults_are_those_that_are_described()
    {
        var options = Read([]);

        _validator.Validate(null, options).Succeeded.Should().BeTrue();
        CallLimitOptions.Settings.Select(setting => $"{setting.Name}={setting.DefaultValue}").Should().Equal(
            $"Calls:MaxMetadataBytes={options.MaxMetadataBytes}",
            $"Calls:DeadlineSeconds={options.Deadline!.Value.TotalSeconds}",
            $"Calls:WriteTimeoutSeconds={options.WriteTimeout!.Value.TotalSeconds}",
            $"Calls:StreamsPerCaller={options.StreamsPerCaller}");
    }

    [Test]
    public void Settings_are_read()
    {
        var options = Read(
            ("MaxMetadataBytes", "1024"), ("DeadlineSeconds", "86400"), ("WriteTimeoutSeconds", "7"), ("StreamsPerCaller", "1000000"));

        _validator.Validate(null, options).Succeeded.Should().BeTrue();
        (options.MaxMetadataBytes, options.StreamsPerCaller).Should().Be((1024, 1_000_000));
        (options.Deadline, options.WriteTimeout).Should().Be((TimeSpan.FromDays(1), TimeSpan.FromSeconds(7)));
    }

    [Test]
    public void Zero_is_no_limit()
    {
        var options = Read(("DeadlineSeconds", "0"), ("WriteTimeoutSeconds", "0"), ("StreamsPerCaller", "0"));

        _validator.Validate(null, options).Succeeded.Should().BeTrue();
        (options.Deadline, options.WriteTimeout, options.StreamsPerCaller).Should().Be((null, null, null));
    }

    [TestCase("MaxMetadataBytes", "1023", "1024 to 262144, or unset it for 32768")]
    [TestCase("MaxMetadataBytes", "262145", "1024 to 262144, or unset it for 32768")]
    [TestCase("DeadlineSeconds", "-1", "0 to 86400, or unset it for 30")]
    [TestCase("DeadlineSeconds", "00:00:30", "0 to 86400, or unset it for 30")]
    [TestCase("WriteTimeoutSeconds", "0.5", "0 to 86400, or unset it for 30")]
    [TestCase("StreamsPerCaller", "1\n2", "0 to 1000000, or unset it for 1000")]
    public void Anything_else_is_refused_in_one_line_that_names_it(string name, string value, string fix)
    {
        var result = _validator.Validate(null, Read((name, value)));

        result.Failures.Should().ContainSingle().Which.Should()
            .Be($"Calls__{name} is {OneLine.Of(value)}: set it to a whole number from {fix}.");
    }

    private static CallLimitOptions Read(params (string Name, string Value)[] settings)
    {
        var options = new CallLimitOptions();
        options.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create($"Calls:{one.Name}", (string?)one.Value)))
            .Build());

        return options;
    }
}
