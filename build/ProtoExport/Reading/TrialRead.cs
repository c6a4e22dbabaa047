using ProtoBuf.Meta;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Tries whether protobuf-net can read a type: it writes some lists that it cannot read, such as a ReadOnlyCollection.</summary>
internal static class TrialRead
{
    // One item, in each form that an item may have: text or a message, a number, 32 bits, 64 bits.
    private static readonly byte[][] OneItem =
        [[0x0A, 0], [0x08, 1], [0x0D, 0, 0, 0, 0], [0x09, 0, 0, 0, 0, 0, 0, 0, 0]];

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
    public static string? Of(Type type, byte[] bytes, TypeModel model)
    {
        try
        {
            model.Deserialize(type, new MemoryStream(bytes));
            return null;
        }
        catch (Exception failure)
        {
            // Whatever it throws, a call would end with.
            return $"{failure.Message.TrimEnd('.')}.";
        }
    }
}
