namespace CodeFirst.Transcoding.OpenApi;

/// <summary>What a schema is for.</summary>
internal enum SchemaUse
{
    /// <summary>An OpenAPI document, from which people read and programs generate clients.</summary>
    Document,

    /// <summary>Refusing requests of another form.</summary>
    Request,

    /// <summary>Accepting every response.</summary>
    Response,
}
