using System.Globalization;
using System.Text;
using CodeFirst.Contracts;

namespace CodeFirst.Gateway.Seed;

/// <summary>
/// Writes messages as Go's encoding/json wrote those of the earlier gateway: the fields that they had then, in their order, without empty
/// ones, and a line break.
/// </summary>
internal static class SeedJson
{
    /// <summary>Returns a user, in UTF-8.</summary>
    public static byte[] Of(User user)
    {
        var json = new StringBuilder();
        Write(json, user);

        return Utf8(json);
    }

    /// <summary>Returns a page of users, in UTF-8.</summary>
    public static byte[] Of(ListUsersResponse page)
    {
        var json = new StringBuilder("{");
        if (page.Users.Count > 0)
        {
            json.Append("\"users\":[");
            foreach (var user in page.Users)
            {
                Write(json, user);
                json.Append(',');
            }

            json[^1] = ']';
        }

        WriteText(json, "next_page_token", page.NextPageToken);
        if (page.TotalCount != 0)
        {
            WriteName(json, "total_count").Append(CultureInfo.InvariantCulture, $"{page.TotalCount}");
        }

        return Utf8(json.Append('}'));
    }

    private static byte[] Utf8(StringBuilder json) => Encoding.UTF8.GetBytes(json.Append('\n').ToString());

    private static void Write(StringBuilder json, User user)
    {
        json.Append('{');
        WriteText(json, "id", user.Id);
        WriteText(json, "name", user.Name);
        WriteText(json, "email", user.Email);
        WriteText(json, "role", user.Role);
        WriteText(json, "created_at", user.CreatedAt);
        json.Append('}');
    }

    private static StringBuilder WriteName(StringBuilder json, string name) =>
        json.Append(json[^1] == '{' ? "" : ",").Append(CultureInfo.InvariantCulture, $"\"{name}\":");

    private static void WriteText(StringBuilder json, string name, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        WriteName(json, name).Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' or '\\' => json.Append('\\').Append(character),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => json.Append(character),
            };
        }

        json.Append('"');
    }
}
