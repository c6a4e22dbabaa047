using System.Reflection;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Reads the field of a list or dictionary.</summary>
internal sealed class CollectionReader(TypeReader types, FieldTypeReader fieldTypes, CommentBook comments, ProblemList problems)
{
    /// <summary>Sets the type of a repeated field or map. What proto does not have is reported.</summary>
    /// <param name="field">The field, with its name and number.</param>
    /// <param name="form">The form of a list or dictionary.</param>
    /// <param name="message">The message of the field, which gets the entries of a map.</param>
    /// <param name="file">The file of the message.</param>
    public void SetType(FieldDescriptorProto field, FieldForm form, DescriptorProto message, FileDescriptorProto file)
    {
        if (form.Where.GetCustomAttribute<NullWrappedCollectionAttribute>() is not { } wrapped)
        {
            SetItems(field, form, message, file);
        }
        else if (wrapped.AsGroup)
        {
            fieldTypes.ReportUnsupported(form.Where, form.Type, " in a group", reason: null);
        }
        else
        {
            // The collection is in a message of its own, so that null is another value than an empty one.
            FieldTypeReader.SetMessage(field, types.Make(
                $"{form.Type.FullName} {form with { Where = form.Type }} {Presence.IsWrapped(form.Where)}",
                types.SchemaNameOf(form.Type),
                file,
                made => made.Field.Add(Items(form, made, file))));
            comments.Note(field, "Absent means null, which is another value than an empty list.");
        }
    }

    private FieldDescriptorProto Items(FieldForm form, DescriptorProto message, FileDescriptorProto file)
    {
        var items = new FieldDescriptorProto { Name = "items", Number = 1, JsonName = "items" };
        SetItems(items, form, message, file);
        return items;
    }

    private void SetItems(FieldDescriptorProto field, FieldForm form, DescriptorProto message, FileDescriptorProto file)
    {
        field.Label = Label.Repeated;
        if (form.Format == DataFormat.Group)
        {
            var reason = Trial.OfMember(form.Type, form.Format, form.Level, types.Model);
            fieldTypes.ReportUnsupported(form.Where, form.Type, " in a group", reason);
        }
        else if (CollectionShape.MapOf(form.Type) is { } map)
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
        if (CollectionShape.IsCollection(item) || form.Type is { IsArray: true, IsSZArray: false })
        {
            var reason = Trial.OfMember(form.Type, form.Format, form.Level, types.Model);
            problems.Add(
                ProblemCodes.NestedCollection,
                form.Where,
                reason is null
                    ? "is a collection of collections, which proto3 does not have."
                    : $"is a collection of collections, which protobuf-net refuses: {reason}",
                "Put the inner collection into a message.");
            return;
        }

        SetValue(field, item, form.Format, form, file);

        // proto3 packs numbers unless it is told not to, and protobuf-net packs only if it is told to.
        var isNumber = field.HasType && field.Type is not (WireType.Message or WireType.String or WireType.Bytes);
        if (isNumber && !(form.IsPacked && IsPackable(item)))
        {
            field.Options = new FieldOptions { Packed = false };
        }

        if (isNumber && !IsPackable(item))
        {
            comments.Note(field, "Send it as declared, without packing: .NET cannot read it packed.");
        }
    }

    // protobuf-net neither writes nor reads these packed, whatever IsPacked says.
    private bool IsPackable(Type item)
    {
        var bare = Nullable.GetUnderlyingType(item) ?? item;
        return bare != typeof(DateOnly) && bare != typeof(TimeOnly) && types.SurrogateOf(bare) is null;
    }

    private void SetMap(
        FieldDescriptorProto field, Type key, Type value, FieldForm form, DescriptorProto message, FileDescriptorProto file)
    {
        var keyField = new FieldDescriptorProto { Name = "key", Number = 1, JsonName = "key", Label = Label.Optional };
        var keyNote = fieldTypes.SetType(keyField, Nullable.GetUnderlyingType(key) ?? key, form.KeyFormat, form, file);
        if (keyField.Type == WireType.Enum)
        {
            // The key of a map cannot be an enum, and its number is what is on the wire.
            keyField.ClearTypeName();
            keyField.Type = EnumReader.NumberOf(key);
            keyNote = $"values of {types.SchemaNameOf(key)}.";
        }

        if (!keyField.HasType)
        {
            return;
        }

        // What protobuf-net does not treat as a map, such as bool keys, it refuses to read when a key comes twice. And an entry without a
        // key or value, where .NET reads null or another value than zero, other languages cannot write in a map.
        if (!form.IsMap || !ScalarTypes.IsMapKey(keyField.Type) || Presence.IsWrapped(form.Where)
            || types.IsZeroSeen(Nullable.GetUnderlyingType(key) ?? key) || types.IsZeroSeen(Nullable.GetUnderlyingType(value) ?? value))
        {
            SetPairs(field, key, value, form, file);
            return;
        }

        var entry = new DescriptorProto { Name = Naming.MapEntry(field.Name), Options = new MessageOptions { MapEntry = true } };
        var valueField = new FieldDescriptorProto { Name = "value", Number = 2, JsonName = "value", Label = Label.Optional };
        SetValue(valueField, value, form.ValueFormat, form, file, noteOn: field);
        entry.Field.Add([keyField, valueField]);
        message.NestedType.Add(entry);
        FieldTypeReader.SetMessage(field, $"{Naming.FullName(file.Package, message.Name)}.{entry.Name}");
        if (keyNote is not null)
        {
            comments.Note(field, $"Keys: {keyNote}");
        }
    }

