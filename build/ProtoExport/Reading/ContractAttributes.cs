using System.Reflection;
using System.Runtime.Serialization;
using System.Xml.Serialization;
using ProtoBuf;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>The attributes that make a type a contract, and give it and its members their names.</summary>
internal static class ContractAttributes
{
    public static bool AreOn(Type type) =>
        type.IsDefined(typeof(ProtoContractAttribute), inherit: false)
        || type.IsDefined(typeof(DataContractAttribute), inherit: false)
        || type.IsDefined(typeof(XmlTypeAttribute), inherit: false);

    /// <summary>Whether the author chose the proto name of the type.</summary>
    public static bool Name(Type type) =>
        type.GetCustomAttribute<DataContractAttribute>()?.Name is not null
        || type.GetCustomAttribute<ProtoContractAttribute>()?.Name is { Length: > 0 };

    /// <summary>Whether the author chose the proto name of the member.</summary>
    public static bool Name(MemberInfo member) =>
        member.GetCustomAttribute<ProtoMemberAttribute>()?.Name is { Length: > 0 }
        || member.GetCustomAttribute<DataMemberAttribute>()?.Name is { Length: > 0 };

    /// <summary>Whether the author gave the member a number, or meant to.</summary>
    public static bool AreOn(MemberInfo member) =>
        member.IsDefined(typeof(ProtoMemberAttribute), inherit: false) || member.IsDefined(typeof(DataMemberAttribute), inherit: false);

    /// <summary>Whether the author gave the member a number.</summary>
    public static bool Number(MemberInfo member) =>
        member.GetCustomAttribute<ProtoMemberAttribute>()?.Tag > 0 || member.GetCustomAttribute<DataMemberAttribute>()?.Order > 0;
}
