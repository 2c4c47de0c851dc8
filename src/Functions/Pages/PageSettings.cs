using System.Text;
using System.Text.Json.Nodes;
using Functions.Catalog;
using Microsoft.Extensions.Options;

namespace Functions.Pages;

/// <summary>What the pages know of this deployment: the module <c>settings.js</c> beside their files.</summary>
public sealed class PageSettings(IOptions<OperatorSettings> company, IOptions<ConsentSettings> consent)
{
    /// <summary>The module's name.</summary>
    public const string FileName = "settings.js";

    /// <summary>The module. JSON in ASCII is JavaScript, whatever the texts have in them.</summary>
    public byte[] ToModule()
    {
        var (its, asked) = (company.Value, consent.Value);
        var operatorJson = new JsonObject
        {
            ["name"] = its.Name,
            ["phone"] = its.Phone,
            ["email"] = its.Email,
            ["crmUrl"] = its.CrmUrl,
        };
        var consentJson = new JsonObject
        {
            ["version"] = asked.Version,
            ["text"] = asked.Text,
            ["url"] = asked.Url,
        };
        return Encoding.ASCII.GetBytes(
            $"export const operator = {operatorJson.ToJsonString()};\n"
            + $"export const consent = {consentJson.ToJsonString()};\n");
    }
}
