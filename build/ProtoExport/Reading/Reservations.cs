using System.Globalization;
using System.Reflection;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Printing;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>What [ProtoReserved] keeps from being used again: numbers in their order, then names.</summary>
internal sealed class Reservations
{
    private readonly List<(int First, int Last)> _ranges = [];
    private readonly List<string> _names = [];
    private readonly Type _type;
    private readonly ProblemList _problems;

    /// <param name="type">The message or enum.</param>
    /// <param name="fullName">Its name in proto.</param>
    /// <param name="allowed">The numbers that its members may have.</param>
    /// <param name="comments">Where the reasons go.</param>
    /// <param name="problems">Where to tell what is wrong.</param>
    public Reservations(Type type, string fullName, (int First, int Last) allowed, CommentBook comments, ProblemList problems)
    {
        _type = type;
        _problems = problems;
        foreach (var reservation in type.GetCustomAttributes<ProtoReservedAttribute>().OrderBy(reservation => reservation.From))
        {
            var text = reservation.Name is { Length: > 0 } name ? AddName(name) : AddRange(reservation, allowed);
            if (text is not null && reservation.Comment is { Length: > 0 } reason)
            {
                comments.Reserve(fullName, text, string.Join(' ', reason.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            }
        }
    }

    public IReadOnlyList<string> Names => _names;

    public void AddTo(DescriptorProto message)
    {
        message.ReservedName.AddRange(_names);
        message.ReservedRange.AddRange(
            _ranges.Select(range => new DescriptorProto.Types.ReservedRange { Start = range.First, End = range.Last + 1 }));
    }

    // Unlike a message's, the range of an enum includes its end.
    public void AddTo(EnumDescriptorProto @enum)
    {
        @enum.ReservedName.AddRange(_names);
        @enum.ReservedRange.AddRange(
            _ranges.Select(range => new EnumDescriptorProto.Types.EnumReservedRange { Start = range.First, End = range.Last }));
    }

    public bool Contain(int number) => _ranges.Any(range => number >= range.First && number <= range.Last);

    public bool Contain(string name) => _names.Contains(name);

    private string? AddName(string name)
    {
        if (!Naming.IsIdentifier(name))
        {
            Report($"reserves {name}, which cannot be the name of a member.", "Use letters, digits and _, not a digit first.");
            return null;
        }

        if (!_names.Contains(name))
        {
            _names.Add(name);
        }

        return name;
    }

    private string? AddRange(ProtoReservedAttribute reservation, (int First, int Last) allowed)
    {
        var (first, last) = (reservation.From, reservation.To);
        var text = ProtoText.Range(first, last);
        if (first < allowed.First || last > allowed.Last || first > last)
        {
            Report(
                $"reserves {text}, which are not numbers that a member can have.",
                string.Create(CultureInfo.InvariantCulture, $"Use numbers from {allowed.First} to {allowed.Last}."));
            return null;
        }

        // proto wants every number reserved once. One attribute may repeat what another says.
        if (_ranges.Count > 0 && first <= _ranges[^1].Last)
        {
            _ranges[^1] = (_ranges[^1].First, Math.Max(last, _ranges[^1].Last));
            return null;
        }

        _ranges.Add((first, last));
        return text;
    }

    private void Report(string what, string fix) => _problems.Add(ProblemCodes.Reservation, _type, what, fix);
}
