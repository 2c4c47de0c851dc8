// The workspace that all telemetry ends in.
param name string
param location string
param tags object
param retentionDays int
param dailyCapGb int

@description('The rule that decides what of the telemetry is kept; null keeps all.')
param ruleId string?

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyCapGb }
    features: { disableLocalAuth: true }
    defaultDataCollectionRuleResourceId: ruleId
  }
}

output id string = workspace.id
output name string = workspace.name
