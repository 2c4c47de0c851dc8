namespace Functions;

/// <summary>Base64 in settings.</summary>
internal static class Base64
{
    /// <summary>How many bytes the text stands for; -1 if it is no base64, or missing.</summary>
    public static int Length(string? text)
    {
        if (text is null)
        {
            return -1;
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? length : -1;
    }
}
