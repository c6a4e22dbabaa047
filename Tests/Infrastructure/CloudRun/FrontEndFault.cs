namespace CodeFirst.Tests.Infrastructure.CloudRun;

/// <summary>What the front end does instead of letting a request through and the answer back.</summary>
public enum FrontEndFault
{
    /// <summary>HTTP 429: no instance is to be had.</summary>
    TooManyRequests,

    /// <summary>HTTP 503: the instance does not answer.</summary>
    ServiceUnavailable,

    /// <summary>HTTP 504 at once.</summary>
    GatewayTimeout,

    /// <summary>HTTP 504, although the service has done what it was asked to.</summary>
    LostAnswer,

    /// <summary>HTTP 200 and a web page.</summary>
    WebPage,

    /// <summary>HTTP 302 to a page where people sign in.</summary>
    Redirect,

    /// <summary>The TCP connection is closed.</summary>
    Drop,

    /// <summary>The HTTP/2 stream is reset, with <see cref="FakeCloudRun.ResetCode"/>.</summary>
    Reset,

    /// <summary>The answer of the service without its last bytes and without its status.</summary>
    Truncate,

    /// <summary>The message of the answer is replaced by bytes that are none.</summary>
    Garbage,

    /// <summary>The whole answer of the service, without its status.</summary>
    NoStatus,

    /// <summary>The whole answer of the service, with status 99.</summary>
    UnknownStatus,

    /// <summary>Nothing, until the caller gives up.</summary>
    Nothing,
}
