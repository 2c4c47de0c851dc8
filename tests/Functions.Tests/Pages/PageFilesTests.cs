using System.IO.Compression;
using System.Net;
using System.Text;
using Functions.Catalog;
using Functions.Pages;
using Microsoft.Extensions.Options;

namespace Functions.Tests.Pages;

/// <summary>The codings and entity tags with which files are sent.</summary>
public sealed class PageFilesTests
{
    private static readonly PageFiles Files = new(new(
        Options.Create(new OperatorSettings { Name = "Телефония «Север»", CrmUrl = "https://crm.example.ru/" }),
        Options.Create(new ConsentSettings())));

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("identity", null)]
    [InlineData("deflate, zstd", null)]
    [InlineData("no list; of=codings", null)]
    [InlineData("br", "br")]
    [InlineData("BR", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("br;q=0.5, gzip;q=0.6", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*;q=0", null)]
    [InlineData("*;q=0, gzip;q=0.001", "gzip")]
    [InlineData("identity, br;q=0.5", null)]
    [InlineData("identity;q=0.5, br;q=0.4", null)]
    [InlineData("identity;q=0.5, br", "br")]
    public void The_coding_is_the_one_that_the_caller_prefers(string? acceptEncoding, string? coding) =>
        Assert.Equal(coding, Answer("openapi.yaml", acceptEncoding).Headers.GetValueOrDefault("Content-Encoding"));

    [Theory]
    [MemberData(nameof(ServedFiles))]
    public void In_every_coding_a_file_has_the_content_of_its_source(string path, string source)
    {
        var content = Repository.Read(source).Replace("{version}", Files.Version, StringComparison.Ordinal);

        Assert.All((string[])["br", "gzip", "identity"], coding => Assert.Equal(content, Unpack(Answer(path, coding))));
    }

    [Fact]
    public void A_coding_that_makes_a_file_no_smaller_is_not_used()
    {
        var entry = Answer("widget.js", "br");

        Assert.DoesNotContain("Content-Encoding", entry.Headers.Keys);
        Assert.Equal($"import \"./{Files.Version}/widget.js\";\n", Encoding.UTF8.GetString(entry.Body.Span));
        Assert.All(
            ServedFiles.Select(file => file.Data.Item1),
            path => Assert.InRange(Answer(path, "br").Body.Length, 1, Answer(path, null).Body.Length));
    }

    [Fact]
    public void What_is_configured_is_a_module_of_its_own_whatever_letters_and_quotes_it_has()
    {
        var other = new PageFiles(new(
            Options.Create(new OperatorSettings { Name = "</script>\"\u2028" }),
            Options.Create(new ConsentSettings())));

        Assert.Contains("\"crmUrl\":\"https://crm.example.ru/\"", Settings(Files), StringComparison.Ordinal);
        Assert.DoesNotContain("<", Settings(other), StringComparison.Ordinal);
        Assert.Contains("\\u2028", Settings(other), StringComparison.Ordinal);
        Assert.NotEqual(Files.Version, other.Version);

        static string Settings(PageFiles files) => Unpack(files.Answer($"{files.Version}/settings.js")!);
    }

    [Fact]
    public void An_entity_tag_names_one_coding_of_one_file()
    {
        var tags = (from path in ServedFiles.Select(file => file.Data.Item1).Append("widget.js")
                    from coding in (string?[])["br", "gzip", null]
                    select Answer(path, coding))
            .ToLookup(answer => answer.Headers["ETag"], answer => Convert.ToHexString(answer.Body.Span));

        Assert.True(tags.Count > 50);
        Assert.All(tags, bodies => Assert.Single(bodies.Distinct()));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData(null)]
    public void A_caller_that_has_the_coding_already_gets_304(string? coding)
    {
        var tag = Answer("cabinet", coding).Headers["ETag"];

        foreach (var ifNoneMatch in new[] { tag, $"W/{tag}", $"\"other\", {tag}", "*" })
        {
            var answer = Files.Answer("cabinet", coding, ifNoneMatch)!;
            Assert.Equal((HttpStatusCode.NotModified, 0), (answer.Status, answer.Body.Length));
            Assert.Equal((tag, "Accept-Encoding"), (answer.Headers["ETag"], answer.Headers["Vary"]));
            Assert.DoesNotContain("Content-Encoding", answer.Headers.Keys);
        }

        Assert.All(
            (string?[])["\"other\"", "no tag", "", null],
            other => Assert.Equal(HttpStatusCode.OK, Files.Answer("cabinet", coding, other)!.Status));
        Assert.Equal(HttpStatusCode.OK, Files.Answer("cabinet", coding == "br" ? "gzip" : "br", tag)!.Status);
    }

    /// <summary>The paths of all files but widget.js, which is generated, and their sources.</summary>
    public static TheoryData<string, string> ServedFiles =>
    [
        ("openapi.yaml", "src/Functions/Pages/openapi.yaml"),
        ("cabinet", "src/Functions/Pages/Assets/cabinet.html"),
        ("widget.d.ts", "src/Functions/Pages/Assets/widget.d.ts"),
        .. Repository.Files("src/Functions/Pages/Assets", "*")
            .Where(file => Path.GetExtension(file) is not (".html" or ".ts"))
            .Select(file => ($"{Files.Version}/{Path.GetFileName(file)}", file)),
    ];

    private static PageAnswer Answer(string path, string? acceptEncoding)
    {
        var answer = Files.Answer(path, acceptEncoding)!;
        Assert.Equal((HttpStatusCode.OK, "Accept-Encoding"), (answer.Status, answer.Headers["Vary"]));
        return answer;
    }

    private static string Unpack(PageAnswer answer)
    {
        using var body = new MemoryStream(answer.Body.ToArray());
        using Stream content = answer.Headers.GetValueOrDefault("Content-Encoding") switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        return new StreamReader(content).ReadToEnd();
    }
}
