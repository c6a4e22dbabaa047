using System.Globalization;
using CodeFirst.ProtoExport.Reading;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using FileOptions = Google.Protobuf.Reflection.FileOptions;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Printing;

/// <summary>Prints a contract as buf format would: the service first, as a reader asks what it can do before what with.</summary>
internal sealed class ProtoPrinter
{
    private readonly SourceWriter _writer = new();
    private readonly ContractFile _contract;
    private readonly FileDescriptorProto _file;

    private ProtoPrinter(ContractFile contract)
    {
        _contract = contract;
        _file = contract.Descriptor;
    }

    public static PrintedProto Print(ContractFile contract)
    {
        var printer = new ProtoPrinter(contract);
        printer.PrintFile();
        return new PrintedProto(printer._writer.ToString(), printer._writer.SourceCodeInfo);
    }

    private void PrintFile()
    {
        var whole = new SourceCodeInfo.Types.Location();
        _writer.SourceCodeInfo.Location.Add(whole);

        var header = _writer.Comment("Generated from the C# contract. Do not edit: change the contract and build it.");
        _writer.BlankLine();
        var firstLine = _writer.CurrentLine;
        var syntax = _writer.Declaration([FileDescriptorProto.SyntaxFieldNumber], [], "syntax = \"proto3\";");
        syntax.LeadingDetachedComments.Add(header);

        if (_file.Package.Length > 0)
        {
            _writer.BlankLine();
            _writer.Declaration([FileDescriptorProto.PackageFieldNumber], [], $"package {_file.Package};");
        }

        PrintImports();
        PrintOptions();
        PrintAll(_file.Service, FileDescriptorProto.ServiceFieldNumber, PrintService);
        PrintAll(_file.MessageType, FileDescriptorProto.MessageTypeFieldNumber, PrintMessage);
        PrintAll(_file.EnumType, FileDescriptorProto.EnumTypeFieldNumber, PrintEnum);
        _writer.WholeFile(whole, firstLine);
    }

    private void PrintImports()
    {
        for (var i = 0; i < _file.Dependency.Count; i++)
        {
            if (i == 0)
            {
                _writer.BlankLine();
            }

            _writer.Declaration([FileDescriptorProto.DependencyFieldNumber, i], [], $"import {ProtoText.Quote(_file.Dependency[i])};");
        }
    }

    private void PrintOptions()
    {
        if (_file.Options is not { } options)
        {
            return;
        }

        var set = FileOptions.Descriptor.Fields.InDeclarationOrder()
            .Where(field => field.HasPresence && field.Accessor.HasValue(options))
            .OrderBy(field => field.Name, StringComparer.Ordinal);
        _writer.BlankLine();
        foreach (var option in set)
        {
            var value = ProtoText.Value(option.Accessor.GetValue(options));
            _writer.Declaration([FileDescriptorProto.OptionsFieldNumber, option.FieldNumber], [], $"option {option.Name} = {value};");
        }
    }

    private void PrintAll<T>(IList<T> declarations, int fieldNumber, Action<T, int[]> print)
    {
        for (var i = 0; i < declarations.Count; i++)
        {
            _writer.BlankLine();
            print(declarations[i], [fieldNumber, i]);
        }
    }

    private void PrintService(ServiceDescriptorProto service, int[] path)
    {
        _writer.Block(path, _contract.Comments.Of(service), $"service {service.Name}", service.Method.Count == 0, () =>
            PrintMembers(service.Method, ServiceDescriptorProto.MethodFieldNumber, Method));
    }

    private void PrintMessage(DescriptorProto message, int[] path)
    {
        string[] reserved =
        [
            .. ProtoText.Reserved(message.ReservedRange.Select(range => (range.Start, range.End - 1))),
            .. ProtoText.Reserved(message.ReservedName),
        ];
        var isEmpty = message.Field.Count == 0 && reserved.Length == 0;
        _writer.Block(path, _contract.Comments.Of(message), $"message {message.Name}", isEmpty, () =>
        {
            PrintReserved(reserved, message.Field.Count > 0);
            PrintMembers(message.Field, DescriptorProto.FieldFieldNumber, field => Field(field, message));
        });
    }

    private void PrintEnum(EnumDescriptorProto @enum, int[] path)
    {
        string[] reserved =
        [
            .. ProtoText.Reserved(@enum.ReservedRange.Select(range => (range.Start, range.End))),
            .. ProtoText.Reserved(@enum.ReservedName),
        ];
        _writer.Block(path, _contract.Comments.Of(@enum), $"enum {@enum.Name}", isEmpty: false, () =>
        {
            PrintReserved(reserved, @enum.Value.Count > 0);
            PrintMembers(@enum.Value, EnumDescriptorProto.ValueFieldNumber, value =>
                string.Create(CultureInfo.InvariantCulture, $"{value.Name} = {value.Number};"));
        });
    }

    private void PrintReserved(string[] lines, bool moreFollows)
    {
        foreach (var line in lines)
        {
            _writer.Line(line);
        }

        if (lines.Length > 0 && moreFollows)
        {
            _writer.BlankLine();
        }
    }

    private void PrintMembers<T>(IList<T> members, int fieldNumber, Func<T, string> line)
        where T : IMessage
    {
        var comments = members.Select(member => _contract.Comments.Of(member)).ToList();
        for (var i = 0; i < members.Count; i++)
        {
            // A comment needs air above it; a plain list of members does not.
            if (i > 0 && (comments[i].Count > 0 || comments[i - 1].Count > 0))
            {
                _writer.BlankLine();
            }

            _writer.Declaration([fieldNumber, i], comments[i], line(members[i]));
        }
    }

    private string Method(MethodDescriptorProto method)
    {
        var request = Payload(method.InputType, method.ClientStreaming);
        var response = Payload(method.OutputType, method.ServerStreaming);
        return $"rpc {method.Name}({request}) returns ({response});";
    }

    private string Field(FieldDescriptorProto field, DescriptorProto message)
    {
        var options = field.Options is { HasPacked: true } set ? $" [packed = {ProtoText.Value(set.Packed)}]" : "";
        var label = field switch
        {
            { Proto3Optional: true } => "optional ",
            { Label: FieldDescriptorProto.Types.Label.Repeated } when MapEntryOf(field, message) is null => "repeated ",
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{label}{TypeOf(field, message)} {field.Name} = {field.Number}{options};");
    }

    private string TypeOf(FieldDescriptorProto field, DescriptorProto message)
    {
        if (MapEntryOf(field, message) is { } entry)
        {
            return $"map<{TypeOf(entry.Field[0], message)}, {TypeOf(entry.Field[1], message)}>";
        }

        return field.Type is WireType.Message or WireType.Enum ? ShortName(field.TypeName) : ProtoText.Keyword(field.Type);
    }

    private static DescriptorProto? MapEntryOf(FieldDescriptorProto field, DescriptorProto message) =>
        message.NestedType.FirstOrDefault(entry => field.TypeName.EndsWith($".{message.Name}.{entry.Name}", StringComparison.Ordinal));

    private string Payload(string type, bool streaming) => streaming ? $"stream {ShortName(type)}" : ShortName(type);

    private string ShortName(string fullName)
    {
        var scope = _file.Package.Length > 0 ? $".{_file.Package}." : ".";
        var isLocal = fullName.StartsWith(scope, StringComparison.Ordinal) && !fullName.AsSpan(scope.Length).Contains('.');
        return isLocal ? fullName[scope.Length..] : fullName[1..];
    }
}
