using System.Collections;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CodeFirst.Transcoding.Calls;

/// <summary>
/// The headers of a request for middleware: those that came, but for what says how the body is sent. The body is gRPC's by now.
/// </summary>
internal sealed class CallHeaders(IHeaderDictionary inner) : IHeaderDictionary
{
    private static readonly StringValues Grpc = "application/grpc";

    public long? ContentLength
    {
        get => null;
        set { }
    }

    public ICollection<string> Keys => [.. this.Select(header => header.Key)];

    public ICollection<StringValues> Values => [.. this.Select(header => header.Value)];

    public int Count => Keys.Count;

    public bool IsReadOnly => false;

    public StringValues this[string key]
    {
        get => TryGetValue(key, out var value) ? value : default;
        set => inner[key] = value;
    }

    StringValues IDictionary<string, StringValues>.this[string key]
    {
        get => this[key];
        set => this[key] = value;
    }

    public bool TryGetValue(string key, out StringValues value)
    {
        if (key.Equals(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase))
        {
            value = Grpc;

            return true;
        }

        if (IsHidden(key))
        {
            value = default;

            return false;
        }

        return inner.TryGetValue(key, out value);
    }

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public void Add(string key, StringValues value) => this[key] = value;

    public void Add(KeyValuePair<string, StringValues> item) => this[item.Key] = item.Value;

    public bool Remove(string key) => inner.Remove(key);

    public bool Remove(KeyValuePair<string, StringValues> item) => inner.Remove(item.Key);

    public void Clear() => inner.Clear();

    public bool Contains(KeyValuePair<string, StringValues> item) => TryGetValue(item.Key, out var value) && value == item.Value;

    public void CopyTo(KeyValuePair<string, StringValues>[] array, int arrayIndex)
    {
        foreach (var header in this)
        {
            array[arrayIndex++] = header;
        }
    }

    public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator()
    {
        yield return new(HeaderNames.ContentType, Grpc);
        foreach (var header in inner)
        {
            if (!header.Key.Equals(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase) && !IsHidden(header.Key))
            {
                yield return header;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool IsHidden(string key) =>
        key.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase)
        || key.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase)
        || key.Equals(HeaderNames.ContentEncoding, StringComparison.OrdinalIgnoreCase)
        || key.Equals(HeaderNames.TransferEncoding, StringComparison.OrdinalIgnoreCase);
}
