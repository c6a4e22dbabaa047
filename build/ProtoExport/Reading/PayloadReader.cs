using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf.Meta;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// Finds the proto message of what an rpc carries: a message of the contract, one that protobuf defines, or one made for a list.
/// </summary>
internal sealed class PayloadReader
{
    private static readonly WellKnownType Text = WellKnownType.FindWrapper(typeof(string))!;
    private static readonly WellKnownType Bytes = WellKnownType.FindWrapper(typeof(byte[]))!;

    private readonly ProblemList _problems;
    private readonly RuntimeTypeModel _model;
    private readonly TypeReader _types;
    private readonly ListMessages _lists;

    /// <param name="services">All services of the contract.</param>
    /// <param name="files">The files.</param>
    /// <param name="comments">The comments.</param>
    /// <param name="problems">Where to tell what is wrong.</param>
    /// <param name="namesIn">The names of the types of a package, which a message that is made must not take.</param>
    /// <param name="enumNames">The form of the names of enum values.</param>
    public PayloadReader(
        IReadOnlyList<ServedService> services,
        FileBook files,
        CommentBook comments,
        ProblemList problems,
        Func<string, IEnumerable<string>>? namesIn = null,
        EnumNameForm enumNames = EnumNameForm.Prefix)
    {
        _problems = problems;
        _model = services.SelectMany(service => service.Operations)
            .SelectMany(operation => new[] { operation.Request.Model, operation.Response.Model })
            .OfType<RuntimeTypeModel>()
            .FirstOrDefault() ?? RuntimeTypeModel.Create();
        _types = new TypeReader(_model, files, comments, problems, enumNames);

        var serviceNames = services.ToLookup(service => service.Package, service => Naming.SimpleNameOf(service.Name));
        _lists = new ListMessages(_types, comments, package => [.. namesIn?.Invoke(package) ?? [], .. serviceNames[package]]);
    }

    /// <summary>The full name of the message. What no proto message describes is reported.</summary>
    /// <param name="payload">What the rpc carries.</param>
    /// <param name="operation">The rpc.</param>
    /// <param name="file">The file of the service.</param>
    public string ReferTo(Payload payload, Operation operation, FileDescriptorProto file)
    {
        if (payload.IsEmpty)
        {
            return TypeReader.Import(WellKnownType.Empty, file);
        }

        if (payload.IsPieceOfStream)
        {
            return TypeReader.Import(Bytes, file);
        }

        if (payload.Model is null && GoogleMessages.Find(payload.Type) is { } message)
        {
            return TypeReader.Import(message, file);
        }

        return operation.IsRefused || IsReadable(payload, operation) ? ReferToModel(payload, operation, file) : "";
    }

    /// <summary>Reports an rpc that protobuf-net refuses, if nothing that was read said why.</summary>
    public void ReportRefused(Operation operation)
    {
        if (operation.IsRefused && !_problems.AnyError)
        {
            Type[] types = [operation.Request.Type, operation.Response.Type];
            var reason = types.Select(type => Trial.Of(type, [], _model)).FirstOrDefault(failure => failure is not null);
            _problems.Add(
                ProblemCodes.UnreadableType,
                operation.Method,
                $"is left out by the server, because protobuf-net refuses its messages: {reason ?? "it gives no reason."}",
                "Give every [DataMember] its own Order and a supported type, or name the server's own model in ProtoExportModel.");
        }
    }

    /// <summary>What the proto types of an rpc do not say, or null.</summary>
    public string? NoteOn(Operation operation)
    {
        var request = operation.Request switch
        {
            { Type: { } type } when type == typeof(Uri) => "The request is a URI and not empty.",
            { IsStream: true } payload when SubtypeOf(payload) is { } subtype => $"The requests are always of the C# type {subtype}.",
            var payload when SubtypeOf(payload) is { } subtype => $"The request is always of the C# type {subtype}.",
            _ => null,
        };
        var response = operation.Response switch
        {
            { IsPieceOfStream: true } => "The responses are the pieces of one file or stream: put them together in their order.",
            { Type: { } type } when type == typeof(Uri) => "The response is a URI.",
            { IsStream: true } payload when SubtypeOf(payload) is { } subtype => $"The responses are always of the C# type {subtype}.",
            var payload when SubtypeOf(payload) is { } subtype => $"The response is always of the C# type {subtype}.",
            _ => null,
        };
        return request is null ? response : response is null ? request : $"{request} {response}";
    }

    private string? SubtypeOf(Payload payload) =>
        payload.Model == _model && !CollectionShape.IsCollection(payload.Type) && _types.IsMessage(payload.Type)
            ? _types.SubtypeOf(payload.Type)
            : null;

    private string ReferToModel(Payload payload, Operation operation, FileDescriptorProto file)
    {
        var type = payload.Type;
        if (type == typeof(Uri))
        {
            ReportUri(payload, operation);
            return TypeReader.Import(Text, file);
        }

        if (WellKnownType.FindWrapper(type) is { } wrapper)
        {
            return TypeReader.Import(wrapper, file);
        }

        if (!CollectionShape.IsCollection(type))
        {
            return _types.ReferTo(type, file);
        }

        ReportUnreadableList(payload, operation);
        return _lists.ReferTo(type, operation, file);
    }

    private bool IsReadable(Payload payload, Operation operation)
    {
        if (payload.Model == _model)
        {
            return true;
        }

        if (payload.Model is null && GoogleMessages.FileOf(payload.Type) is { } file)
        {
            _problems.Add(
                ProblemCodes.ForeignPayload,
                operation.Method,
                $"carries {Naming.CSharp(payload.Type)}, which was generated from {file}, a .proto outside this contract.",
                "Use a message of the contract instead, or describe this rpc in a separate .proto that imports that file.");
        }
        else if (payload.Model is null)
        {
            _problems.Add(
                ProblemCodes.ForeignPayload,
                operation.Method,
                $"carries {Naming.CSharp(payload.Type)}, which the server does not serialize with protobuf-net.",
                "Describe this rpc in a separate .proto, or serialize it with protobuf-net.");
        }
        else
        {
            _problems.Add(
                ProblemCodes.UnreadableModel,
                operation.Method,
                $"is served with {Naming.CSharp(payload.Model.GetType())}, which {WhyNot(payload.Model)}.",
                "Name one RuntimeTypeModel, or a BinderConfiguration made of it, in ProtoExportModel.");
        }

        return false;
    }

    private static string WhyNot(TypeModel model) => model is RuntimeTypeModel
        ? "is a second model beside the one of other rpcs"
        : "is a compile-time model and does not say what it writes";

    // protobuf-net makes a Uri of its text only when there is text.
    private void ReportUri(Payload payload, Operation operation)
    {
        if (operation.Request == payload)
        {
            _problems.Warn(
                ProblemCodes.UnreadableWhenEmpty,
                operation.Method,
                "takes a Uri, and protobuf-net fails to read an empty one, which is what a caller sends if it sets nothing.",
                "Use a string: it is the same on the wire.");
        }
    }

    // A server that only sends a list need not be able to read it.
    private void ReportUnreadableList(Payload payload, Operation operation)
    {
        if (operation.Request == payload && Trial.OfList(payload.Type, _model) is { } reason)
        {
            _problems.Add(
                ProblemCodes.UnreadableType,
                operation.Method,
                $"takes {Naming.CSharp(payload.Type)}, which protobuf-net cannot read: {reason}",
                "Use a List<T> or an array: they are the same on the wire.");
        }
    }
}
