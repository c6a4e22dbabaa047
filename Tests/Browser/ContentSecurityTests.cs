namespace CodeFirst.Tests.Browser;

/// <summary>What the page is allowed to do is said by the gateway, and the browser holds it to that.</summary>
public sealed class ContentSecurityTests : PageTests
{
    [Test]
    public async Task The_policy_allows_the_page_s_own_files_and_nothing_else()
    {
        var answer = await Tab.GotoAsync("/");

        var policy = (await answer!.AllHeadersAsync())["content-security-policy"];
        var directives = policy.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        directives.Should().Contain([
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "base-uri 'none'",
            "frame-ancestors 'none'"]);
        policy.Should().NotContainAny("unsafe", "*", "http:", "https:");
    }

    [Test]
    public async Task A_script_that_got_into_the_page_does_not_run()
    {
        Watch.Expect("Content Security Policy");
        Watch.Expect("Trusted");
        await Users.OpenAsync();

        var refused = await Tab.EvaluateAsync<string[]>(
            """
            () => {
              const script = document.createElement('script');
              const attempts = [
                () => { document.body.innerHTML = '<b>owned</b>'; },
                () => { script.textContent = "document.title = 'owned'"; },
                () => { script.src = 'https://elsewhere.example/owned.js'; },
                () => { script.setAttribute('onload', "document.title = 'owned'"); },
              ];
              const refused = attempts.map(attempt => { try { attempt(); return 'done'; } catch (error) { return error.name; } });
              document.body.append(script);
              return refused;
            }
            """);

        refused.Should().Equal("TypeError", "TypeError", "TypeError", "TypeError");
        (await Tab.TitleAsync()).Should().Be("Users · CodeFirst");
    }

    [Test]
    public async Task All_that_the_page_links_to_is_there()
    {
        await Users.OpenAsync();
        var links = await Tab.GetByRole(AriaRole.Navigation, new() { Name = "For developers" }).GetByRole(AriaRole.Link)
            .EvaluateAllAsync<string[]>("links => links.map(link => link.href)");

        links.Should().NotBeEmpty();
        foreach (var link in links)
        {
            (await Context.APIRequest.GetAsync(link)).Status.Should().Be(200, "{0} is linked", link);
        }
    }
}
