using ProtoBuf.Meta;

// <ProtoExportModel>Corpus.Wire.Configuration</ProtoExportModel>
namespace Corpus;

/// <summary>Has no attribute: the binder of the server knows it.</summary>
public interface INotesApi
{
    ValueTask<Note> Get(Key key);
}

/// <summary>Has no attribute either: the model does.</summary>
public sealed class Note
{
    public string Text { get; set; } = "";
}

public sealed class Key
{
    public long Id { get; set; }
}

public static class Wire
{
    public static readonly BinderConfiguration Configuration =
        BinderConfiguration.Create([ProtoBufMarshallerFactory.Create(CreateModel())], new ApiBinder());

    private static RuntimeTypeModel CreateModel()
    {
        var model = RuntimeTypeModel.Create();
        model.Add(typeof(Note), false).Add(1, nameof(Note.Text));
        model.Add(typeof(Key), false).Add(1, nameof(Key.Id));
        return model;
    }

    private sealed class ApiBinder : ServiceBinder
    {
        public override bool IsServiceContract(Type contractType, out string? name)
        {
            name = contractType.Name.EndsWith("Api", StringComparison.Ordinal) ? "corpus.own_binder.v1.Notes" : null;
            return name is not null;
        }

        public override bool IsOperationContract(System.Reflection.MethodInfo method, out string? name)
        {
            name = $"{method.Name}Note";
            return true;
        }
    }
}
