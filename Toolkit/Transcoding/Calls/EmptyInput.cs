using System.IO.Pipelines;

namespace CodeFirst.Transcoding.Calls;

/// <summary>A body of nothing, for what runs before the method and reads it all the same.</summary>
internal static class EmptyInput
{
    public static PipeReader Instance { get; } = new MemoryInput(default);
}
