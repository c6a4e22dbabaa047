namespace Corpus;

/// <summary>
/// Keeps books.
/// <para>A second paragraph, with <c>code</c>, <b>bold</b>, &lt;angles&gt;, "quotes" and ünïcödé €.</para>
/// </summary>
/// <remarks>
/// Remarks come last. See <see cref="Book"/>, <see cref="Book.Title"/>, <see cref="Genre.Crime"/>,
/// <see cref="FindAsync(FindBook, CallContext)"/>, <see cref="System.String.Length"/>, <see langword="null"/>,
/// <see href="https://example.com/books"/> and <see cref="Book">any book</see>.
/// </remarks>
[ServiceContract(Name = "corpus.comments.v1.Library")]
public interface ILibrary
{
    /// <summary>Finds one book by <paramref name="request"/>. <br/> Errors:
    /// <list type="bullet">
    /// <item>NOT_FOUND if there is no such book, which is a long explanation that needs more than one line of the printed file.</item>
    /// <item><term>INVALID_ARGUMENT</term><description>if the title is empty.</description></item>
    /// </list>
    /// Retry:
    /// <list type="number"><item>wait</item><item>call again</item></list>
    /// <code>
    /// for (var i = 0; i &lt; 3; i++)
    /// {
    ///     Call();
    /// }
    ///
    /// Done();
    /// </code>
    /// </summary>
    /// <param name="request">What to find.</param>
    /// <param name="context">The call.</param>
    /// <returns>The book.</returns>
    [OperationContract(Name = "Find")]
    ValueTask<Book> FindAsync(FindBook request, CallContext context = default);

    /// <inheritdoc cref="FindAsync"/>
    [OperationContract(Name = "FindAgain")]
    ValueTask<Book> FindAgainAsync(FindBook request);

    /// <inheritdoc/>
    [OperationContract(Name = "Plain")]
    ValueTask<Book> PlainAsync(FindBook request);
}

/// <summary>A book.</summary>
[DataContract(Name = "BookV1")]
public sealed class Book
{
    /// <summary>
    /// The title,
    /// without the subtitle. // no second comment, /* nor a third */
    /// </summary>
    [DataMember(Name = "title", Order = 1)]
    public string Title { get; set; } = "";

    [DataMember(Name = "genre", Order = 2)]
    public Genre Genre { get; set; }

    /// <summary>Tags by their language, such as <c>en</c>.</summary>
    [DataMember(Name = "tags", Order = 3)]
    public Dictionary<string, string> Tags { get; set; } = [];

    /// <summary></summary>
    [DataMember(Name = "pages", Order = 4)]
    public int Pages { get; set; }
}

/// <summary>What to find.</summary>
/// <param name="Title">The whole title.</param>
/// <param name="Author">Absent for any.</param>
[DataContract]
public sealed record FindBook(
    [property: DataMember(Name = "title", Order = 1)] string Title,
    [property: DataMember(Name = "author", Order = 2)] string? Author)
{
    private FindBook()
        : this("", null)
    {
    }
}

/// <summary>The kind of a <see cref="Book"/>.</summary>
public enum Genre
{
    /// <summary>Nobody said.</summary>
    [EnumMember(Value = "GENRE_UNSPECIFIED")]
    Unspecified,

    /// <summary>Somebody is dead.
    /// <para>Or worse.</para></summary>
    [EnumMember(Value = "GENRE_CRIME")]
    Crime,
}
