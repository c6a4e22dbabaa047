using System.Buffers;
using BenchmarkDotNet.Attributes;
using CodeFirst.Contracts;

namespace CodeFirst.Bench.Parts;

/// <summary>The messages of a call, by the serializer that is generated at compile time.</summary>
[MemoryDiagnoser]
public class MessageBenchmarks
{
    private readonly UserServiceModel _model = UserServiceModel.Instance;
    private readonly ArrayBufferWriter<byte> _written = new();
    private readonly ListUsersResponse _page = new()
    {
        Users = [.. Enumerable.Range(0, 50).Select(i => new User
        {
            Id = $"user-{i:x32}",
            Name = $"Ann Archer {i}",
            Email = $"user.{i}@example.com",
            Role = "developer",
            CreatedAt = "2026-01-01T00:00:00.000Z",
            UpdatedAt = "2026-01-01T00:00:00.000Z",
            ETag = "\"1\"",
        })],
        TotalCount = 1000,
    };

    private ReadOnlyMemory<byte> _bytes;

    [GlobalSetup]
    public void Setup()
    {
        WritePage();
        _bytes = _written.WrittenMemory.ToArray();
    }

    [Benchmark]
    public int WritePage()
    {
        _written.ResetWrittenCount();
        _model.Serialize(_written, _page);

        return _written.WrittenCount;
    }

    [Benchmark]
    public ListUsersResponse ReadPage() => _model.Deserialize<ListUsersResponse>(_bytes);
}
