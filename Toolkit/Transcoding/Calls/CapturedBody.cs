using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Where a method of this process writes its answer: into the memory of its call.</summary>
internal sealed class CapturedBody(ServiceCall call) : PipeWriter, IHttpResponseBodyFeature
{
    private Stream? _stream;

    public Stream Stream => _stream ??= AsStream();

    public PipeWriter Writer => this;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => call.Output.Length;

    public override void Advance(int bytes) => call.Output.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => call.Output.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => call.Output.GetSpan(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var flush = call.FlushAsync(cancellationToken);

        return flush.IsCompletedSuccessfully ? default : AwaitAsync(flush);

        static async ValueTask<FlushResult> AwaitAsync(ValueTask flush)
        {
            await flush;

            return default;
        }
    }

    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }

    public void DisableBuffering()
    {
    }

    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        call.Start();

        return Task.CompletedTask;
    }

    public Task CompleteAsync() => call.CompleteAsync();

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);
}
