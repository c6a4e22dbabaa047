using System.Globalization;
using CodeFirst.Transcoding.Calls;
using Microsoft.Extensions.Options;

namespace CodeFirst.Transcoding.Errors;

/// <summary>Writes an error as the whole answer, or as the last row of a stream.</summary>
internal sealed class FailureWriter(IOptions<TranscodingOptions> options)
{
    private readonly bool _isProblem = options.Value.Errors == ErrorForm.ProblemDetails;

    public void Write(Reply reply, Failure failure)
    {
        if (reply.Exchange is { } exchange)
        {
            exchange.Fail(failure);

            return;
        }

        reply.StatusCode = failure.HttpStatus;
        if (failure.RetryAfter is { } time)
        {
            reply.Headers.RetryAfter = Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (failure.HttpStatus == StatusCodes.Status401Unauthorized && reply.Headers.WWWAuthenticate.Count == 0)
        {
            reply.Headers.WWWAuthenticate = "Bearer";
        }

        using var body = new PooledBuffer();
        if (_isProblem)
        {
            ErrorJson.WriteProblem(body, failure);
        }
        else
        {
            ErrorJson.Write(body, failure);
        }

        reply.WriteLine(body.Written, _isProblem ? "application/problem+json" : "application/json");
    }

    /// <summary>Writes an error as a row of a stream, whose rows have a form of their own.</summary>
    public static void WriteRow(PooledBuffer output, Failure failure) => ErrorJson.Write(output, failure);
}
