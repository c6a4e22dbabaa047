using System.Reflection;
using CodeFirst.ProtoExport.Problems;
using ProtoBuf;
using ProtoBuf.Meta;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>The model of protobuf-net that a contract is served with, as far as it concerns types.</summary>
internal sealed class ContractModel(RuntimeTypeModel model, ProblemList problems)
{
    // What code set up needs no attributes.
    private readonly HashSet<Type> _configured = [.. model.GetTypes().Cast<MetaType>().Select(meta => meta.Type)];
    private readonly HashSet<Type> _refused = [];

    public CompatibilityLevel DefaultLevel => model.DefaultCompatibilityLevel;

    /// <summary>Whether protobuf-net writes the type as a message.</summary>
    public bool IsMessage(Type type) =>
        ContractAttributes.AreOn(type) || _configured.Contains(type) || ModelInternals.TupleOf(type) is not null;

    public (Type Type, DataFormat Format, CompatibilityLevel Level)? SurrogateOf(Type type) =>
        !type.IsEnum
        && (ContractAttributes.AreOn(type) || _configured.Contains(type))
        && Read(type, null) is { } meta
        && ModelInternals.SurrogateOf(meta) is { } surrogate
            ? (surrogate.Type, surrogate.Format, meta.CompatibilityLevel)
            : null;

    /// <summary>How a message is written: by the type, or by its surrogate. Null if protobuf-net refuses it, which is reported.</summary>
    /// <param name="type">The type.</param>
    /// <param name="form">The field that holds it, if one does.</param>
    public MetaType? Find(Type type, FieldForm? form) => Read(type, form) is { } meta
        ? ModelInternals.SurrogateOf(meta) is { } surrogate ? Find(surrogate.Type, OfSurrogate(surrogate.Type, form)) : meta
        : null;

    // A tuple that is a surrogate has the level of the model, whatever member holds it.
    private FieldForm? OfSurrogate(Type surrogate, FieldForm? form) =>
        form is not null && ModelInternals.TupleOf(surrogate) is not null ? form with { Level = model.DefaultCompatibilityLevel } : form;

    private MetaType? Read(Type type, FieldForm? form)
    {
        if (_refused.Contains(type))
        {
            return null;
        }

        try
        {
            // A tuple has no level of its own, and protobuf-net refuses to write one type in two levels.
            return form is not null && ModelInternals.TupleOf(type) is not null
                ? model.Add(type, applyDefaultBehaviour: true, LevelOf(type) ?? form.Level)
                : model[type];
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or NotSupportedException)
        {
            _refused.Add(type);
            problems.Add(
                ProblemCodes.UnreadableType,
                form?.Where ?? type,
                $"is refused by protobuf-net: {failure.Message.TrimEnd('.')}.",
                ModelInternals.TupleOf(type) is not null
                    ? "Give all members that hold the tuple one compatibility level, or make it a class with [ProtoContract]."
                    : "Give every [DataMember] its own Order and a supported type.");
            return null;
        }
    }

    private static CompatibilityLevel? LevelOf(Type type) =>
        (type.GetCustomAttribute<CompatibilityLevelAttribute>()
            ?? type.Module.GetCustomAttribute<CompatibilityLevelAttribute>()
            ?? type.Assembly.GetCustomAttribute<CompatibilityLevelAttribute>())?.Level;
}
