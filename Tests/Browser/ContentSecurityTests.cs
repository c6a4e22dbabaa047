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
        Watch.Expect("TrustedHTML");
        await Users.OpenAsync();

        await Tab.EvaluateAsync(
            """
            () => {
              const script = document.createElement('script');
              const image = document.createElement('img');
              image.setAttribute('onerror', "document.title = 'owned'");
              image.src = 'data:,';
              try { script.textContent = "document.title = 'owned'"; } catch { /* Trusted Types refuse it even earlier */ }
              const failed = new Promise(resolve => image.addEventListener('error', resolve));
              document.body.append(script, image);
              return failed;
            }
            """);

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
