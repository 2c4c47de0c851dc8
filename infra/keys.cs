// Makes the keys that the vault lacks, from the system's random numbers, and shows none of them.
//
// azd runs it before and after `azd provision` (azure.yaml). By hand it takes names of secrets, and `--new NAME`
// replaces a key, but never one that rows are sealed with. The values go to the vault by way of Azure Resource Manager,
// which reaches it when the vault itself answers only inside of the virtual network.
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

const string VaultVersion = "2025-05-01";
const string SiteVersion = "2025-03-01";
const string Sealing = "seal-";

var replace = args is ["--new", ..];
var names = replace ? args[1..] : args;
if (replace && (names.Length != 1 || names[0].StartsWith(Sealing, StringComparison.Ordinal)))
{
    return Fail("Usage: --new NAME. A seal key is never replaced: rows under it could not be read any more.");
}

if (names.Length == 0)
{
    var sealKeys = Setting("SEAL_KEYS") ?? "seal-key-0";
    names = ["widget-key-0", "widget-key-1", "cabinet-key", .. sealKeys.Split(',', StringSplitOptions.TrimEntries)];
}

// Before the first deployment there is neither.
if (Setting("AZURE_SUBSCRIPTION_ID") is not { } subscription || Setting("AZURE_ENV_NAME") is not { } environment)
{
    return Say("No environment yet: keys are made when it has a vault.");
}

var manager = new Uri(Setting("AZURE_RESOURCE_MANAGER") ?? "https://management.azure.com");
using var azure = new HttpClient { BaseAddress = manager };
azure.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync());
var group = $"/subscriptions/{subscription}/resourceGroups/rg-billing-{environment}/providers";
if (await IdInGroupAsync("Microsoft.KeyVault/vaults", VaultVersion) is not { } vault)
{
    return Say("No vault yet: keys are made when it is there.");
}

var made = 0;
foreach (var name in names)
{
    var address = $"{vault}/secrets/{name}?api-version={VaultVersion}";
    using var existing = await azure.GetAsync(address);
    if (existing.StatusCode != HttpStatusCode.NotFound)
    {
        Check(existing, $"Looking for {name}");
        if (!replace)
        {
            continue;
        }
    }

    var key = new JsonObject
    {
        ["properties"] = new JsonObject
        {
            ["value"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["contentType"] = "base64, 32 bytes",
        },
    };
    using var content = new StringContent(key.ToJsonString(), Encoding.UTF8, "application/json");
    using var answer = await azure.PutAsync(address, content);
    Check(answer, $"Making {name}");
    Console.WriteLine($"Made {name}.");
    made++;
}

// The app looked for them before they were there, and would look again within a day.
if (made > 0 && await IdInGroupAsync("Microsoft.Web/sites", SiteVersion) is { } site)
{
    var address = $"{site}/config/configreferences/appsettings/refresh?api-version={SiteVersion}";
    using var answer = await azure.PostAsync(address, content: null);
    Check(answer, "Having the app read them");
}

return 0;

static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

static int Say(string text)
{
    Console.WriteLine(text);
    return 0;
}

static int Fail(string text)
{
    Console.Error.WriteLine(text);
    return 1;
}

// The status alone: what was sent is in no message.
static void Check(HttpResponseMessage answer, string what)
{
    if (!answer.IsSuccessStatusCode)
    {
        Environment.Exit(Fail($"{what}: Azure answered {(int)answer.StatusCode}."));
    }
}

async Task<string?> IdInGroupAsync(string type, string version)
{
    using var answer = await azure.GetAsync($"{group}/{type}?api-version={version}");
    if (answer.StatusCode == HttpStatusCode.NotFound)
    {
        return null;
    }

    Check(answer, $"Looking for {type}");
    var list = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    return list.GetProperty("value").EnumerateArray()
        .Select(resource => resource.GetProperty("id").GetString())
        .SingleOrDefault();
}

static async Task<string> TokenAsync()
{
    using var azd = Process.Start(new ProcessStartInfo("azd", ["auth", "token", "--output", "json"])
    {
        RedirectStandardOutput = true,
    })!;
    var token = await azd.StandardOutput.ReadToEndAsync();
    await azd.WaitForExitAsync();
    if (azd.ExitCode != 0)
    {
        Environment.Exit(Fail("azd is not signed in: azd auth login"));
    }

    return JsonElement.Parse(token).GetProperty("token").GetString()!;
}
