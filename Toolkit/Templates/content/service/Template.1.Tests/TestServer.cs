using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Template._1.Tests;

#if (sqlite)
/// <summary>The real server, with a database of its own.</summary>
#else
/// <summary>The real server.</summary>
#endif
internal sealed class TestServer : WebApplicationFactory<Program>
{
#if (sqlite)
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("PORT", "0");
        builder.UseSetting("Store:Path", Path.Combine(_data.FullName, "orders.db"));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _data.Delete(recursive: true);
    }
#else
    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder.UseSetting("PORT", "0");
#endif
}
