using CodeFirst.ProtoExport.Breaking.Rules;
using CodeFirst.ProtoExport.Reading;
using Google.Protobuf.Reflection;
using FieldOf = (CodeFirst.ProtoExport.Breaking.Declared<Google.Protobuf.Reflection.DescriptorProto> Message,
    Google.Protobuf.Reflection.FieldDescriptorProto Field);
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>Compares fields of the same number.</summary>
internal sealed class FieldChecks(Schema released, Schema current, BreakingReport report)
{
    private readonly FieldTypes _types = new(released, current);

    public void Check(FieldOf before, FieldOf after, WireName where)
    {
        CheckNames(before.Field, after.Field, where);
        CheckType(before.Field, after.Field, where);
        CheckOneof(before, after, where);
        CheckDefault(before.Field, after.Field, where);
        CheckOptions(before, after, where);

        // The fields of a map's entry have no cardinality of their own.
        if (before.Message.Proto.Options is not { MapEntry: true })
        {
            CheckCardinality(before, after, where);
        }
    }

    private void CheckNames(FieldDescriptorProto before, FieldDescriptorProto after, WireName where)
    {
        var fix = $"\"{before.Name}\"";
        if (before.Name != after.Name)
        {
            report.Add(FieldRules.FieldSameName, where, $"was called {before.Name}", fix);
        }

        if (JsonNameOf(before) != JsonNameOf(after))
        {
            report.Add(FieldRules.FieldSameJsonName, where, $"was called {JsonNameOf(before)} in JSON", fix);
        }
    }

    private void CheckType(FieldDescriptorProto before, FieldDescriptorProto after, WireName where)
    {
        var what = $"changed its type from {FieldTypes.Text(before)} to {FieldTypes.Text(after)}";
        if (!FieldTypes.AreSame(before, after))
        {
            report.Add(FieldRules.FieldSameType, where, what);
        }

        if (!_types.AreCompatibleInJson(before, after))
        {
            report.Add(FieldRules.FieldWireJsonCompatibleType, where, what);
        }

        if (!_types.AreCompatibleOnWire(before, after))
        {
            report.Add(FieldRules.FieldWireCompatibleType, where, what);
        }
    }

    private void CheckCardinality(FieldOf before, FieldOf after, WireName where)
    {
        var was = Cardinalities.Of(before.Field, before.Message.IsProto3, released);
        var @is = Cardinalities.Of(after.Field, after.Message.IsProto3, current);
        var what = $"changed from {Cardinalities.Text(was)} to {Cardinalities.Text(@is)}";
        if (was != @is)
        {
            report.Add(FieldRules.FieldSameCardinality, where, what);
        }

        if (Cardinalities.InJson(was) != Cardinalities.InJson(@is))
        {
            report.Add(FieldRules.FieldWireJsonCompatibleCardinality, where, what);
        }

        if (Cardinalities.OnWire(was) != Cardinalities.OnWire(@is))
        {
            report.Add(FieldRules.FieldWireCompatibleCardinality, where, what);
        }
    }

    private void CheckOneof(FieldOf before, FieldOf after, WireName where)
    {
        var was = FieldOneof.NameOf(before.Field, before.Message.Proto);
        var @is = FieldOneof.NameOf(after.Field, after.Message.Proto);
        if (was != @is)
        {
            report.Add(FieldRules.FieldSameOneof, where, $"moved from {Text(was)} to {Text(@is)}");
        }

        static string Text(string? oneof) => oneof is null ? "no oneof" : $"the oneof {oneof}";
    }

    private void CheckDefault(FieldDescriptorProto before, FieldDescriptorProto after, WireName where)
    {
        // A baseline of an earlier exporter states none, so what is new is not compared.
        if (released.StatedDefault(before) is { } stated && current.StatedDefault(after) is var states && stated != states)
        {
            var what = $"meant {stated} when absent, and now means {states ?? "nothing that is stated"}";
            report.Add(FieldRules.FieldSameDefault, where, what);
        }

        if (!FieldDefaults.CanDiffer(before) || !FieldDefaults.CanDiffer(after))
        {
            return;
        }

        var was = FieldDefaults.Of(before, released);
        var @is = FieldDefaults.Of(after, current);
        if (was != @is)
        {
            report.Add(FieldRules.FieldSameDefault, where, $"changed its default from \"{was}\" to \"{@is}\"");
        }
    }

    private void CheckOptions(FieldOf before, FieldOf after, WireName where)
    {
        var wasJs = before.Field.Options?.Jstype ?? default;
        var isJs = after.Field.Options?.Jstype ?? default;
        if (wasJs != isJs)
        {
            report.Add(FieldRules.FieldSameJstype, where, $"changed its option jstype from {wasJs} to {isJs}");
        }

        var wasText = before.Field.Options?.Ctype ?? default;
        var isText = after.Field.Options?.Ctype ?? default;
        if (wasText != isText && IsStringInCpp(before.Field) && IsStringInCpp(after.Field))
        {
            report.Add(FieldRules.FieldSameCppStringType, where, $"changed its option ctype from {wasText} to {isText}");
        }

        if (before.Field.Type == WireType.String && after.Field.Type == WireType.String)
        {
            CheckUtf8(before, after, where);
        }
    }

    private void CheckUtf8(FieldOf before, FieldOf after, WireName where)
    {
        if (before.Message.IsProto3 != after.Message.IsProto3)
        {
            report.Add(FieldRules.FieldSameUtf8Validation, where, "changed whether its text must be UTF-8");
        }

        if (JavaChecksText(before.Message) != JavaChecksText(after.Message))
        {
            report.Add(FieldRules.FieldSameJavaUtf8Validation, where, "changed whether Java checks that its text is UTF-8");
        }
    }

    private static bool IsStringInCpp(FieldDescriptorProto field) => field.Type is WireType.String or WireType.Bytes;

    private static bool JavaChecksText(Declared<DescriptorProto> message) =>
        message.IsProto3 || message.File.Options is { JavaStringCheckUtf8: true };

    private static string JsonNameOf(FieldDescriptorProto field) => field.HasJsonName ? field.JsonName : Naming.JsonName(field.Name);
}
