namespace CodeFirst.Tests.Interop.Peer;

/// <summary>Requests that were thought of: each kind of route, of parameter and of value, and what is wrong with them.</summary>
internal static class PeerRequests
{
    private const string Full =
        """
        {"text":"a \"b\" \u00e4 \ud83d\ude00","flag":true,"int32":-7,"uint32":7,"int64":"-9007199254740993","uint64":"18446744073709551615",
        "float":1.5,"double":-1e-7,"content":"AQIDBA==","color":"COLOR_GREEN","part":{"name":"p","size":"3","inner":{"name":"q"},"labels":["x",""]},
        "texts":["","b"],"smallNumbers":[1,-1,0],"colors":["COLOR_RED",2],"parts":[{},{"name":"r"}],"amounts":{"k":1,"":-2},
        "partsByNumber":{"-5":{"name":"s"},"0":{}},"moment":"2024-02-29T12:34:56.789Z","length":"-1.5s","optionalNumber":0,"optionalFlag":false}
        """;

    public static IEnumerable<PeerRequest> All =>
    [
        .. Paths.Select(path => new PeerRequest("GET", path)),
        .. Queries.Select(query => new PeerRequest("GET", $"/v1/all?{query}")),
        .. Bodies.Select(body => new PeerRequest("POST", "/v1/all", body)),
        .. Others,
    ];

    private static string[] Paths =>
    [
        "/v1/all", "/v1/texts/a", "/v1/texts/a%20b", "/v1/texts/a+b", "/v1/texts/%C3%A4", "/v1/texts/a%2Fb", "/v1/texts/a%252Fb",
        "/v1/texts/a:b", "/v1/texts/~.-_", "/v1/texts/%F0%9F%98%80", "/v1/texts/a?text=b", "/v1/texts/a?int32=5",
        "/v1/texts/", "/v1/texts", "/v1/texts/a/", "/v1/texts/a/b", "/v1/TEXTS/a", "/v1/t%65xts/a", "/v1//texts/a",
        "/v1/numbers/1/2/3.5", "/v1/numbers/-1/18446744073709551615/-1e3", "/v1/numbers/x/2/3", "/v1/numbers/1/-2/3",
        "/v1/numbers/1/2/NaN", "/v1/numbers/1/2/Infinity", "/v1/numbers/2147483648/2/3", "/v1/numbers/1.0/2/3", "/v1/numbers/1/2/1e400",
        "/v1/kinds/true/COLOR_RED", "/v1/kinds/false/2", "/v1/kinds/True/COLOR_RED", "/v1/kinds/true/RED", "/v1/kinds/1/COLOR_RED",
        "/v1/kinds/true/9", "/v1/shelves/1/books/2", "/v1/shelves/a%2Fb/books/2", "/v1/shelves/a%20b/books/%C3%A4", "/v1/shelves/1/books",
        "/v1/files/a", "/v1/files/a/b/c", "/v1/files/a%2Fb/c", "/v1/files/a:download", "/v1/files/a/b:download", "/v1/files/a:other",
        "/v1/files", "/v1/parts/a", "/v1/parts/mine", "/v1/parts/mine?text=x", "/v1/nothing", "/",
        "/v1/streams/0", "/v1/streams/1?text=a", "/v1/streams/3?text=%C3%A4", "/v1/streams/x",
        .. Enumerable.Range(1, 16).Select(code => $"/v1/failures/{code}"),
    ];

    private static string[] Queries =>
    [
        "", "text=a", "text=a+b", "text=a%2Bb", "text=a%20b", "text=", "text", "text=a&text=b", "text=%C3%A4", "text=a%26b%3Dc",
        "flag=true", "flag=false", "flag=True", "flag=1", "flag=yes", "flag=", "int32=5", "int32=-5", "int32=5.5", "int32=x", "int32=",
        "int32=2147483648", "int32=1e2", "int32=5.0", "int32=0x5", "int32=%205", "uint32=4294967295", "uint32=-1",
        "int64=9223372036854775807", "int64=9223372036854775808", "uint64=18446744073709551615", "float=1.5", "float=NaN", "float=1e39",
        "double=-Infinity", "double=1e308", "double=.5", "double=1,5", "content=AQID", "content=AQI%3D", "content=_-8", "content=*",
        "color=COLOR_RED", "color=1", "color=color_red", "color=PURPLE", "color=9", "part.name=a", "part.size=5", "part.inner.name=b",
        "part.inner.inner.size=7", "part.labels=a&part.labels=b", "part.nothing=1", "part=a", "texts=a", "texts=a&texts=b", "texts=",
        "smallNumbers=1&smallNumbers=2", "small_numbers=1", "small_numbers=1&smallNumbers=2", "smallNumbers=x", "colors=COLOR_RED&colors=2",
        "parts=a", "parts.name=a", "amounts=a", "amounts.k=1", "moment=2024-02-29T12:34:56Z", "moment=2024-02-29T12:34:56%2B01:00",
        "moment=yesterday", "length=1.5s", "length=1.5", "length=-3s", "optionalNumber=0", "optional_number=7", "optionalFlag=false",
        "nothing=1", "TEXT=a", "Text=a", "=a", "&&", "text=a&nothing=b", "int32=x&flag=y",
    ];

