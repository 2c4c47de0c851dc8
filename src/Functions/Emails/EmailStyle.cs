using Microsoft.AspNetCore.Components;

namespace Functions.Emails;

/// <summary>
/// The style sheet of e-mails: what cannot stand beside the elements, phones and dark colours. The light colours stand
/// beside the elements, because some mail programs drop style sheets. Colours are those of Pages/Assets/look.css.
/// </summary>
internal static class EmailStyle
{
    private static readonly (string Class, string Style)[] Dark =
    [
        ("page", "background:#0f1318"),
        ("paper", "background:#1a2028"),
        ("line", "border-color:#343d49"),
        ("ink", "color:#e9edf2"),
        ("soft", "color:#a7b1be"),
        ("link", "color:#86b6f6"),
        ("fill", "background:#86b6f6"),
        ("on-fill", "color:#0c1622"),
    ];

    // Outlook.com marks the elements whose colours it changed: text with data-ogsc, backgrounds with data-ogsb.
    public static MarkupString Sheet { get; } = new($$"""
        <style>
        :root { color-scheme: light dark; supported-color-schemes: light dark; }
        @media (max-width: 480px) {
          .page-edge { padding: 0 !important; }
          .paper { border-radius: 0 !important; border-left: 0 !important; border-right: 0 !important; }
          .edge { padding-left: 20px !important; padding-right: 20px !important; }
          .label { display: block !important; width: auto !important; padding: 12px 0 0 !important; }
          .label { border: 0 !important; }
          .value { display: block !important; padding: 2px 0 12px !important; }
          .button { width: 100% !important; }
          .button a { display: block !important; text-align: center !important; }
        }
        @media (prefers-color-scheme: dark) {
        {{Rules("")}}
        }
        {{Rules("[data-ogsc] ")}}
        {{Rules("[data-ogsb] ")}}
        </style>
        """);

    private static string Rules(string before) =>
        string.Join('\n', Dark.Select(rule => $"{before}.{rule.Class} {{ {rule.Style} !important; }}"));
}
