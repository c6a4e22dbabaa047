using CodeFirst.Hosting;
using CodeFirst.Hosting.Start;

namespace CodeFirst.Tests.Unit.Hosting;

public sealed class HelpTests
{
    private static readonly Setting[] Settings =
    [
        new("Shop:MaxItems", "The most items of an order, 1 to 100.", "20"),
        new("Shop:Name", "A name."),
    ];

    [Test]
    public void It_lists_settings_as_environment_variables_with_meaning_and_default()
    {
        var text = Help.Text("Shop.Server", "1.2.0", new StartOptions(), Settings);

        text.Should().StartWith("Shop.Server 1.2.0\n")
            .And.Contain("  Shop__MaxItems\n      The most items of an order, 1 to 100. Default: 20.\n")
            .And.Contain("  Shop__Name\n      A name.\n");
    }

    [Test]
    public void A_setting_that_no_shell_can_set_is_an_argument()
    {
        Help.Text("Shop.Server", "1.2.0", new StartOptions(), [new("import-from", "Imports, and ends.")]).Should()
            .Contain("  --import-from\n      Imports, and ends.\n");
    }

    [Test]
    public void It_tells_usage_exit_codes_and_documents()
    {
        var text = Help.Text("Shop.Server", "1.2.0", new StartOptions { Summary = "Sells tea.", Documents = "https://shop.example" }, []);

        text.Should().StartWith("Shop.Server 1.2.0\nSells tea.\n")
            .And.Contain("  Shop.Server [--NAME=VALUE ...] ")
            .And.Contain("Exit codes: 0 ")
            .And.EndWith("Documents: https://shop.example\n");
    }

    [Test]
    public void Long_meanings_are_wrapped()
    {
        Setting[] wordy = [new("A", string.Join(' ', Enumerable.Repeat("word", 100)))];

        var text = Help.Text("Shop.Server", "1.2.0", new StartOptions(), wordy);

        text.Split('\n').Should().OnlyContain(line => line.Length <= 120);
    }
}
