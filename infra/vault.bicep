// Where the keys of the app are. keys.cs makes them: a template has no random numbers that are fit for keys.
param name string
param location string
param tags object
param isPrivate bool
param appId string
param workspaceId string
param deleteLock bool

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: isPrivate ? 'Deny' : 'Allow', bypass: 'AzureServices' }
  }
}

// Key Vault Secrets User: read the values, change nothing.
resource readSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, appId, 'secrets-user')
  scope: vault
  properties: {
    principalId: appId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '4633458b-17de-408a-b874-0445c86b69e6'
    )
  }
}

#disable-next-line use-recent-api-versions // The documented version; newer ones do not exist.
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (deleteLock) {
  name: 'keep-the-keys'
  scope: vault
  properties: {
    level: 'CanNotDelete'
    notes: 'Without the seal keys no stored row can be read. Remove this lock only to end the environment.'
  }
}

output id string = vault.id
output name string = vault.name
output uri string = vault.properties.vaultUri

// Where the values are, not what they are. Without a version: the newest one counts. The names are those of keys.cs.
// Two keys of the widget: the app takes a signature by either, so that one can change while the other is in use.
output keyUris { widgetKey0: string, widgetKey1: string, cabinetKey: string } = {
  widgetKey0: '${vault.properties.vaultUri}secrets/widget-key-0'
  widgetKey1: '${vault.properties.vaultUri}secrets/widget-key-1'
  cabinetKey: '${vault.properties.vaultUri}secrets/cabinet-key'
}
