using Functions.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Emails;

/// <summary>Registers what this folder has.</summary>
internal static class EmailServices
{
    public static IServiceCollection AddEmails(this IServiceCollection services)
    {
        services.AddSettings<MailSettings, MailSettingsValidator>().BindConfiguration("Mail");
        services.AddSettings<EmailLimits, EmailLimitsValidator>().BindConfiguration("EmailLimits");
        return services
            .AddSingleton<EmailQuota>()
            .AddSingleton<EmailSender>()
            .AddSingleton<EmailTexts>()
            .AddSingleton<EmailWriter>()
            .AddSingleton<EmailOutbox>()
            .AddSingleton<EmailDeliveries>()
            .AddSingleton<MailGate>()
            .AddSingleton<SendEmail>();
    }
}