    private void SetPairs(FieldDescriptorProto field, Type key, Type value, FieldForm form, FileDescriptorProto file)
    {
        FieldTypeReader.SetMessage(field, types.Make(
            $"pair {key.FullName} {value.FullName} {form.Level} {form.KeyFormat} {form.ValueFormat} {Presence.IsWrapped(form.Where)}",
            $"KeyValuePair_{types.SchemaNameOf(key)}_{types.SchemaNameOf(value)}",
            file,
            pair =>
            {
                var keyField = new FieldDescriptorProto { Name = "key", Number = 1, JsonName = "key", Label = Label.Optional };
                var valueField = new FieldDescriptorProto { Name = "value", Number = 2, JsonName = "value", Label = Label.Optional };
                if (fieldTypes.SetType(keyField, Nullable.GetUnderlyingType(key) ?? key, form.KeyFormat, form, file) is { } note)
                {
                    comments.Note(keyField, note);
                }

                keyField.Proto3Optional = types.IsZeroSeen(Nullable.GetUnderlyingType(key) ?? key);
                pair.Field.Add([keyField, valueField]);
                var inner = form with { Type = value, Format = form.ValueFormat, IsMap = CollectionShape.IsMap(value, form.Level) };
                if (CollectionShape.IsCollection(value))
                {
                    SetItems(valueField, inner, pair, file);
                }
                else if (Presence.IsWrapped(form.Where))
                {
                    SetBoxed(valueField, Nullable.GetUnderlyingType(value) ?? value, form, file);
                }
                else
                {
                    SetValue(valueField, value, form.ValueFormat, form, file);
                    valueField.Proto3Optional = types.IsZeroSeen(Nullable.GetUnderlyingType(value) ?? value);
                }
            }));
        comments.Note(field, form.IsMap
            ? "A dictionary: if two pairs have the same key, .NET keeps the last."
            : "A dictionary: .NET cannot read two pairs with the same key.");
    }

    // Absent for null: then the value in the box needs no absence.
    private void SetBoxed(FieldDescriptorProto field, Type type, FieldForm form, FileDescriptorProto file)
    {
        if (form.Where.GetCustomAttribute<NullWrappedValueAttribute>()!.AsGroup)
        {
            fieldTypes.ReportUnsupported(form.Where, type, " in a group", reason: null);
        }
        else if (WellKnownType.FindWrapper(type) is { } wrapper && form.ValueFormat == DataFormat.Default)
        {
            FieldTypeReader.SetMessage(field, TypeReader.Import(wrapper, file));
        }
        else
        {
            FieldTypeReader.SetMessage(field, types.Make(
                $"boxed {type.FullName} {form.Level} {form.ValueFormat}",
                $"Boxed_{types.SchemaNameOf(type)}",
                file,
                box => AddValue(box, type, form.ValueFormat, form, file)));
        }

        comments.Note(field, "Absent means null.");
    }

    private FieldDescriptorProto AddValue(DescriptorProto box, Type type, DataFormat format, FieldForm form, FileDescriptorProto file)
    {
        var value = new FieldDescriptorProto { Name = "value", Number = 1, JsonName = "value", Label = Label.Optional };
        if (fieldTypes.SetType(value, type, format, form, file) is { } note)
        {
            comments.Note(value, note);
        }

        box.Field.Add(value);
        return value;
    }

    // One item of a list, or one value of a map.
    private void SetValue(
        FieldDescriptorProto field,
        Type type,
        DataFormat format,
        FieldForm form,
        FileDescriptorProto file,
        FieldDescriptorProto? noteOn = null)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        noteOn ??= field;
        if (Presence.IsWrapped(form.Where))
        {
            SetNullable(field, bare, format, form, file);
            return;
        }

        if (fieldTypes.SetType(field, bare, format, form, file) is { } note)
        {
            comments.Note(noteOn, note);
        }

        if (bare != type || form.MayHoldNull)
        {
            WarnOfNull(noteOn, form);
        }

        var isTimestamp = field.HasTypeName && field.TypeName == WellKnownType.Timestamp.Name && bare == typeof(DateTime);
        if (isTimestamp)
        {
            comments.Note(noteOn, "1970-01-01T00:00:00Z, which is an empty Timestamp, is read by .NET as 0001-01-01T00:00:00Z here.");
            problems.Warn(
                ProblemCodes.EpochLost,
                form.Where,
                "holds DateTime in a collection, where protobuf-net reads 1970-01-01T00:00:00Z as 0001-01-01T00:00:00Z.",
                "Put the DateTime into a message.");
        }
    }

    private void SetNullable(FieldDescriptorProto field, Type type, DataFormat format, FieldForm form, FileDescriptorProto file)
    {
        if (form.Where.GetCustomAttribute<NullWrappedValueAttribute>()!.AsGroup)
        {
            fieldTypes.ReportUnsupported(form.Where, type, " in a group", reason: null);
            return;
        }

        FieldTypeReader.SetMessage(field, types.Make(
            $"nullable {type.FullName} {form.Level} {format}",
            $"Nullable_{types.SchemaNameOf(type)}",
            file,
            made =>
            {
                var value = AddValue(made, type, format, form, file);
                value.Proto3Optional = value.HasType && value.Type != WireType.Message;
                comments.Note(made, "Without a value, it is null.");
            }));
    }

    private void WarnOfNull(FieldDescriptorProto field, FieldForm form)
    {
        var isMap = CollectionShape.MapOf(form.Type) is not null;
        if (isMap)
        {
            comments.Note(field, "null and zero or empty are the same on the wire.");
        }

        problems.Warn(
            ProblemCodes.NullNotSent,
            form.Where,
            isMap
                ? "may hold null, which protobuf-net sends as zero or empty."
                : "may hold null, which protobuf-net fails to send: An element of a list was null.",
            "Remove the ? from the item type, or mark the member with [NullWrappedValue], which changes the wire.");
    }
}
