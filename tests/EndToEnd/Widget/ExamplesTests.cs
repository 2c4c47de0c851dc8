using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Local;
using Microsoft.Playwright;
using TelphinBilling.Examples;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Widget;

/// <summary>The examples in docs/examples, run against the product.</summary>
public sealed class ExamplesTests(Browser browser) : StageTest(browser)
{
    private const string Folder = "docs/examples";
    private const string Host = "https://billing.example.ru";

    private const string ReactPage = """
        import { createElement } from "react";
        import { createRoot } from "react-dom/client";
        import { TelphinBilling } from "./TelphinBilling";
        createRoot(document.getElementById("place")!).render(createElement(TelphinBilling, { account: "12345" }));
        """;

    private const string VuePage = """
        import { createApp } from "vue";
        import { TelphinBilling } from "./TelphinBilling.vue.js";
        createApp(TelphinBilling, { account: "12345" }).mount("#place");
        """;

    private const string Bundle = """
        const [source, loader] = process.argv.slice(1);
        const { outputFiles: [file] } = require("esbuild").buildSync({
          stdin: { contents: source, loader, resolveDir: "." }, bundle: true, write: false, format: "esm",
          jsx: "automatic", define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "true",
            __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
        });
        process.stdout.write(file.text);
        """;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_plain_page_opens_the_widget_and_hears_of_it()
    {
        var stage = await NewStageAsync();
        await OpenAsync(stage, Repository.Read($"{Folder}/plain.html"));

        var ready = stage.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Виджет готов" });
        await Expect(ready).ToBeVisibleAsync();
        await Expect(stage.Page.GetByLabel("ИНН")).ToHaveValueAsync("7725088527");
        await Expect(stage.Page.GetByRole(AriaRole.Button, new() { Name = "Проверить" }))
            .ToHaveCSSAsync("background-color", "rgb(107, 63, 160)");
        await stage.ShootAsync("plain page");
    }

    [Theory]
    [InlineData("react")]
    [InlineData("vue")]
    public async Task A_page_of_a_framework_opens_the_widget(string framework)
    {
        await NpmPackages.InstallAsync(Folder, "the examples' packages", say: null, CancellationToken);
        var (source, loader) = framework == "react" ? (ReactPage, "ts") : (VuePage, "js");
        var script = await RunAsync("node", "-e", Bundle, source, loader);
        var stage = await NewStageAsync();
        await stage.Page.RouteAsync("**/bundle.js", route => route.FulfillAsync(new()
        {
            ContentType = "text/javascript",
            Body = script,
        }));

        await OpenAsync(stage, $"""
            <!doctype html><html lang="ru"><meta charset="utf-8"><title>CRM</title><div id="place"></div>
            <script type="module" src="{Host}/api/pages/widget.js"></script>
            <script type="module" src="bundle.js"></script></html>
            """);

        await Expect(stage.Page.GetByLabel("ИНН")).ToBeVisibleAsync();
        stage.Product.Clock.Advance(TimeSpan.FromMinutes(61));
        await stage.Page.GetByRole(AriaRole.Tab, new() { Name = "Подключения" }).ClickAsync();
        await Expect(stage.Page.GetByText("Сначала отправьте реквизиты")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_types_describe_the_element_to_typescript_and_react()
    {
        await NpmPackages.InstallAsync(Folder, "the examples' packages", say: null, CancellationToken);

        Assert.Equal("", await RunAsync("node", "node_modules/typescript/bin/tsc", "-p", "."));
    }

    [Fact]
    public async Task Every_language_signs_the_same_token_and_the_service_takes_it()
    {
        var stage = await NewStageAsync();
        var key = stage.Product.Secrets.WidgetKey;
        var audience = stage.Product.World.WidgetVendor.Audience;
        var now = stage.Product.Clock.GetUtcNow();
        var time = now.ToUnixTimeSeconds();
        var hex = Convert.ToHexString(key);
        var token = SignToken.For("12345", key, audience, now);

        Assert.Equal(token, await RunAsync("node", "--input-type=module", "-e", $$"""
            import { signToken } from "./sign-token.mjs";
            process.stdout.write(signToken("12345", Buffer.from("{{hex}}", "hex"), "{{audience}}", {{time}}));
            """));
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.GetAsync(new Uri(stage.Product.Url, "/api/clients"), CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        // Machines without PHP check the others only.
        if (await TryRunAsync("php", "-r", $"""
            require "sign-token.php"; echo sign_token("12345", hex2bin("{hex}"), "{audience}", {time});
            """) is { } php)
        {
            Assert.Equal(token, php);
        }
    }

    // The example's page on the CRM's origin, with the product in place of the service's name.
    private static async Task OpenAsync(Stage stage, string page)
    {
        var product = stage.Product.Url.GetLeftPart(UriPartial.Authority);
        var address = new Uri(stage.Crm, "/example");

        // To Chromium a page that the test answers comes from the internet, and may not reach this machine unasked.
        await stage.Window.GrantPermissionsAsync(["local-network-access"]);
        await stage.Page.RouteAsync(address.ToString(), route => route.FulfillAsync(new()
        {
            ContentType = "text/html; charset=utf-8",
            Body = page.Replace(Host, product, StringComparison.Ordinal),
        }));
        await stage.Page.RouteAsync("**/telphin-token", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = $$"""{"token":"{{stage.Product.World.WidgetVendor.TokenFor("12345").Token}}"}""",
        }));
        await stage.Page.GotoAsync(address.ToString());
    }

    private static async Task<string> RunAsync(string program, params string[] arguments) =>
        await TryRunAsync(program, arguments) ?? throw new InvalidOperationException($"There is no {program}.");

    private static async Task<string?> TryRunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path.Combine(Repository.Root, Folder),
            RedirectStandardOutput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync(CancellationToken);
            await process.WaitForExitAsync(CancellationToken);
            Assert.True(process.ExitCode == 0, $"{program}: {output}");
            return output;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
