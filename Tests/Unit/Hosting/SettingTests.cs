using System.Text.RegularExpressions;
using CodeFirst.Gateway.Hosting;
using CodeFirst.Hosting;
using CodeFirst.Server.Http;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CodeFirst.Tests.Unit.Hosting;

/// <summary>The settings that programs describe for --help are those of docs/settings.md.</summary>
public sealed partial class SettingTests
{
    private static readonly Dictionary<string, string> Rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "settings.md"))
        .Select(line => Row().Match(line))
        .Where(row => row.Success)
        .SelectMany(row => Quoted().Matches(row.Groups["names"].Value).Select(name => (Name: name.Groups[1].Value, Default: row.Groups["default"].Value)))
        .GroupBy(row => row.Name)
        .ToDictionary(rows => rows.Key, rows => string.Join('\n', rows.Select(row => row.Default)));

    private static IEnumerable<Setting> Described
    {
        get
        {
            var builder = WebApplication.CreateSlimBuilder()
                .AddCodeFirst().AddStorage().AddHttp().AddTools().DescribeSettings(GatewaySettings.All);
            using var services = builder.Services.BuildServiceProvider();
            return [.. services.GetServices<Setting>()];
        }
    }

    [TestCaseSource(nameof(Described))]
    public void A_setting_is_documented_with_its_default(Setting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        if (setting.Name == "migrate-from")
        {
            File.ReadAllText(Path.Combine(Repository.Root, "docs", "settings.md")).Should().Contain("`--migrate-from sqlite:PATH`");
            return;
        }

        Rows.Should().ContainKey(setting.VariableName);
        foreach (var part in setting.DefaultValue.Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            Rows[setting.VariableName].Should().Contain($"`{part.Split(' ')[0]}").And.Contain(part.Split(' ')[^1].Trim('`'));
        }
    }

    [Test]
    public void A_documented_setting_is_described()
    {
        Rows.Keys.Should().BeSubsetOf(Described.Select(setting => setting.VariableName));
    }

    [Test]
    public void A_setting_that_is_described_twice_is_listed_once()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.DescribeSettings(new Setting("Shop:Name", "A name."));

        builder.DescribeSettings(new Setting("shop:name", "Another."));

        builder.Services.Where(service => service.ServiceType == typeof(Setting)).Should().ContainSingle();
    }

    [TestCase("", "What it does.")]
    [TestCase("Name", " ")]
    public void A_setting_without_name_or_meaning_is_refused(string name, string meaning)
    {
        var create = () => new Setting(name, meaning);

        create.Should().Throw<ArgumentException>();
    }

    [GeneratedRegex(@"^\| (?<names>`[A-Z]\w+`(, `\w+`)*) \| (?<default>[^|]*) \|")]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
