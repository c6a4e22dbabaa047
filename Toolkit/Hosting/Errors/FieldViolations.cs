using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Grpc.Core;

namespace CodeFirst.Hosting;

/// <summary>Collects the invalid fields of a request, so that the caller learns about all of them at once.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The plural says that it holds several.")]
public sealed class FieldViolations : IReadOnlyCollection<FieldViolation>
{
    private List<FieldViolation>? _violations;

    /// <summary>Gets the number of violations.</summary>
    public int Count => _violations?.Count ?? 0;

    /// <summary>Adds a violation.</summary>
    /// <param name="field">The field's name in the .proto, such as <c>page_size</c>.</param>
    /// <param name="description">What it must be, as a sentence.</param>
    public void Add(string field, string description) => (_violations ??= []).Add(new FieldViolation(field, description));

    /// <summary>Returns INVALID_ARGUMENT with every violation, or null if there is none.</summary>
    public RpcException? ToError() => _violations is null ? null : RpcErrors.InvalidArgument(this);

    /// <summary>Throws INVALID_ARGUMENT with every violation, unless there is none.</summary>
    /// <exception cref="RpcException">There is a violation.</exception>
    public void ThrowIfAny()
    {
        if (ToError() is { } error)
        {
            throw error;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<FieldViolation> GetEnumerator() => (_violations ?? []).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
