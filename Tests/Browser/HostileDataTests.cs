using CodeFirst.Contracts;

namespace CodeFirst.Tests.Browser;

/// <summary>What users may be called, and what they may do to the page: nothing.</summary>
public sealed class HostileDataTests : PageTests
{
    private static readonly string[] Names =
    [
        "<img src=x onerror=\"document.title='owned'\">",
        "<script>document.title='owned'</script>",
        "\"><svg onload=alert(1)>",
        "{{constructor.constructor('alert(1)')()}}",
        "javascript:alert(1)",
        new('W', 200),
        string.Concat(Enumerable.Repeat("🦊", 200)),
        "مريم العلي بنت محمد",
        "👩‍👩‍👧",
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
        "O'Brien & Söhne; DROP TABLE users;--",
        "?",
    ];

    [TestCaseSource(nameof(Names))]
    public async Task A_name_is_text_wherever_it_is_shown(string name)
    {
        var user = await CreateUserAsync(name, new string('a', 64));
        await RecordAsync(user, "login", name);
        await Users.OpenAsync();
        await Users.Search.FillAsync($"id = \"{user.Id}\"");
        await Expect(Users.Total).ToHaveTextAsync("1");

        await Users.Links.ClickAsync();
        await Panel.WaitForAsync(2);
        await Panel.Edit.ClickAsync();
        await Expect(Dialog.Name).ToHaveValueAsync(name);
        (await Dialog.Title.TextContentAsync()).Should().Be($"Edit \u2068{name}\u2069");
        await Dialog.Role.FillAsync("");
        await Dialog.Submit.ClickAsync();
        await Expect(Dialog.Root).ToHaveCountAsync(0);

        (await Users.Links.TextContentAsync()).Should().Be(name);
        (await Panel.Title.TextContentAsync()).Should().Be(name);
        (await Panel.Events.Filter(new() { HasText = "login" }).Locator("bdi").TextContentAsync()).Should().Be(name);
        (await Users.Notice.TextContentAsync()).Should().Be($"\u2068{name}\u2069 was saved.");
        (await Tab.TitleAsync()).Should().EndWith("· CodeFirst");
        (await Tab.Locator("main :is(img, script, iframe)").CountAsync()).Should().Be(0);
    }

    [Test]
    public async Task A_name_from_right_to_left_is_cut_where_it_ends()
    {
        var user = await CreateUserAsync(string.Concat(Enumerable.Repeat("مريم العلي ", 15)).Trim());
        await Users.OpenAsync();

        var isFirstLetterSeen = await Users.Link(user.Name).EvaluateAsync<bool>(
            """
            link => {
              const letter = document.createRange();
              letter.setStart(link.firstChild, 0);
              letter.setEnd(link.firstChild, 1);
              const [inner, outer] = [letter.getBoundingClientRect(), link.getBoundingClientRect()];
              return inner.width > 0 && inner.left >= outer.left && inner.right <= outer.right + 1;
            }
            """);

        isFirstLetterSeen.Should().BeTrue();
    }

    [TestCase(360)]
    [TestCase(320)]
    [TestCase(1000)]
    [TestCase(1360)]
    public async Task Nothing_is_wider_than_the_window(int width)
    {
        var user = await CreateUserAsync(new string('W', 200), new string('a', 64));
        await Connect().UpdateUserAsync(
            new UpdateUserRequest { Id = user.Id, Email = $"{new string('w', 64)}@{new string('e', 60)}.{user.Id}.example" }, Soon);
        await RecordAsync(user, new string('t', 64), new string('d', 1000));
        await OpenContextAsync(new() { ViewportSize = new() { Width = width, Height = 740 } });

        await Users.OpenAsync();
        await Expect(Users.Links).Not.ToHaveCountAsync(0);
        var list = await OverflowAsync();
        await Panel.OpenAsync(user.Id);
        await Panel.WaitForAsync(3);
        var panel = await OverflowAsync();
        await Panel.Delete.ClickAsync();
        var dialog = await OverflowAsync();

        (list, panel, dialog).Should().Be((0, 0, 0));
    }

    private async Task<int> OverflowAsync() => await Tab.EvaluateAsync<int>(
        "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");
}
