using CodeFirst.ProtoExport.Problems;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using FileOptions = Google.Protobuf.Reflection.FileOptions;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Sets the file options that the build asks for, by their proto names.</summary>
internal static class FileOptionsReader
{
    public static void Apply(IReadOnlyDictionary<string, string> options, FileDescriptorProto file, ProblemList problems)
    {
        foreach (var (name, value) in options)
        {
            var field = FileOptions.Descriptor.FindFieldByName(name);
            object? typed = field?.FieldType switch
            {
                FieldType.String => Fill(value, file.Package),
                FieldType.Bool when bool.TryParse(value, out var flag) => flag,
                _ => null,
            };

            if (typed is null)
            {
                problems.Add(
                    ProblemCodes.BadOptions,
                    $"option {name}",
                    $"cannot be set to {value}.",
                    "Use a protobuf file option whose value is text, true or false.");
                continue;
            }

            field!.Accessor.SetValue((IMessage)(file.Options ??= new FileOptions()), typed);
        }
    }

    // shop.orders.v1: {package} is shop.orders.v1, {path} is shop/orders/v1, and {Package} is Shop.Orders.V1.
    private static string Fill(string value, string package) => value
        .Replace("{package}", package, StringComparison.Ordinal)
        .Replace("{path}", package.Replace('.', '/'), StringComparison.Ordinal)
        .Replace("{Package}", string.Join('.', package.Split('.').Select(Naming.PascalCase)), StringComparison.Ordinal);
}