    private static string?[] Bodies =>
    [
        Full, null, "", " ", "{}", "null", "[]", "1", "\"a\"", "{", "{}{}", "{} x", "{\"text\":\"a\",}", "{'text':'a'}", "\uFEFF{}",
        """{"text":null}""", """{"text":1}""", """{"text":"a","text":"b"}""", """{"nothing":1}""", """{"Text":"a"}""",
        """{"flag":"true"}""", """{"flag":1}""", """{"flag":null}""", """{"int32":"5"}""", """{"int32":5.0}""", """{"int32":1e2}""",
        """{"int32":5.5}""", """{"int32":2147483648}""", """{"int32":""}""", """{"int32":" 5"}""", """{"int32":true}""", """{"int32":"1e2"}""",
        """{"uint32":-1}""", """{"uint32":4294967295}""", """{"int64":5}""", """{"int64":"5"}""", """{"int64":"5.0"}""",
        """{"int64":9223372036854775808}""", """{"uint64":18446744073709551615}""", """{"float":"NaN"}""", """{"float":"1.5"}""",
        """{"float":1e39}""", """{"double":"Infinity"}""", """{"double":"-Infinity"}""", """{"double":1e400}""", """{"double":"x"}""",
        """{"double":NaN}""", """{"content":"AQI"}""", """{"content":"_-8"}""", """{"content":"*"}""", """{"content":1}""", """{"content":""}""",
        """{"color":"COLOR_RED"}""", """{"color":1}""", """{"color":"1"}""", """{"color":9}""", """{"color":"PURPLE"}""", """{"color":"Red"}""",
        """{"color":null}""", """{"part":{}}""", """{"part":null}""", """{"part":[]}""", """{"part":"a"}""", """{"part":{"nothing":1}}""",
        """{"part":{"inner":{"inner":{"inner":{"name":"deep"}}}}}""", """{"texts":null}""", """{"texts":[null]}""", """{"texts":"a"}""",
        """{"texts":[1]}""", """{"texts":[]}""", """{"smallNumbers":["1",2]}""", """{"small_numbers":[1]}""", """{"parts":[null]}""", """{"colors":[null]}""",
        """{"small_numbers":[1],"smallNumbers":[2]}""", """{"amounts":{"a":"1"}}""", """{"amounts":{"a":null}}""", """{"amounts":[]}""",
        """{"amounts":{"a":1,"a":2}}""", """{"partsByNumber":{"x":{}}}""", """{"partsByNumber":{"1":{"size":4}}}""",
        """{"moment":"2024-02-29T12:34:56.123456789Z"}""", """{"moment":"2024-02-29T12:34:56+01:00"}""", """{"moment":"2024-02-30T00:00:00Z"}""",
        """{"moment":"yesterday"}""", """{"moment":1}""", """{"moment":null}""", """{"moment":"2024-02-29t12:34:56z"}""",
        """{"length":"1s"}""", """{"length":"1.000000001s"}""", """{"length":"1"}""", """{"length":"-0.5s"}""", """{"length":""}""",
        """{"optionalNumber":0}""", """{"optionalNumber":null}""", """{"optional_flag":false}""", """{"text":"\ud800"}""", "{\"text\":\"a\u0001\"}",
        """{"text":"<a href='x'>&</a>"}""", """{"text":"/* no */"} // comment""",
    ];

    private static IEnumerable<PeerRequest> Others =>
    [
        new("PATCH", "/v1/texts/a", """{"int32":5}"""), new("PATCH", "/v1/texts/a", """{"text":"b"}"""),
        new("PATCH", "/v1/texts/a?flag=true", """{"int32":5}"""), new("PATCH", "/v1/texts/a", null),
        new("PUT", "/v1/parts/a", """{"size":"5"}"""), new("PUT", "/v1/parts/a", """{"name":"a","size":5}"""),
        new("PUT", "/v1/parts/a", """{"name":"b"}"""), new("PUT", "/v1/parts/a?text=t&flag=true", """{"size":5}"""),
        new("PUT", "/v1/parts/a?part.size=5", "{}"), new("PUT", "/v1/parts/a", "null"), new("PUT", "/v1/parts/a", "[]"),
        new("POST", "/v1/texts", """["a","b"]"""), new("POST", "/v1/texts", "[]"), new("POST", "/v1/texts", "null"),
        new("POST", "/v1/texts", "{}"), new("POST", "/v1/texts?texts=c", """["a"]"""), new("POST", "/v1/texts?int32=4", """["a"]"""),
        new("POST", "/v1/texts", "[1]"), new("POST", "/v1/texts:empty"), new("POST", "/v1/texts:empty?text=a"),
        new("DELETE", "/v1/texts/a"), new("DELETE", "/v1/texts/a?int32=5"), new("LOCK", "/v1/texts/a"), new("LOCK", "/v1/all"),
        new("PUT", "/v1/all", "{}"), new("HEAD", "/v1/nothing"), new("POST", "/v1/all?text=a", "{}"),
        new("POST", "/v1/all", "{}", "text/plain"), new("POST", "/v1/all", "{}", "application/json; charset=utf-8"),
        new("POST", "/v1/all", "{}", "application/vnd.x+json"), new("POST", "/v1/all", "{}", ""),
        new("POST", "/v1/all:part", """{"part":{"name":"a"}}"""), new("POST", "/v1/all:part", "{}"),
        new("POST", "/v1/all:texts", """{"texts":["a"]}"""), new("POST", "/v1/all:texts", "{}"),
    ];
}
