using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Json;

/// <summary>What is said of a value that cannot be a field's.</summary>
internal static class Problems
{
    public const string NotUnicode = "Must be valid Unicode.";
    public const string SentTwice = "Must be sent once.";
    public const string NoMember = "Is not a field of the body here.";
    public const string NoParameter = "Is not a query parameter here.";
    public const string NoName = "(not valid Unicode)";
    public const string BodyOnly = "Can only be sent in a JSON body.";
    public const string NotObject = "Must be an object.";
    public const string NotArray = "Must be an array.";
    public const string NotPath = "Differs from the value in the path.";
    public const string NoNull = "Must not be null.";

    public static string Alternative(string other) => $"Cannot be sent together with {other}.";

    public static string Of(FieldPlan field) => field.Type switch
    {
        FieldType.String => "Must be a string.",
        FieldType.Bool => "Must be true or false.",
        FieldType.Bytes => "Must be a string of base64.",
        FieldType.Enum => field.Enum.Problem,
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => "Must be a whole number from -2147483648 to 2147483647.",
        FieldType.UInt32 or FieldType.Fixed32 => "Must be a whole number from 0 to 4294967295.",
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => "Must be a whole number of at most 64 bits.",
        FieldType.UInt64 or FieldType.Fixed64 => "Must be a whole number from 0 to 18446744073709551615.",
        FieldType.Double or FieldType.Float => "Must be a number in range, or \"NaN\", \"Infinity\" or \"-Infinity\".",
        _ => Of(field.Message),
    };

    public static string Of(MessagePlan message) => message.Form switch
    {
        MessageForm.Timestamp => "Must be a time from year 1 to 9999 as RFC 3339 has it, such as \"2026-11-28T10:00:00Z\".",
        MessageForm.Duration => "Must be seconds with an s, such as \"3.5s\", of at most 315576000000.",
        MessageForm.FieldMask => "Must be paths in lowerCamelCase with commas between them, such as \"name,displayName\".",
        MessageForm.BclGuid => "Must be a GUID, such as \"00112233-4455-6677-8899-aabbccddeeff\".",
        MessageForm.BclDecimal => "Must be a decimal number of at most 96 bits, such as \"12.50\".",
        MessageForm.BclDateTime =>
            "Must be a time from year 1 to 9999 with at most 7 digits of a second, such as \"2026-11-28T10:00:00Z\".",
        MessageForm.BclTimeSpan => "Must be seconds with at most 7 digits behind the point and an s, such as \"3.5s\".",
        MessageForm.Any => "Must be an object with the type in \"@type\", one that the contract has.",
        MessageForm.ListValue => NotArray,
        _ => NotObject,
    };
}
