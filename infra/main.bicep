// The whole environment: one resource group with everything the service needs. `azd provision` deploys it.
targetScope = 'subscription'

import {
  consent as consentSettings
  mail as mailSettings
  operator as operatorSettings
  bank as bankSettings
  payee as payeeSettings
  scale as scaleSettings
  discount
  tariff
  webhook
} from 'types.bicep'

@description('Name of the environment, such as prod or test. Part of every resource name.')
@minLength(2)
@maxLength(16)
param environmentName string

@description('Region of all resources but the mail service, which is global.')
@metadata({ azd: { type: 'location' } })
param location string

@description('Further tags for every resource.')
param extraTags { *: string } = {}

@description('Who answers customers.')
param operator operatorSettings

@description('Where the vendor\'s accountants are told that the books and the bank differ. Empty: nowhere.')
param operatorsEmail string = ''

@description('The consent that the widget asks for.')
param consent consentSettings
param bank bankSettings = { accounts: [], ignoredPayers: [] }
param payee payeeSettings

@description('Tariffs on offer.')
@minLength(1)
param tariffs tariff[]

@description('Discounts for long terms, from fewer to more months.')
param discounts discount[] = []

@description('For how many days a number works on after its last paid day.')
@minValue(0)
@maxValue(30)
param graceDays int = 0

@description('Who is told of events.')
@maxLength(20)
param webhooks webhook[] = []

@description('Audience (aud) that the widget tokens have to name.')
@minLength(1)
param widgetAudience string

@description('Origins whose pages may call the API from a browser, such as https://crm.example.com.')
param widgetOrigins string[]

@description('Where the e-mails come from.')
param mail mailSettings = { domain: '', domainIsVerified: false, senderName: 'billing', dataLocation: 'Europe' }

@description('Secrets of the vault that stored rows are sealed with: the first seals, the others only verify. The deployment makes those that are missing.')
@minLength(1)
param sealKeys string[] = ['seal-key-0']

@description('How far the app may grow, and what it keeps warm.')
param scale scaleSettings = { maximumInstances: 40, instanceMemory: 2048, alwaysReady: 1, zoneRedundant: false }

@description('Copies of the stored data. ZRS: three zones of the region. G*: also the paired region, in another country perhaps.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_ZRS'

@description('Storage and secrets are reachable from the virtual network alone.')
param vnetEnabled bool = true

@description('Nobody deletes storage account or vault by mistake. Remove both locks before `azd down`.')
param deleteLock bool = true

@description('Days that logs, traces and metrics are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Most logs taken in a day, in GB; what exceeds it is dropped.')
@minValue(1)
@maxValue(100)
param logDailyCapGb int = 2

@description('Addresses that alerts go to.')
@minLength(1)
param alertEmails string[]

var tags = union(extraTags, { 'azd-env-name': environmentName })
var suffix = '${environmentName}-${take(uniqueString(subscription().id, environmentName, location), 6)}'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-billing-${environmentName}'
  location: location
  tags: tags
}

module identity 'identity.bicep' = {
  name: 'identity'
  scope: group
  params: { name: 'id-billing-${suffix}', location: location, tags: tags }
}

module deployer 'identity.bicep' = {
  name: 'deployer'
  scope: group
  params: { name: 'id-deploy-${suffix}', location: location, tags: tags }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    publisherId: identity.outputs.principalId
    retentionDays: logRetentionDays
    dailyCapGb: logDailyCapGb
  }
}

module network 'network.bicep' = if (vnetEnabled) {
  name: 'network'
  scope: group
  params: { name: 'vnet-billing-${suffix}', location: location, tags: tags }
}

module storage 'storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: take('st${replace(suffix, '-', '')}', 24)
    location: location
    tags: tags
    sku: storageSku
    isPrivate: vnetEnabled
    deleteLock: deleteLock
    appId: identity.outputs.principalId
    deployerId: deployer.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: take('kv-${suffix}', 24)
    location: location
    tags: tags
    isPrivate: vnetEnabled
    deleteLock: deleteLock
    appId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module endpoints 'private-endpoints.bicep' = if (vnetEnabled) {
  name: 'private-endpoints'
  scope: group
  params: {
    location: location
    tags: tags
    vnetId: network!.outputs.vnetId
    subnetId: network!.outputs.endpointSubnetId
    storageId: storage.outputs.id
    vaultId: vault.outputs.id
  }
}

module emails 'mail.bicep' = {
  name: 'mail'
  scope: group
  params: {
    suffix: suffix
    tags: tags
    mail: mail
    appId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module functions 'functions.bicep' = {
  name: 'functions'
  scope: group
  params: {
    name: 'func-billing-${suffix}'
    location: location
    tags: tags
    scale: scale
    subnetId: vnetEnabled ? network!.outputs.appSubnetId : null
    identity: {
      id: identity.outputs.id
      clientId: identity.outputs.clientId
    }
    deployerIdentity: deployer.outputs.id
    storage: {
      name: storage.outputs.name
      endpoints: storage.outputs.endpoints
      packages: storage.outputs.deploymentContainer
    }
    insightsConnectionString: monitoring.outputs.connectionString
    keyUris: vault.outputs.keyUris
    sealKeyUris: [for key in sealKeys: '${vault.outputs.uri}secrets/${key}']
    mail: { endpoint: emails.outputs.endpoint, sender: emails.outputs.sender }
    widget: { audience: widgetAudience, origins: widgetOrigins }
    operator: operator
    operatorsEmail: operatorsEmail
    consent: consent
    bank: bank
    payee: payee
    tariffs: tariffs
    discounts: discounts
    graceDays: graceDays
    webhooks: webhooks
    vaultUri: vault.outputs.uri
  }
}

module alerts 'alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    insightsId: monitoring.outputs.insightsId
    healthUrl: '${functions.outputs.url}/api/health'
    emails: alertEmails
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output API_URL string = '${functions.outputs.url}/api'
output FUNCTION_APP string = functions.outputs.name
output KEY_VAULT string = vault.outputs.name
output STORAGE_ACCOUNT string = storage.outputs.name
output LOG_WORKSPACE string = monitoring.outputs.workspaceName
output MAIL_SENDER string = emails.outputs.sender

@description('What to enter in the DNS of an own mail domain; empty for the domain of Azure.')
output MAIL_DNS_RECORDS object = emails.outputs.dnsRecords
