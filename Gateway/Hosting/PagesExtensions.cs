using Microsoft.Extensions.FileProviders;

namespace CodeFirst.Gateway.Hosting;

internal static class PagesExtensions
{
    /// <summary>Serves the files of wwwroot, which are in the program.</summary>
    public static WebApplication UsePages(this WebApplication app)
    {
        var files = new ManifestEmbeddedFileProvider(typeof(PagesExtensions).Assembly, "wwwroot");
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,

            // They change with the program, and have no version in their names.
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });

        return app;
    }
}
