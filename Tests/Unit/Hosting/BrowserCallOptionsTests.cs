using CodeFirst.Hosting;
using CodeFirst.Hosting.Web;
using Microsoft.Extensions.Configuration;

namespace CodeFirst.Tests.Unit.Hosting;

public sealed class BrowserCallOptionsTests
{
    private readonly BrowserCallOptionsValidator _validator = new();

    [Test]
    public void Without_settings_it_is_off_and_valid()
    {
        var options = Read([]);

        options.IsOn.Should().BeFalse();
        _validator.Validate(null, options).Succeeded.Should().BeTrue();
    }

    [Test]
    public void Origins_are_read_from_one_value_with_commas()
    {
        var options = Read(new() { ["GrpcWeb:Enabled"] = "true", ["GrpcWeb:AllowedOrigins"] = "https://a.example, http://localhost:5173" });

        options.AllowedOrigins.Should().Equal("https://a.example", "http://localhost:5173");
        _validator.Validate(null, options).Succeeded.Should().BeTrue();
    }

    [TestCase("yes")]
    [TestCase("1")]
    [TestCase("on\n")]
    public void Anything_but_true_or_false_is_refused(string text)
    {
        Failures(new() { ["GrpcWeb:Enabled"] = text }).Should().Equal($"GrpcWeb__Enabled is {OneLine.Of(text)}: set it to true or false.");
    }

    [TestCase("*")]
    [TestCase("app.example.com")]
    [TestCase("https://app.example.com/")]
    [TestCase("https://app.example.com/page")]
    [TestCase("ftp://app.example.com")]
    public void What_is_no_origin_is_refused(string origin)
    {
        Failures(new() { ["GrpcWeb:Enabled"] = "true", ["GrpcWeb:AllowedOrigins"] = origin })
            .Should().ContainSingle().Which.Should().StartWith($"GrpcWeb__AllowedOrigins has {OneLine.Of(origin)}: set it to origins");
    }

    [Test]
    public void Origins_without_the_switch_are_refused()
    {
        Failures(new() { ["GrpcWeb:AllowedOrigins"] = "https://a.example" })
            .Should().ContainSingle().Which.Should().Contain("set GrpcWeb__Enabled to true");
    }

    private IEnumerable<string> Failures(Dictionary<string, string?> settings) => _validator.Validate(null, Read(settings)).Failures ?? [];

    private static BrowserCallOptions Read(Dictionary<string, string?> settings)
    {
        var options = new BrowserCallOptions();
        options.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

        return options;
    }
}
