using Microsoft.Extensions.DependencyInjection;

namespace Functions.Reconciliation;

/// <summary>Registers what this folder has.</summary>
internal static class ReconciliationServices
{
    public static IServiceCollection AddReconciliation(this IServiceCollection services) => services
        .AddSingleton<ChangedAccounts>()
        .AddSingleton<Checkpoints>()
        .AddSingleton<LedgerCheck>()
        .AddSingleton<LookupCheck>()
        .AddSingleton<Slice>()
        .AddSingleton<LostWork>()
        .AddSingleton<ReconcileBalances>()
        .AddSingleton<ReconcileAccount>()
        .AddSingleton<BankBooks>()
        .AddSingleton<BankProblems>()
        .AddSingleton<ReconcileBank>()
        .AddSingleton<BankReport>();
}
