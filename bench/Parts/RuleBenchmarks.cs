using System.Text;
using BenchmarkDotNet.Attributes;
using CodeFirst.Server.Users;
using CodeFirst.Server.Users.Filters;

namespace CodeFirst.Bench.Parts;

/// <summary>What the rules do with a request before the store sees it.</summary>
[MemoryDiagnoser]
public class RuleBenchmarks
{
    private const string Filter = "role = \"admin\" AND created_at >= \"2026-01-01T00:00:00Z\" AND ann";

    private readonly byte[] _key = Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef");
    private string _token = "";

    [GlobalSetup]
    public void Setup() => _token = CreateToken();

    [Benchmark]
    public object? ParseFilter() => UserFilter.Parse(Filter);

    [Benchmark]
    public string CreateToken() => PageToken.Create(_key, Filter, "user-0192f0c1a2b37c8d8e9f0a1b2c3d4e5f");

    [Benchmark]
    public bool ReadToken() => PageToken.TryParse(_key, _token, Filter, out _, out _);
}
