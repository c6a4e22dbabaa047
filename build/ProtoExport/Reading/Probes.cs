using ProtoBuf;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Messages of one member, in each form that a member can have, for <see cref="Trial"/>.</summary>
internal static class Probes
{
    [ProtoContract]
    public sealed class Plain<T>
    {
        [ProtoMember(1)]
        public T? Value { get; set; }
    }

    [ProtoContract]
    public sealed class ZigZag<T>
    {
        [ProtoMember(1, DataFormat = DataFormat.ZigZag)]
        public T? Value { get; set; }
    }

    [ProtoContract]
    public sealed class FixedSize<T>
    {
        [ProtoMember(1, DataFormat = DataFormat.FixedSize)]
        public T? Value { get; set; }
    }

    [ProtoContract]
    public sealed class Group<T>
    {
        [ProtoMember(1, DataFormat = DataFormat.Group)]
        public T? Value { get; set; }
    }

    [ProtoContract]
    public sealed class Wrapped<T>
    {
        [ProtoMember(1)]
        [NullWrappedValue]
        public T? Value { get; set; }
    }
}
