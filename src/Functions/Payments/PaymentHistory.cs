using Azure.Data.Tables;
using Functions.Http;
using Functions.Storage;

namespace Functions.Payments;

/// <summary>A client's payments, newest first.</summary>
public sealed class PaymentHistory(Tables tables)
{
    private const int LongestPage = 200;

    /// <summary>A page of them.</summary>
    public async Task<Outcome> ListAsync(string widgetAccount, string clientId, PageRequest page, CancellationToken stop)
    {
        if (page.Check(LongestPage) is { } problem)
        {
            return problem;
        }

        if (!ClientStates.IsId(clientId))
        {
            return Problems.NotFound;
        }

        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {clientId} and RowKey gt {RowKeys.Payment(page.After ?? "")} and RowKey lt {RowKeys.PaymentPrefix.Replace('-', '.')}");
        var reading = page.ReadAsync(tables.Clients, filter, row => row.GetString("Id"), stop);
        var isHis = await IsHisAsync(widgetAccount, clientId, stop);
        var (rows, next) = await reading;
        return isHis
            ? Outcome.Ok(new PaymentsBody([.. rows.Select(row => PaymentBody.Of(History.Payment(row)))], next))
            : Problems.NotFound;
    }

    /// <summary>One of them.</summary>
    public async Task<Outcome> ReadAsync(string widgetAccount, string clientId, string paymentId, CancellationToken stop)
    {
        if (!ClientStates.IsId(clientId) || !PageRequest.IsKey(paymentId))
        {
            return Problems.NotFound;
        }

        var reading = tables.Clients.FindAsync(clientId, RowKeys.Payment(paymentId), stop);
        var isHis = await IsHisAsync(widgetAccount, clientId, stop);
        return await reading is { } row && isHis ? Outcome.Ok(PaymentBody.Of(History.Payment(row))) : Problems.NotFound;
    }

    private async Task<bool> IsHisAsync(string widgetAccount, string clientId, CancellationToken stop) =>
        await tables.Clients.FindAsync(clientId, RowKeys.Client, stop) is { } row && Rows.Client(row).WidgetAccount == widgetAccount;
}
