using System.Globalization;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Reading;
using CodeFirst.ProtoExport.Routes;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Printing;

/// <summary>Prints a contract as buf format would: the service first, as a reader asks what it can do before what with.</summary>
internal sealed class ProtoPrinter
{
    private readonly SourceWriter _writer = new();
    private readonly CommentBook _comments;
    private readonly FileDescriptorProto _file;
    private readonly NameScope _names;
    private readonly FieldPrinter _fields;
    private readonly ReservationPrinter _reservations;

    private ProtoPrinter(ContractFile contract)
    {
        _comments = contract.Comments;
        _file = contract.Descriptor;
        _names = new NameScope(_file);
        _fields = new FieldPrinter(_writer, _names);
        _reservations = new ReservationPrinter(_writer, _comments);
        AddForeignNames();
    }

    public static PrintedProto Print(ContractFile contract)
    {
        var printer = new ProtoPrinter(contract);
        printer.PrintFile();
        return new PrintedProto(printer._writer.ToString(), printer._writer.SourceCodeInfo);
    }

    private void AddForeignNames()
    {
        var fields = _file.MessageType.SelectMany(message => message.Field.Concat(message.NestedType.SelectMany(entry => entry.Field)));
        var methods = _file.Service.SelectMany(service => service.Method);
        var names = fields.Where(field => field.HasTypeName).Select(field => field.TypeName)
            .Concat(methods.SelectMany(method => new[] { method.InputType, method.OutputType }));
        foreach (var name in names)
        {
            _names.AddForeign(name);
        }
    }

    private void PrintFile()
    {
        var header = CommentWriter.Write(
            _writer, [Paragraph.Plain("Generated from the C# contract. Do not edit: change the contract and build it.")]);
        _writer.EndLine();

        using (_writer.Start())
        {
            using (var syntax = _writer.Start(FileDescriptorProto.SyntaxFieldNumber))
            {
                syntax.Location.LeadingDetachedComments.Add(header);
                _writer.Write("syntax = \"proto3\";");
            }

            PrintHead();

            // The file ends with its last brace: the line end after it belongs to nothing.
            PrintAll(_file.Service, FileDescriptorProto.ServiceFieldNumber, PrintService);
            PrintAll(_file.MessageType, FileDescriptorProto.MessageTypeFieldNumber, PrintMessage);
            PrintAll(_file.EnumType, FileDescriptorProto.EnumTypeFieldNumber, PrintEnum);
        }

        _writer.EndLine();
    }

    private void PrintHead()
    {
        if (_file.Package.Length > 0)
        {
            NextParagraph();
            _writer.Write(FileDescriptorProto.PackageFieldNumber, $"package {_file.Package};");
        }

        for (var i = 0; i < _file.Dependency.Count; i++)
        {
            _writer.EndLine();
            if (i == 0)
            {
                _writer.EndLine();
            }

            using var import = _writer.Start(FileDescriptorProto.DependencyFieldNumber, i);
            _writer.Write($"import {ProtoText.Quote(_file.Dependency[i])};");
        }

        if (_file.Options is { } options)
        {
            NextParagraph();
            OptionPrinter.Statements(_writer, FileDescriptorProto.OptionsFieldNumber, options, endLast: false);
        }
    }

    private void NextParagraph()
    {
        _writer.EndLine();
        _writer.EndLine();
    }

    private void PrintAll<T>(IList<T> declarations, int fieldNumber, Action<T> print)
        where T : IMessage
    {
        for (var i = 0; i < declarations.Count; i++)
        {
            NextParagraph();
            PrintDeclaration(_comments.Of(declarations[i]), [fieldNumber, i], () => print(declarations[i]));
        }
    }

    private void PrintDeclaration(IReadOnlyList<Paragraph> comment, ReadOnlySpan<int> path, Action print)
    {
        var text = CommentWriter.Write(_writer, comment);
        using var part = _writer.Start(path);
        if (text.Length > 0)
        {
            part.Location.LeadingComments = text;
        }

        print();
    }

    private void PrintService(ServiceDescriptorProto service)
    {
        PrintHead("service", ServiceDescriptorProto.NameFieldNumber, service.Name);
        PrintBody(service.Options is null && service.Method.Count == 0, () =>
        {
            var hasOptions = OptionPrinter.Statements(_writer, ServiceDescriptorProto.OptionsFieldNumber, service.Options);
            PrintMembers(service.Method, ServiceDescriptorProto.MethodFieldNumber, hasOptions, method => PrintMethod(method, service));
        });
    }

    private void PrintMessage(DescriptorProto message)
    {
        PrintHead("message", DescriptorProto.NameFieldNumber, message.Name);
        var hasReserved = message.ReservedRange.Count + message.ReservedName.Count > 0;
        PrintBody(message.Options is null && message.Field.Count == 0 && !hasReserved, () =>
        {
            var hasOptions = OptionPrinter.Statements(_writer, DescriptorProto.OptionsFieldNumber, message.Options);
            SeparateIf(hasOptions && hasReserved);
            _reservations.Print(message, Naming.FullName(_file.Package, message.Name));
            var separate = hasOptions || hasReserved;
            PrintMembers(message.EnumType, DescriptorProto.EnumTypeFieldNumber, separate, PrintEnum);
            PrintFields(message, separate || message.EnumType.Count > 0);
        });
    }

