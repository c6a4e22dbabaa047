using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Reads the field of a list or dictionary.</summary>
internal sealed class CollectionReader(FieldTypeReader fieldTypes, CommentBook comments, ProblemList problems)
{
    /// <summary>Sets the type of a repeated field or map. What proto does not have is reported.</summary>
    /// <param name="field">The field, with its name and number.</param>
    /// <param name="form">The form of a list or dictionary.</param>
    /// <param name="message">The message of the field, which gets the entries of a map.</param>
    /// <param name="file">The file of the message.</param>
    public void SetType(FieldDescriptorProto field, FieldForm form, DescriptorProto message, FileDescriptorProto file)
    {
        if (CollectionShape.MapOf(form.Type) is { } map)
        {
            SetMap(field, map.Key, map.Value, form, message, file);
        }
        else if (CollectionShape.ItemOf(form.Type) is { } item)
        {
            SetList(field, item, form, file);
        }
    }

    private void SetList(FieldDescriptorProto field, Type item, FieldForm form, FileDescriptorProto file)
    {
        field.Label = Label.Repeated;
        if (ReportItem(form, item))
        {
            return;
        }

        if (!ScalarTypes.CanBeItem(item))
        {
            fieldTypes.ReportUnsupported(form.Where, item, " in a list");
            return;
        }

        fieldTypes.SetType(field, item, form.Format, form, file);
        Note(field, item);

        // proto3 packs numbers unless it is told not to, and protobuf-net packs only if it is told to.
        var isNumber = field.HasType && field.Type is not (WireType.Message or WireType.String or WireType.Bytes);
        if (isNumber && !form.IsPacked)
        {
            field.Options = new FieldOptions { Packed = false };
        }
    }

    private void SetMap(
        FieldDescriptorProto field, Type key, Type value, FieldForm form, DescriptorProto message, FileDescriptorProto file)
    {
        if (ReportItem(form, value))
        {
            return;
        }

        if (!ScalarTypes.CanBeMapValue(value))
        {
            fieldTypes.ReportUnsupported(form.Where, value, " in a map");
            return;
        }

        // What protobuf-net does not treat as a map, such as bool keys, it refuses to read when a key comes twice.
        if (!form.IsMap || ScalarTypes.Find(key, form.KeyFormat) is not { } keyType || !ScalarTypes.IsMapKey(keyType))
        {
            problems.Add(
                ProblemCodes.MapKey,
                form.Where,
                $"has keys of type {Naming.CSharp(key)}, which cannot be the keys of a proto map here.",
                "Use string, int, uint, long or ulong as the key, or a List of a message.");
            return;
        }

        var entry = new DescriptorProto { Name = Naming.MapEntry(field.Name), Options = new MessageOptions { MapEntry = true } };
        entry.Field.Add(new FieldDescriptorProto { Name = "key", Number = 1, JsonName = "key", Label = Label.Optional, Type = keyType });
        var valueField = new FieldDescriptorProto { Name = "value", Number = 2, JsonName = "value", Label = Label.Optional };
        fieldTypes.SetType(valueField, value, form.ValueFormat, form, file);
        Note(field, value);
        entry.Field.Add(valueField);
        message.NestedType.Add(entry);

        field.Label = Label.Repeated;
        field.Type = WireType.Message;
        field.TypeName = $"{Naming.FullName(file.Package, message.Name)}.{entry.Name}";
    }

    private void Note(FieldDescriptorProto field, Type type)
    {
        if (ScalarTypes.NoteOn(type, isAbsentWhenZero: false) is { } note)
        {
            comments.Note(field, note);
        }
    }

    private bool ReportItem(FieldForm form, Type item)
    {
        if (CollectionShape.IsCollection(item))
        {
            problems.Add(
                ProblemCodes.NestedCollection,
                form.Where,
                "is a collection of collections, which proto does not have.",
                "Put the inner collection into a message.");
            return true;
        }

        if (Nullable.GetUnderlyingType(item) is not null || Presence.IsWrapped(form.Where) || form.MayHoldNull)
        {
            problems.Add(
                ProblemCodes.NullInCollection,
                form.Where,
                "may hold null, which no proto list or map can.",
                "Take the ? away from the item type.");
            return true;
        }

        return false;
    }
}
