// The keys that the app needs. Made once, random, and never read back by a deployment.
param name string
param location string
param tags object
param isPrivate bool
param appId string
param workspaceId string

@secure()
param randomA string = newGuid()
@secure()
param randomB string = newGuid()
@secure()
param randomC string = newGuid()
@secure()
param randomD string = newGuid()
@secure()
param randomE string = newGuid()
@secure()
param randomF string = newGuid()
@secure()
param randomG string = newGuid()
@secure()
param randomH string = newGuid()

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

// Widget tokens: the app takes a signature by either key, so that one can change while the other is in use.
@onlyIfNotExists()
resource widgetKey0 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = {
  parent: vault
  name: 'widget-key-0'
  properties: { value: base64('${randomA}${randomB}'), contentType: 'base64, HS256 key of the widget tokens' }
}

@onlyIfNotExists()
resource widgetKey1 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = {
  parent: vault
  name: 'widget-key-1'
  properties: { value: base64('${randomC}${randomD}'), contentType: 'base64, HS256 key of the widget tokens' }
}

// Exactly 32 bytes: 42 random hexadecimal digits, each a digit of base64 too, and the two that end the last group.
@onlyIfNotExists()
resource cabinetKey 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = {
  parent: vault
  name: 'cabinet-key'
  properties: {
    value: '${take(replace('${randomE}${randomF}', '-', ''), 42)}A='
    contentType: 'base64, 32 bytes, encrypts first passwords and signs sessions'
  }
}

// The first of the keys that stored rows are sealed with; README.md says how another one takes its place.
@onlyIfNotExists()
resource sealKey0 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = {
  parent: vault
  name: 'seal-key-0'
  properties: { value: base64('${randomG}${randomH}'), contentType: 'base64, HMAC-SHA-256 key of the seals of rows' }
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

output id string = vault.id
output name string = vault.name
output uri string = vault.properties.vaultUri

// Where the values are, not what they are. Without a version: the newest one counts.
output keyUris { widgetKey0: string, widgetKey1: string, cabinetKey: string } = {
  widgetKey0: '${vault.properties.vaultUri}secrets/${widgetKey0.name}'
  widgetKey1: '${vault.properties.vaultUri}secrets/${widgetKey1.name}'
  cabinetKey: '${vault.properties.vaultUri}secrets/${cabinetKey.name}'
}
