namespace Functions.Tests.Document;

/// <summary>The page that shows the API document is made from it, and kept beside it.</summary>
public sealed class ApiReferenceTests
{
    private const string Page = "src/Functions/Pages/Assets/reference.html";
    private static readonly string Made = new ApiReference(ApiDocument.Default).ToHtml();

    [Fact]
    public void The_page_shows_the_document_as_it_is()
    {
        // After a change of the document: ACCEPT_REFERENCE=1 dotnet test --project tests/Functions.Tests --filter-class "*ApiReference*"
        if (Environment.GetEnvironmentVariable("ACCEPT_REFERENCE") == "1")
        {
            Repository.Write(Page, Made);
        }

        Assert.Equal(Made, Repository.Read(Page));
    }

    [Fact]
    public void The_page_asks_nobody_else_for_anything() => Assert.DoesNotMatch("(src|href|action)=\"(https?:)?//", Made);

    [Fact]
    public void The_page_shows_every_call() => Assert.All(ApiDocument.Default.Operations, operation => Assert.Contains($"<code>{operation.Path}</code>", Made, StringComparison.Ordinal));

    [Fact]
    public void Every_link_within_the_page_leads_somewhere()
    {
        var targets = System.Text.RegularExpressions.Regex.Matches(Made, "href=\"#([^\"]+)\"").Select(match => match.Groups[1].Value).Distinct();

        Assert.All(targets, target => Assert.Contains($"id=\"{target}\"", Made, StringComparison.Ordinal));
    }
}