    // A field of a oneof that is more than the mark of an optional field comes after those that are in none.
    private void PrintFields(DescriptorProto message, bool separate)
    {
        var all = message.Field.Select((field, index) => (Field: field, Index: index)).ToList();
        var alone = all.Where(field => !field.Field.HasOneofIndex || field.Field.Proto3Optional).ToList();
        PrintMembers(
            alone, field => field.Field, separate,
            field => [DescriptorProto.FieldFieldNumber, field.Index], field => _fields.Print(field.Field, message));
        separate |= alone.Count > 0;

        foreach (var oneof in all.Except(alone).GroupBy(field => field.Field.OneofIndex))
        {
            SeparateIf(separate);
            separate = true;
            using (_writer.Start(DescriptorProto.OneofDeclFieldNumber, oneof.Key))
            {
                PrintHead("oneof", OneofDescriptorProto.NameFieldNumber, message.OneofDecl[oneof.Key].Name);
                _writer.Braces(() =>
                {
                    using var outside = _writer.Leave(2);
                    PrintMembers(
                        [.. oneof], field => field.Field, separate: false,
                        field => [DescriptorProto.FieldFieldNumber, field.Index], field => _fields.Print(field.Field, message));
                });
            }

            _writer.EndLine();
        }
    }

    private void PrintEnum(EnumDescriptorProto @enum)
    {
        PrintHead("enum", EnumDescriptorProto.NameFieldNumber, @enum.Name);
        var hasReserved = @enum.ReservedRange.Count + @enum.ReservedName.Count > 0;
        PrintBody(isEmpty: false, () =>
        {
            var hasOptions = OptionPrinter.Statements(_writer, EnumDescriptorProto.OptionsFieldNumber, @enum.Options);
            SeparateIf(hasOptions && hasReserved);
            _reservations.Print(@enum, Naming.FullName(_file.Package, @enum.Name));
            PrintMembers(@enum.Value, EnumDescriptorProto.ValueFieldNumber, hasOptions || hasReserved, PrintValue);
        });
    }

    private void PrintHead(string keyword, int nameField, string name)
    {
        _writer.Write($"{keyword} ");
        _writer.Write(nameField, name);
        _writer.Write(" ");
    }

    private void PrintBody(bool isEmpty, Action body)
    {
        if (isEmpty)
        {
            _writer.Write("{}");
        }
        else
        {
            _writer.Braces(body);
        }
    }

    private void SeparateIf(bool needed)
    {
        if (needed)
        {
            _writer.EndLine();
        }
    }

    private void PrintMembers<T>(IList<T> members, int fieldNumber, bool separate, Action<T> print)
        where T : IMessage =>
        PrintMembers(
            [.. members.Select((member, index) => (Member: member, Index: index))], member => member.Member, separate,
            member => [fieldNumber, member.Index], member => print(member.Member));

    private void PrintMembers<T>(
        List<T> members, Func<T, IMessage> declarationOf, bool separate, Func<T, int[]> pathOf, Action<T> print)
    {
        var comments = members.Select(member => _comments.Of(declarationOf(member))).ToList();
        for (var i = 0; i < members.Count; i++)
        {
            // A comment needs air above it; a plain list of members does not.
            SeparateIf(i == 0 ? separate : comments[i].Count > 0 || comments[i - 1].Count > 0);
            PrintDeclaration(comments[i], pathOf(members[i]), () => print(members[i]));
            _writer.EndLine();
        }
    }

    private void PrintMethod(MethodDescriptorProto method, ServiceDescriptorProto service)
    {
        _writer.Write("rpc ");
        _writer.Write(MethodDescriptorProto.NameFieldNumber, method.Name);
        PrintPayload(
            "(", MethodDescriptorProto.ClientStreamingFieldNumber, method.ClientStreaming,
            MethodDescriptorProto.InputTypeFieldNumber, _names.Shorten(method.InputType, service.Name));
        PrintPayload(
            ") returns (", MethodDescriptorProto.ServerStreamingFieldNumber, method.ServerStreaming,
            MethodDescriptorProto.OutputTypeFieldNumber, _names.Shorten(method.OutputType, service.Name));
        if (method.Options is not { } options)
        {
            _writer.Write(");");
            return;
        }

        _writer.Write(") ");
        _writer.Braces(() =>
        {
            OptionPrinter.Statements(_writer, MethodDescriptorProto.OptionsFieldNumber, options);
            if (options.GetExtension(AnnotationsExtensions.Http) is { } rule)
            {
                HttpRulePrinter.Print(_writer, rule, _names.Shorten(".google.api.http", service.Name));
            }
        });
    }

    private void PrintPayload(string before, int streamField, bool isStream, int typeField, string type)
    {
        _writer.Write(before);
        if (isStream)
        {
            _writer.Write(streamField, "stream");
            _writer.Write(" ");
        }

        _writer.Write(typeField, type);
    }

    private void PrintValue(EnumValueDescriptorProto value)
    {
        _writer.Write(EnumValueDescriptorProto.NameFieldNumber, value.Name);
        _writer.Write(" = ");
        _writer.Write(EnumValueDescriptorProto.NumberFieldNumber, value.Number.ToString(CultureInfo.InvariantCulture));
        OptionPrinter.Inline(_writer, EnumValueDescriptorProto.OptionsFieldNumber, value.Options);
        _writer.Write(";");
    }
}
