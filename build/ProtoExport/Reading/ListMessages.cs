using System.Globalization;
using System.Reflection;
using CodeFirst.ProtoExport.Documentation;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// Makes a message of each list and dictionary that is a whole message in C#. protobuf-net writes the items as field 1 of a message without
/// a name.
/// </summary>
/// <param name="types">Names the types of the items.</param>
/// <param name="comments">The comments.</param>
/// <param name="namesIn">The names that are taken in a package.</param>
internal sealed class ListMessages(TypeReader types, CommentBook comments, Func<string, IEnumerable<string>> namesIn)
{
    private readonly Dictionary<(string Package, string Name, ByteString Form), string> _known = [];
    private readonly Dictionary<string, HashSet<string>> _taken = new(StringComparer.Ordinal);

    /// <summary>The full name of the message, which is one for all lists that are the same on the wire.</summary>
    public string ReferTo(Type list, Operation operation, FileDescriptorProto file)
    {
        // A message is before those it uses. What they are called decides its name.
        var place = file.MessageType.Count;
        var form = new DescriptorProto { Name = "List" };
        types.AddItems(form, list, operation.Method, file);
        var wanted = NameOf(list, form);
        var key = (file.Package, wanted, form.ToByteString());
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        var message = new DescriptorProto { Name = Free(wanted, file.Package) };
        file.MessageType.Insert(place, message);
        types.AddItems(message, list, operation.Method, file);
        comments.Note(
            message,
            $"In C# the items are the whole message: {Naming.Short(list)}, for example in {NameOf(operation.Method)}.");
        return _known[key] = Naming.FullName(file.Package, message.Name);
    }

    private string Free(string wanted, string package)
    {
        if (!_taken.TryGetValue(package, out var taken))
        {
            taken = _taken[package] = namesIn(package).ToHashSet(StringComparer.Ordinal);
        }

        var name = wanted;
        for (var number = 1; !taken.Add(name); number++)
        {
            name = number == 1 ? $"{wanted}Message" : string.Create(CultureInfo.InvariantCulture, $"{wanted}Message{number}");
        }

        return name;
    }

    private static string NameOf(MethodInfo method) => $"{Naming.Short(method.DeclaringType!)}.{method.Name}";

    private static string NameOf(Type list, DescriptorProto form)
    {
        if (CollectionShape.MapOf(list) is not { } map)
        {
            return $"{NameOf(CollectionShape.ItemOf(list)!, form.Field[0])}List";
        }

        var entry = form.NestedType.FirstOrDefault();
        return $"{NameOf(map.Key, entry?.Field[0])}{NameOf(map.Value, entry?.Field[1])}Map";
    }

    // A type of the contract has its name in proto, any other that in C#: Shelf, Int32, Guid.
    private static string NameOf(Type item, FieldDescriptorProto? field)
    {
        var type = Nullable.GetUnderlyingType(item) ?? item;
        if (field is { Type: WireType.Message or WireType.Enum, TypeName: { } name } && type.Namespace != nameof(System))
        {
            return Naming.SimpleNameOf(name);
        }

        if (Naming.IsIdentifier(type.Name))
        {
            return type.Name;
        }

        return field is { HasTypeName: true } ? Naming.SimpleNameOf(field.TypeName) : "Bytes";
    }
}
