using System.Globalization;
using CodeFirst.ProtoExport.Documentation;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Printing;

/// <summary>Prints what a message or enum reserves: one statement for numbers and one for names, and one for each with a reason.</summary>
internal sealed class ReservationPrinter(SourceWriter writer, CommentBook comments)
{
    // The parts of a range have the same numbers in messages and enums.
    private const int StartStep = DescriptorProto.Types.ReservedRange.StartFieldNumber;
    private const int EndStep = DescriptorProto.Types.ReservedRange.EndFieldNumber;

    public void Print(DescriptorProto message, string fullName)
    {
        var ranges = message.ReservedRange.Select(range => (range.Start, range.End - 1)).ToList();
        PrintRanges(ranges, DescriptorProto.ReservedRangeFieldNumber, fullName);
        PrintNames(message.ReservedName, DescriptorProto.ReservedNameFieldNumber, fullName);
    }

    public void Print(EnumDescriptorProto @enum, string fullName)
    {
        var ranges = @enum.ReservedRange.Select(range => (range.Start, range.End)).ToList();
        PrintRanges(ranges, EnumDescriptorProto.ReservedRangeFieldNumber, fullName);
        PrintNames(@enum.ReservedName, EnumDescriptorProto.ReservedNameFieldNumber, fullName);
    }

    private void PrintRanges(List<(int First, int Last)> ranges, int step, string owner)
    {
        PrintStatements([.. ranges.Select(range => ProtoText.Range(range.First, range.Last))], step, owner, (i, _) =>
        {
            var (first, last) = ranges[i];
            writer.Write(StartStep, first.ToString(CultureInfo.InvariantCulture));
            if (first == last)
            {
                // protoc takes a single number for both ends.
                writer.Again(EndStep);
                return;
            }

            writer.Write(" to ");
            writer.Write(EndStep, last.ToString(CultureInfo.InvariantCulture));
        });
    }

    private void PrintNames(IReadOnlyList<string> names, int step, string owner) =>
        PrintStatements(names, step, owner, (_, name) => writer.Write(ProtoText.Quote(name)));

    private void PrintStatements(IReadOnlyList<string> items, int step, string owner, Action<int, string> print)
    {
        for (var first = 0; first < items.Count;)
        {
            // What has a reason stands alone; the others share a statement.
            var reason = comments.OfReserved(owner, items[first]);
            var end = first + 1;
            while (reason.Count == 0 && end < items.Count && comments.OfReserved(owner, items[end]).Count == 0)
            {
                end++;
            }

            PrintStatement(reason, step, first, end, i => print(i, items[i]));
            first = end;
        }
    }

    private void PrintStatement(IReadOnlyList<Paragraph> reason, int step, int first, int end, Action<int> print)
    {
        var comment = CommentWriter.Write(writer, reason);
        using (var statement = writer.Start(step))
        {
            if (comment.Length > 0)
            {
                statement.Location.LeadingComments = comment;
            }

            writer.Write("reserved ");
            for (var i = first; i < end; i++)
            {
                writer.Write(i > first ? ", " : "");
                using var part = writer.Start(i);
                print(i);
            }

            writer.Write(";");
        }

        writer.EndLine();
    }
}
