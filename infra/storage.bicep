// Tables hold all state, queues the work, blobs the deployed package, bank statements and the host's own notes.
param name string
param location string
param tags object
param sku string
param isPrivate bool
param deleteLock bool
param appId string
param deployerId string
param workspaceId string

// The queues of the app (QueueNames), each with a poison queue for messages that failed every try.
var queueNames = [
  'create-cabinet'
  'events'
  'send-credentials'
  'send-email'
  'make-reset-link'
  'topups'
  'statements'
  'reconcile-account'
  'expire-client'
  'webhooks'
]

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: isPrivate ? 'Deny' : 'Allow', bypass: 'None' }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: { enabled: true, days: 14 }
      containerDeleteRetentionPolicy: { enabled: true, days: 14 }
    }

    resource packages 'containers' = {
      name: 'app-package'
    }

    // The Functions host's own: leases and the notes of timers, and the function keys.
    resource hosts 'containers' = {
      name: 'azure-webjobs-hosts'
    }

    resource secrets 'containers' = {
      name: 'azure-webjobs-secrets'
    }

    // Bank statements as they were uploaded.
    resource statements 'containers' = {
      name: 'statements'
    }
  }

  resource queues 'queueServices' = {
    name: 'default'

    resource work 'queues' = [
      for name in flatten([queueNames, map(queueNames, name => '${name}-poison')]): { name: name }
    ]
  }

  resource tables 'tableServices' = {
    name: 'default'
  }
}

var roles = {
  blobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

// Queues for messages, tables for the state: the app makes those that are missing.
resource appRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in ['queueDataContributor', 'tableDataContributor']: {
    name: guid(account.id, appId, role)
    scope: account
    properties: {
      principalId: appId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles[role])
    }
  }
]

// Of the blobs the app has the host's two containers and the statements: it cannot read or replace its own package.
resource hostRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account::blobs::hosts.id, appId, 'blobDataContributor')
  scope: account::blobs::hosts
  properties: {
    principalId: appId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
  }
}

resource statementsRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account::blobs::statements.id, appId, 'blobDataContributor')
  scope: account::blobs::statements
  properties: {
    principalId: appId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
  }
}

resource secretsRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account::blobs::secrets.id, appId, 'blobDataContributor')
  scope: account::blobs::secrets
  properties: {
    principalId: appId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
  }
}

// The platform writes the package on a deployment, and reads it at each start, under an identity that does only this.
resource packageRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account::blobs::packages.id, deployerId, 'blobDataContributor')
  scope: account::blobs::packages
  properties: {
    principalId: deployerId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
  }
}

#disable-next-line use-recent-api-versions // The documented version; newer ones do not exist.
resource tableLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::tables
  properties: {
    workspaceId: workspaceId
    // Writes by the app are in its traces; deletions are rare and worth a line of their own.
    logs: [{ category: 'StorageDelete', enabled: true }]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

#disable-next-line use-recent-api-versions // The documented version; newer ones do not exist.
resource queueLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::queues
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

#disable-next-line use-recent-api-versions // The documented version; newer ones do not exist.
resource blobLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::blobs
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'StorageDelete', enabled: true }]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (deleteLock) {
  name: 'keep-the-books'
  scope: account
  properties: { level: 'CanNotDelete', notes: 'Tables have no undelete. Remove this lock only to end the environment.' }
}

output id string = account.id
output name string = account.name
output endpoints { blob: string, queue: string, table: string } = {
  blob: account.properties.primaryEndpoints.blob
  queue: account.properties.primaryEndpoints.queue
  table: account.properties.primaryEndpoints.table
}
output deploymentContainer string = account::blobs::packages.name
