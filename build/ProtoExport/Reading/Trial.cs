using ProtoBuf;
using ProtoBuf.Meta;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Lets protobuf-net do what the exporter is about to refuse, so that a refusal says what protobuf-net itself says.</summary>
internal static class Trial
{
    // One item, in each form that an item may have: text or a message, a number, 32 bits, 64 bits.
    private static readonly byte[][] OneItem =
        [[0x0A, 0], [0x08, 1], [0x0D, 0, 0, 0, 0], [0x09, 0, 0, 0, 0, 0, 0, 0, 0]];

    // Zero, or empty text, in the same forms.
    private static readonly byte[][] Zero =
        [[0x0A, 0], [0x08, 0], [0x0D, 0, 0, 0, 0], [0x09, 0, 0, 0, 0, 0, 0, 0, 0]];

    /// <summary>
    /// Whether zero on the wire is read as what a new message holds. It is not if the conversion from the surrogate makes another value of
    /// it, or if the type may be null.
    /// </summary>
    public static bool ReadsZeroAsAbsent(Type type, TypeModel model)
    {
        var absent = type.IsValueType ? Activator.CreateInstance(type) : null;
        return Zero.Any(bytes =>
        {
            object? zero = null;
            return Try(() => zero = model.Deserialize(type, new MemoryStream(bytes))) is null && Equals(zero, absent);
        });
    }

    /// <summary>Why protobuf-net cannot read the list, or null if it can.</summary>
    public static string? OfList(Type list, TypeModel model)
    {
        // What a plain list of the items cannot read either is no fault of the list.
        var plain = CollectionShape.MapOf(list) is { } map
            ? typeof(Dictionary<,>).MakeGenericType(map.Key, map.Value)
            : typeof(List<>).MakeGenericType(CollectionShape.ItemOf(list)!);
        return OneItem.Where(bytes => Of(plain, bytes, model) is null)
            .Select(bytes => Of(list, bytes, model))
            .FirstOrDefault(reason => reason is not null);
    }

    /// <summary>What protobuf-net says when it reads the bytes, or null if it reads them.</summary>
    public static string? Of(Type type, byte[] bytes, TypeModel model) => Try(() => model.Deserialize(type, new MemoryStream(bytes)));

    /// <summary>What protobuf-net says when it writes the message and reads what it wrote, or null if it does both.</summary>
    public static string? OfMessage(object message, TypeModel model) => Try(() =>
    {
        using var stream = new MemoryStream();
        model.Serialize(stream, message);
        stream.Position = 0;
        model.Deserialize(message.GetType(), stream);
    });

    /// <summary>What protobuf-net says when a message has a member of the type, and no other, or null if it takes it.</summary>
    /// <param name="type">The type of the member.</param>
    /// <param name="format">The format of the member.</param>
    /// <param name="level">The compatibility level of the member.</param>
    /// <param name="model">The model of the server.</param>
    public static string? OfMember(Type type, DataFormat format, CompatibilityLevel level, RuntimeTypeModel model) => OfProbe(
        format switch
        {
            DataFormat.ZigZag => typeof(Probes.ZigZag<>),
            DataFormat.FixedSize => typeof(Probes.FixedSize<>),
            DataFormat.Group => typeof(Probes.Group<>),
            _ => typeof(Probes.Plain<>),
        },
        type,
        level,
        model);

    /// <summary>What protobuf-net says when a message has a member of the type with [NullWrappedValue], or null if it takes it.</summary>
    public static string? OfWrapped(Type type, CompatibilityLevel level, RuntimeTypeModel model) =>
        OfProbe(typeof(Probes.Wrapped<>), type, level, model);

    private static string? OfProbe(Type probe, Type type, CompatibilityLevel level, RuntimeTypeModel model)
    {
        var message = probe.MakeGenericType(type);
        var own = RuntimeTypeModel.Create();
        var refusal = Try(() => own = WithProbe(message, level, model));
        return refusal ?? Of(message, [], own) ?? OfMessage(NewMessage.Bare(message), own);
    }

    // The server's own model knows what code set up. A new one is for a model that is frozen and takes no new type, and for a probe that
    // it has at another level.
    private static RuntimeTypeModel WithProbe(Type message, CompatibilityLevel level, RuntimeTypeModel model)
    {
        if (Try(() => model.Add(message, applyDefaultBehaviour: true, level)) is null && model[message].CompatibilityLevel == level)
        {
            return model;
        }

        var another = RuntimeTypeModel.Create();
        another.Add(message, applyDefaultBehaviour: true, level);
        return another;
    }

    private static string? Try(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception failure)
        {
            // Whatever it throws, a call would end with.
            return $"{failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}.";
        }
    }
}
