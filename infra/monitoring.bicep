// Where logs, traces and metrics go.
param suffix string
param location string
param tags object
param publisherId string
param retentionDays int
param dailyCapGb int

// Twice, because workspace and rule name each other: without the rule until there is one.
module bareWorkspace 'workspace.bicep' = {
  name: 'workspace-bare'
  params: {
    name: 'log-billing-${suffix}'
    location: location
    tags: tags
    retentionDays: retentionDays
    dailyCapGb: dailyCapGb
  }
}

module workspace 'workspace.bicep' = {
  name: 'workspace'
  params: {
    name: bareWorkspace.outputs.name
    location: location
    tags: tags
    retentionDays: retentionDays
    dailyCapGb: dailyCapGb
    ruleId: rule.id
  }
}

// While a queue function runs, the host looks into its queue every two seconds and makes two spans of each look, which
// no setting of the host leaves out. Nobody reads them: what was taken from a queue has spans of its own.
resource rule 'Microsoft.Insights/dataCollectionRules@2024-03-11' = {
  name: 'dcr-billing-${suffix}'
  location: location
  tags: tags
  kind: 'WorkspaceTransforms'
  properties: {
    dataSources: {}
    destinations: {
      logAnalytics: [{ name: 'workspace', workspaceResourceId: bareWorkspace.outputs.id }]
    }
    dataFlows: [
      {
        streams: ['Microsoft-Table-AppDependencies']
        destinations: ['workspace']
        transformKql: 'source | where not(Name == "QueueClient.ReceiveMessages" or (Name startswith "GET" and Data contains ".queue." and Data contains "/messages?"))'
      }
    ]
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-billing-${suffix}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.outputs.id
    DisableLocalAuth: true
  }
}

// Monitoring Metrics Publisher: send telemetry, read none.
resource publishTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, publisherId, 'publish')
  scope: insights
  properties: {
    principalId: publisherId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '3913510d-42f4-4e42-8a64-420c390055eb'
    )
  }
}

output workspaceId string = workspace.outputs.id
output workspaceName string = workspace.outputs.name
output insightsId string = insights.id

// Not a secret: with local authentication off it names the endpoint and lets nobody in.
output connectionString string = insights.properties.ConnectionString
