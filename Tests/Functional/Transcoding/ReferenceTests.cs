using System.Net;
using System.Text.Json;
using CodeFirst.Tests.Functional.Transcoding.Zoo;
using CodeFirst.Transcoding;
using Microsoft.AspNetCore.Builder;

namespace CodeFirst.Tests.Functional.Transcoding;

/// <summary>The OpenAPI document and its page, in the service and in front of it.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class ReferenceTests(bool inFront)
{
    private LibraryHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() =>
        _host = await LibraryHost.StartAsync(inFront, map: app => app.MapReference(options => options.Title = "Library API"));

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task The_document_is_served_as_JSON_and_YAML()
    {
        using var json = await _host.Http.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        using var yaml = await _host.Http.GetAsync(new Uri("/openapi/v1.yaml", UriKind.Relative));

        json.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        using var document = JsonDocument.Parse(await json.Content.ReadAsStringAsync());
        document.RootElement.GetProperty("info").GetProperty("title").GetString().Should().Be("Library API");
        document.RootElement.GetProperty("paths").TryGetProperty("/v1/readers/me", out _).Should().BeTrue();
        yaml.Content.Headers.ContentType!.MediaType.Should().Be("application/yaml");
        (await yaml.Content.ReadAsStringAsync()).Should().Contain("/v1/readers/me:");
    }

    [Test]
    public async Task The_document_answers_HEAD_without_a_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/openapi/v1.json");
        using var response = await _host.Http.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.Should().BeGreaterThan(1000);
        (await response.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task The_page_loads_nothing_from_elsewhere_and_has_no_developer_toolbar()
    {
        using var response = await _host.Http.GetAsync(new Uri("/docs/", UriKind.Relative));
        var page = await response.Content.ReadAsStringAsync();

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none';").And.Contain("'nonce-");
        page.Should().Contain("Library API").And.Contain("openapi/v1.json").And.NotContain("cdn.jsdelivr.net");
        page.Should().Contain("\"showDeveloperTools\":\"never\"");
    }

    [Test]
    public void Without_AddTranscoding_the_error_says_what_to_call()
    {
        var app = WebApplication.CreateSlimBuilder().Build();

        var map = () => app.MapReference();

        map.Should().Throw<InvalidOperationException>().WithMessage("*builder.AddTranscoding()*");
    }
}
