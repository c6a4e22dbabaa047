using System.Globalization;
using System.Text;

namespace CodeFirst.Tests.Interop.Served.Invented;

/// <summary>
/// The C# source of a contract as somebody may have it: messages, enums and services with any attributes, some of them in two
/// namespaces, and now and then something that protobuf-net refuses.
/// </summary>
internal sealed class RandomContract
{
    private const string Usings =
        """
        using System;
        using System.Collections.Generic;
        using System.ComponentModel;
        using System.IO;
        using System.Runtime.Serialization;
        using System.ServiceModel;
        using System.Threading;
        using System.Threading.Tasks;
        using ProtoBuf;
        using ProtoBuf.Grpc;
        using ProtoBuf.Grpc.Configuration;

        """;

    private readonly StringBuilder _source = new(Usings);
    private readonly Choice _choice;
    private readonly string _name;
    private readonly RandomTypes _types;

    private RandomContract(int seed, string name)
    {
        _choice = new Choice(seed);
        _name = name;
        _types = new RandomTypes(_choice);
    }

    /// <summary>The source of a contract.</summary>
    /// <param name="seed">Decides all of it.</param>
    /// <param name="name">The root of its C# namespaces.</param>
    public static string Source(int seed, string name) => new RandomContract(seed, name).Write();

    private string Write()
    {
        _source.AppendLine(_choice.Of("#nullable enable", "#nullable disable"));
        _source.AppendLine(_choice.Of(
            "", "[module: CompatibilityLevel(CompatibilityLevel.Level240)]", "[module: CompatibilityLevel(CompatibilityLevel.Level300)]"));

        string[] spaces = _choice.OneIn(3) ? [$"{_name}.Left", $"{_name}.Right"] : [_name];
        var enums = Enumerable.Range(0, _choice.Below(4))
            .Select(i => (Space: _choice.Of(spaces), Enum: new RandomEnum(_choice, $"E{i}")))
            .ToList();
        enums.ForEach(item => _types.Enums.Add($"global::{item.Space}.{item.Enum.Name}"));

        var messages = new List<(string Space, string Name)>();
        var count = 2 + _choice.Below(5);
        for (var i = 0; i < count; i++)
        {
            messages.Add((_choice.Of(spaces), $"M{i}"));
            _types.Messages.Add($"global::{messages[i].Space}.M{i}");
        }

        _types.Generic = $"global::{spaces[0]}.Page";
        foreach (var space in spaces)
        {
            _source.AppendLine(CultureInfo.InvariantCulture, $"namespace {space}").AppendLine("{");
            foreach (var (_, item) in enums.Where(item => item.Space == space))
            {
                _source.AppendLine(item.Source);
            }

            foreach (var (_, name) in messages.Where(message => message.Space == space))
            {
                _source.AppendLine(new RandomMessageSource(_choice, _types, name).Write());
            }

            if (space == spaces[0])
            {
                _source.AppendLine("[ProtoContract] public class Page<T> { [ProtoMember(1)] public List<T> Items { get; set; } = new();");
                _source.AppendLine("  [ProtoMember(2)] public T First { get; set; } [ProtoMember(3)] public int Total { get; set; } }");
            }

            for (var i = 1 + _choice.Below(2); i > 0; i--)
            {
                var service = $"I{(space == spaces[0] ? "First" : "Second")}{i}";
                _source.AppendLine(new RandomService(_choice, _types, $"{_name.ToLowerInvariant()}.v1", service).Write());
            }

            _source.AppendLine("}");
        }

        return _source.ToString();
    }
}
