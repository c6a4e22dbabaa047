using System.Collections;
using System.Reflection;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>Reads and sets properties and fields alike.</summary>
internal static class MemberValues
{
    public static Type[] Arguments(Type type) => type.IsArray ? [type.GetElementType()!] : type.GenericTypeArguments;

    public static Type TypeOf(MemberInfo member) =>
        member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    public static object? Get(MemberInfo member, object message) =>
        member is PropertyInfo property ? property.GetValue(message) : ((FieldInfo)member).GetValue(message);

    public static List<object?> Items(MemberInfo member, object message) => [.. ((IEnumerable)Get(member, message)!).Cast<object?>()];

    public static void Set(MemberInfo member, object message, object? value)
    {
        if (member is PropertyInfo property)
        {
            property.SetValue(message, value);
        }
        else
        {
            ((FieldInfo)member).SetValue(message, value);
        }
    }

    public static void Fill(MemberInfo member, object message, object collection)
    {
        if (member is PropertyInfo { CanWrite: false } && Get(member, message) is IList list)
        {
            foreach (var item in (IEnumerable)collection)
            {
                list.Add(item);
            }
        }
        else if (TypeOf(member).IsArray)
        {
            var items = ((IEnumerable)collection).Cast<object?>().ToList();
            var array = Array.CreateInstance(TypeOf(member).GetElementType()!, items.Count);
            for (var i = 0; i < items.Count; i++)
            {
                array.SetValue(items[i], i);
            }

            Set(member, message, array);
        }
        else
        {
            Set(member, message, collection);
        }
    }
}
