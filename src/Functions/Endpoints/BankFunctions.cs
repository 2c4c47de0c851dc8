using Functions.Http;
using Functions.Movements;
using Functions.Statements;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Endpoints;

/// <summary>What comes from the bank, with a function key: reports of a connector, and statements.</summary>
public sealed class BankFunctions(
    Edge edge,
    TakeTopUp takeTopUp,
    UploadStatement uploadStatement,
    StatementQueries statements)
{
    /// <summary>Books money that came in.</summary>
    [Function("PostTopUp")]
    public Task<HttpResponseData> PostTopUp(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "topups")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open<TopUpForm>(request, form => takeTopUp.RunAsync(form, cancellationToken), cancellationToken);

    /// <summary>Takes a bank statement.</summary>
    [Function("PostStatement")]
    public Task<HttpResponseData> PostStatement(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "statements")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open(request, () => uploadStatement.RunAsync(request, cancellationToken));

    /// <summary>Lists the statements.</summary>
    [Function("GetStatements")]
    public Task<HttpResponseData> GetStatements(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "statements")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open(request, () => statements.ListAsync(PageRequest.FromQuery(request), cancellationToken));

    /// <summary>Shows what became of a statement, line by line.</summary>
    [Function("GetStatement")]
    public Task<HttpResponseData> GetStatement(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "statements/{statementId}")]
        HttpRequestData request,
        string statementId,
        CancellationToken cancellationToken) =>
        edge.Open(
            request,
            () => statements.ReadAsync(statementId, PageRequest.FromQuery(request), cancellationToken));
}
