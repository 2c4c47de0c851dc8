// What wakes somebody up. README.md says what each alert means and what to do.
param suffix string
param location string
param tags object
param workspaceId string
param insightsId string
param healthUrl string
param emails string[]

// Every failure that waits for an operator is one log line, whatever the work was: "Failure in <queue>: <reason>".
// Logs come with the values written in, or with the template and the values beside it.
var failures = '''AppTraces | where Message startswith "Failure in " | extend Queue = iff(isempty(Properties.Queue), extract("^Failure in ([a-z-]+):", 1, Message), tostring(Properties.Queue))'''

// Severity: 1 money or e-mails are at stake, 2 customers notice, 3 look when you can.
// Each query answers with one number, Value. An alert fires above `limit`; the last one, when there is nothing at all.
var rules = [
  {
    name: 'reconciliation-mismatch'
    title: 'An account does not agree with its entries'
    severity: 1
    window: 'PT1H'
    query: '${failures} | where Queue == "reconcile-account" | summarize Value = count()'
    limit: 0
  }
  {
    name: 'row-damaged'
    title: 'A stored row was changed past the app'
    severity: 1
    window: 'PT15M'
    query: '''AppTraces | where Message contains "changed past the app" | summarize Value = count()'''
    limit: 0
  }
  {
    name: 'email-failed'
    title: 'An e-mail could not be sent'
    severity: 1
    window: 'PT15M'
    query: '${failures} | where Queue in ("send-email", "send-credentials") | summarize Value = count()'
    limit: 0
  }
  {
    name: 'poison-message'
    title: 'A message could not be handled'
    severity: 1
    window: 'PT15M'
    query: '${failures} | where Queue !in ("reconcile-account", "send-email", "send-credentials") | summarize Value = count()'
    limit: 0
  }
  {
    name: 'email-bounced'
    title: 'An e-mail did not reach its reader'
    severity: 3
    window: 'PT1H'
    query: '''ACSEmailStatusUpdateOperational | where DeliveryStatus in ("Bounced", "Failed", "Suppressed", "Quarantined", "FilteredSpam") and isnotempty(RecipientId) | summarize Value = count()'''
    limit: 0
  }
  {
    name: 'emails-wait'
    title: 'E-mails wait for the mail service'
    severity: 2
    window: 'PT1H'
    query: '''AppMetrics | where Name == "billing.emails" and tostring(Properties.outcome) == "delayed" | summarize Value = sum(Sum)'''
    limit: 20
  }
  {
    name: 'events-late'
    title: 'What follows a payment came two hours late'
    severity: 2
    window: 'PT1H'
    // Seconds, two or so as a rule. A message whose commit has not come yet is put back for ten minutes at most.
    query: '''AppMetrics | where Name == "billing.events.delay" | summarize Value = max(Max)'''
    limit: 7200
  }
  {
    name: 'events-silent'
    title: 'Nothing follows what is paid'
    severity: 1
    window: 'PT1H'
    // The delay is measured when it is over: work that is never done does not show in it.
    query: '''AppMetrics | where Name in ("billing.payments", "billing.top_ups", "billing.events.delay") | summarize Booked = sumif(Sum, Name != "billing.events.delay" and TimeGenerated < ago(15m)), Followed = countif(Name == "billing.events.delay") | project Value = iff(Followed == 0, Booked, 0.0)'''
    limit: 0
  }
  {
    name: 'payment-errors'
    title: 'A payment ended in an error of ours'
    severity: 1
    window: 'PT15M'
    query: '''AppRequests | where (Name == "PostPayment" or (Name startswith "POST" and Url endswith "/payments")) and toint(ResultCode) >= 500 | summarize Value = count()'''
    limit: 0
  }
  {
    name: 'server-errors'
    title: 'Calls end in an error of ours'
    severity: 2
    window: 'PT15M'
    query: '''AppRequests | where isnotempty(Url) and toint(ResultCode) >= 500 | summarize Value = count()'''
    limit: 2
  }
  {
    name: 'slow-answers'
    title: 'One call in twenty takes longer than two seconds'
    severity: 3
    window: 'PT30M'
    query: '''AppRequests | where isnotempty(Url) | summarize Calls = count(), P95 = percentile(DurationMs, 95) | project Value = iff(Calls >= 20, P95, 0.0)'''
    limit: 2000
  }
  {
    name: 'reconciliation-silent'
    title: 'Balances have not been reconciled for three hours'
    severity: 1
    window: 'PT3H'
    query: '''AppTraces | where Message startswith "Handed out " and Message contains "slices to be checked" | summarize Value = count()'''
    limit: 1
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-billing-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'billing'
    emailReceivers: [for (email, i) in emails: { name: 'person-${i}', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for rule in rules: {
    name: 'alert-${rule.name}-${suffix}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.title
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      windowSize: rule.window
      evaluationFrequency: rule.window == 'PT15M' ? 'PT5M' : 'PT15M'
      autoMitigate: true
      // A table that no row has reached yet does not exist; that is no reason to refuse the rule.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: rule.query
            metricMeasureColumn: 'Value'
            timeAggregation: 'Maximum'
            operator: rule.name == 'reconciliation-silent' ? 'LessThan' : 'GreaterThan'
            threshold: rule.limit
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]

// Asked from outside, every five minutes from three places: no telemetry of a dead app would say that it is dead.
resource probe 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'probe-billing-${suffix}'
  location: location
  tags: union(tags, { 'hidden-link:${insightsId}': 'Resource' })
  kind: 'standard'
  properties: {
    Name: 'Health'
    SyntheticMonitorId: 'probe-billing-${suffix}'
    Kind: 'standard'
    Enabled: true
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: [{ Id: 'emea-nl-ams-azr' }, { Id: 'emea-se-sto-edge' }, { Id: 'emea-fr-pra-edge' }]
    Request: { RequestUrl: healthUrl, HttpVerb: 'GET' }
    ValidationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true, SSLCertRemainingLifetimeCheck: 7 }
  }
}

resource unreachable 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'alert-unreachable-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    description: 'The service does not answer from outside'
    severity: 1
    enabled: true
    scopes: [probe.id, insightsId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: probe.id
      componentId: insightsId
      failedLocationCount: 2
    }
    actions: [{ actionGroupId: people.id }]
  }
}
