using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Printing;

/// <summary>Prints options: as statements, or in brackets behind a declaration.</summary>
internal static class OptionPrinter
{
    /// <summary>Writes one line for each option that is set, and tells whether there was any.</summary>
    public static bool Statements(SourceWriter writer, int step, IMessage? options, bool endLast = true)
    {
        var set = SetOf(options);
        foreach (var option in set)
        {
            using (writer.Start(step))
            using (writer.Start(option.FieldNumber))
            {
                writer.Write($"option {Assignment(option, options!)};");
            }

            if (endLast || option != set[^1])
            {
                writer.EndLine();
            }
        }

        return set.Count > 0;
    }

    /// <summary>Writes the options that are set in brackets: one beside the declaration, several below each other.</summary>
    public static void Inline(SourceWriter writer, int step, IMessage? options)
    {
        var set = SetOf(options);
        if (set.Count == 0)
        {
            return;
        }

        writer.Write(" ");
        using var brackets = writer.Start(step);
        if (set is [var only])
        {
            writer.Write("[");
            writer.Write(only.FieldNumber, Assignment(only, options!));
            writer.Write("]");
            return;
        }

        writer.Brackets(set.Count, i => writer.Write(set[i].FieldNumber, Assignment(set[i], options!)));
    }

    // In the order of their names, as buf format sorts the options of a file.
    private static List<FieldDescriptor> SetOf(IMessage? options) => options is null
        ? []
        :
        [
            .. options.Descriptor.Fields.InDeclarationOrder()
                .Where(field => field.HasPresence && field.Accessor.HasValue(options))
                .OrderBy(field => field.Name, StringComparer.Ordinal),
        ];

    private static string Assignment(FieldDescriptor option, IMessage options) =>
        $"{option.Name} = {ProtoText.Value(option, option.Accessor.GetValue(options))}";
}
