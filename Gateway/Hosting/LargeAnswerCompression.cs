using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace CodeFirst.Gateway.Hosting;

/// <summary>Compresses only what takes more than one packet anyway.</summary>
internal sealed class LargeAnswerCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
    : ResponseCompressionProvider(services, options)
{
    private const int SmallestSize = 1400;

    public override bool ShouldCompressResponse(HttpContext context) =>
        context.Response.ContentLength is null or >= SmallestSize && base.ShouldCompressResponse(context);
}
