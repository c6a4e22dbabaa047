using CodeFirst.Hosting;
using CodeFirst.Hosting.Identity;
using Microsoft.Extensions.Configuration;

namespace CodeFirst.Tests.Unit.Hosting;

public sealed class CallerAuthenticationOptionsTests
{
    private readonly CallerAuthenticationOptionsValidator _validator = new();

    [Test]
    public void Without_settings_authentication_is_off_and_valid()
    {
        var options = Read([]);

        options.IsOn.Should().BeFalse();
        _validator.Validate(null, options).Succeeded.Should().BeTrue();
    }

    [Test]
    public void A_list_is_read_from_one_value_with_commas()
    {
        var options = Read(new() { ["Authentication:Audiences"] = " https://a.example , https://b.example," });

        options.Audiences.Should().Equal("https://a.example", "https://b.example");
    }

    [Test]
    public void A_list_is_read_from_numbered_values()
    {
        var options = Read(new()
        {
            ["Authentication:Audiences:0"] = "https://a.example",
            ["Authentication:Audiences:1"] = "https://b.example",
        });

        options.Audiences.Should().Equal("https://a.example", "https://b.example");
    }

    [Test]
    public void Allowed_addresses_without_audiences_are_refused_because_nobody_would_be_checked()
    {
        var options = Read(new() { ["Authentication:AllowedEmails"] = "ann@example.com" });

        _validator.Validate(null, options).Failures.Should().ContainSingle().Which.Should()
            .StartWith("Authentication__AllowedEmails is set, but Authentication__Audiences is empty");
    }

    [TestCase("http://issuer.example")]
    [TestCase("file:///keys")]
    [TestCase("issuer.example")]
    [TestCase("https://user@issuer.example")]
    public void An_authority_that_is_not_read_over_tls_is_refused(string authority)
    {
        var options = Read(new() { ["Authentication:Audiences"] = "a", ["Authentication:Authority"] = authority });

        _validator.Validate(null, options).Failures.Should().ContainSingle().Which.Should()
            .StartWith($"Authentication__Authority is \"{authority}\": set it to the https URL");
    }

    [TestCase("https://issuer.example")]
    [TestCase("http://localhost:8123")]
    [TestCase("http://127.0.0.1:8123/")]
    public void An_authority_over_tls_or_on_this_machine_is_accepted(string authority)
    {
        var options = Read(new() { ["Authentication:Audiences"] = "a", ["Authentication:Authority"] = authority });

        _validator.Validate(null, options).Succeeded.Should().BeTrue();
    }

    [Test]
    public void Every_mistake_is_told_at_once()
    {
        var options = Read(new() { ["Authentication:AllowedEmails"] = "ann,bob", ["Authentication:Authority"] = "x" });

        _validator.Validate(null, options).Failures.Should().HaveCount(4);
    }

    [TestCase(null, false, true)]
    [TestCase("", false, true)]
    [TestCase("true", true, true)]
    [TestCase("False", false, true)]
    [TestCase("yes", false, false)]
    public void Whether_rules_are_required_is_true_or_false(string? text, bool isRequired, bool isValid)
    {
        var options = new CallerRuleOptions();
        options.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Authentication:RequireRules", text)]).Build());

        options.RequireRules.Should().Be(isRequired);
        new CallerRuleOptionsValidator().Validate(null, options).Succeeded.Should().Be(isValid);
    }

    private static CallerAuthenticationOptions Read(Dictionary<string, string?> settings)
    {
        var options = new CallerAuthenticationOptions();
        options.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return options;
    }
}
