using System.Security.Cryptography;

namespace Local;

/// <summary>The secrets of one local system, random and of no use anywhere else.</summary>
/// <param name="WidgetKey">Signs the widget's tokens.</param>
/// <param name="CabinetKey">Protects what the cabinet keeps and its sessions.</param>
/// <param name="SealKey">Seals stored rows.</param>
/// <param name="MailAccessKey">Signs the calls to the mail service.</param>
/// <param name="FunctionKey">Opens automation's calls.</param>
/// <param name="MasterKey">Opens the administrative calls.</param>
public sealed record LocalSecrets(
    byte[] WidgetKey,
    byte[] CabinetKey,
    byte[] SealKey,
    byte[] MailAccessKey,
    string FunctionKey,
    string MasterKey)
{
    /// <summary>Secrets that nobody has had before.</summary>
    public static LocalSecrets New() => new(
        RandomNumberGenerator.GetBytes(32),
        RandomNumberGenerator.GetBytes(32),
        RandomNumberGenerator.GetBytes(32),
        RandomNumberGenerator.GetBytes(32),
        RandomNumberGenerator.GetHexString(40),
        RandomNumberGenerator.GetHexString(40));

    /// <summary>
    /// The secrets that a file keeps, so that tokens, sessions and sealed rows outlive a restart; made if missing.
    /// </summary>
    /// <exception cref="LocalException">The file is damaged or of an earlier version.</exception>
    internal static LocalSecrets Kept(string file)
    {
        if (File.Exists(file))
        {
            return KeptFile.Read<LocalSecrets>(file);
        }

        var made = New();
        KeptFile.Write(file, made);
        return made;
    }
}
