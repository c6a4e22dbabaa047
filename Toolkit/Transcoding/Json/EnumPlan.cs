using System.Globalization;
using System.Text;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Json;

/// <summary>The names and numbers of an enum.</summary>
internal sealed class EnumPlan
{
    private readonly NameTable _numbers;
    private readonly Dictionary<int, byte[]> _texts = [];

    public EnumPlan(EnumDescriptor descriptor)
    {
        IsNull = descriptor.FullName == "google.protobuf.NullValue";
        _numbers = new NameTable([.. descriptor.Values.Select(value => (Encoding.UTF8.GetBytes(value.Name), value.Index))]);
        Numbers = [.. descriptor.Values.Select(value => value.Number)];
        foreach (var value in descriptor.Values)
        {
            // Of two names for one number the first is written.
            _texts.TryAdd(value.Number, Encoding.UTF8.GetBytes($"\"{value.Name}\""));
        }

        var names = string.Join(", ", descriptor.Values.Take(10).Select(value => value.Name));
        var count = descriptor.Values.Count;
        var more = count > 10 ? string.Create(CultureInfo.InvariantCulture, $" … ({count} in all)") : "";
        Problem = $"Must be one of {names}{more}, or a number.";
    }

    /// <summary>Gets whether this is NullValue, whose JSON is null.</summary>
    public bool IsNull { get; }

    /// <summary>Gets what is said of a value that is none of the enum's.</summary>
    public string Problem { get; }

    private int[] Numbers { get; }

    public bool TryFind(ReadOnlySpan<byte> name, out int number)
    {
        var index = _numbers.Find(name);
        number = index < 0 ? 0 : Numbers[index];

        return index >= 0;
    }

    /// <summary>Returns the name of a number in quotes, or null if it has none.</summary>
    public byte[]? TextOf(int number) => _texts.GetValueOrDefault(number);
}
