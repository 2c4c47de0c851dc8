// The app on the Flex Consumption plan, and every setting it reads.
import {
  consent as consentSettings
  operator as operatorSettings
  bank as bankSettings
  payee as payeeSettings
  scale as scaleSettings
  discount
  tariff
  webhook
} from 'types.bicep'

param name string
param location string
param tags object
param scale scaleSettings
param subnetId string?
param identity { id: string, clientId: string }

@description('The identity under which the platform writes and reads the package.')
param deployerIdentity string

param storage { name: string, endpoints: { blob: string, queue: string, table: string }, packages: string }
param insightsConnectionString string
param keyUris { widgetKey0: string, widgetKey1: string, cabinetKey: string }
param sealKeyUris string[]
param mail { endpoint: string, sender: string }
param widget { audience: string, origins: string[] }
param operator operatorSettings
param operatorsEmail string
param consent consentSettings
param bank bankSettings
param payee payeeSettings
param tariffs tariff[]
param discounts discount[]
param graceDays int
param webhooks webhook[]
param vaultUri string

var url = 'https://${name}.azurewebsites.net'

// The same names as in local.settings.sample.json, with __ for : as environment variables have it.
var settings = union(
  {
    APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identity.clientId}'
    AzureWebJobsDisableHomepage: 'true'
    AzureWebJobsStorage__blobServiceUri: storage.endpoints.blob
    AzureWebJobsStorage__queueServiceUri: storage.endpoints.queue
    AzureWebJobsStorage__tableServiceUri: storage.endpoints.table
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identity.clientId
    Cabinet__Key: '@Microsoft.KeyVault(SecretUri=${keyUris.cabinetKey})'
    Cabinet__Url: '${url}/api/pages/cabinet'
    Consent__Text: consent.text
    Consent__Url: consent.url
    Consent__Version: consent.version
    EmailLimits__PerAccountAndDay: '50'
    EmailLimits__PerAddressAndDay: '10'
    // Bytes. The host buffers a body whole before the app sees it, by default up to 100 MB; the app takes a bank
    // statement of 20 MB, and of all else 64 KB.
    FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '22020096'
    Mail__Endpoint: mail.endpoint
    Mail__Sender: mail.sender
    // Whatever a caller's traceparent says: what is not sampled is not seen by the alerts.
    OTEL_TRACES_SAMPLER: 'always_on'
    Operator__CrmUrl: operator.crmUrl
    Operator__Email: operator.email
    Operator__Name: operator.name
    Operator__Phone: operator.phone
    Operators__Email: operatorsEmail
    Operators__Url: '${url}/api/pages/operator'
    Payee__Account: payee.account
    Payee__Accountant: payee.accountant
    Payee__Address: payee.address
    Payee__Bank: payee.bank
    Payee__Basis: payee.basis
    Payee__Bic: payee.bic
    Payee__CorrespondentAccount: payee.correspondentAccount
    Payee__Director: payee.director
    Payee__Inn: payee.inn
    Payee__InvoiceDays: string(payee.invoiceDays)
    Payee__Kpp: payee.kpp
    Payee__Name: payee.name
    Subscriptions__GraceDays: string(graceDays)
    Widget__Audience: widget.audience
    Widget__Keys__0: '@Microsoft.KeyVault(SecretUri=${keyUris.widgetKey0})'
    Widget__Keys__1: '@Microsoft.KeyVault(SecretUri=${keyUris.widgetKey1})'
  },
  toObject(range(0, length(widget.origins)), i => 'Widget__Origins__${i}', i => widget.origins[i]),
  toObject(
    range(0, length(sealKeyUris)),
    i => 'Seals__Keys__${i}',
    i => '@Microsoft.KeyVault(SecretUri=${sealKeyUris[i]})'
  ),
  toObject(range(0, length(bank.accounts)), i => 'Bank__Accounts__${i}', i => bank.accounts[i]),
  toObject(range(0, length(bank.ignoredPayers)), i => 'Bank__IgnoredPayers__${i}', i => bank.ignoredPayers[i]),
  toObject(range(0, length(payee.vat)), i => 'Payee__Vat__${i}__From', i => payee.vat[i].from),
  toObject(range(0, length(payee.vat)), i => 'Payee__Vat__${i}__Regime', i => payee.vat[i].regime),
  toObject(range(0, length(webhooks)), i => 'Webhooks__${i}__Url', i => webhooks[i].url),
  toObject(range(0, length(webhooks)), i => 'Webhooks__${i}__Account', i => webhooks[i].account),
  toObject(
    range(0, length(webhooks)),
    i => 'Webhooks__${i}__Secrets__0',
    i => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${webhooks[i].secrets[0]})'
  ),
  toObject(
    filter(range(0, length(webhooks)), i => length(webhooks[i].secrets) > 1),
    i => 'Webhooks__${i}__Secrets__1',
    i => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${webhooks[i].secrets[1]})'
  ),
  toObject(range(0, length(tariffs)), i => 'Tariffs__${i}__Id', i => tariffs[i].id),
  toObject(range(0, length(tariffs)), i => 'Tariffs__${i}__Name', i => tariffs[i].name),
  toObject(range(0, length(tariffs)), i => 'Tariffs__${i}__MonthlyPrice', i => tariffs[i].monthlyPrice),
  toObject(range(0, length(discounts)), i => 'Discounts__${i}__FromMonths', i => string(discounts[i].fromMonths)),
  toObject(range(0, length(discounts)), i => 'Discounts__${i}__Percent', i => string(discounts[i].percent))
)

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true, zoneRedundant: scale.zoneRedundant }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {}, '${deployerIdentity}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: subnetId
    siteConfig: {
      appSettings: [for setting in items(settings): { name: setting.key, value: setting.value }]
      // No CORS here: the platform's would hide the app's own, which knows the same origins.
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
    }
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        maximumInstanceCount: scale.maximumInstances
        instanceMemoryMB: scale.instanceMemory
        alwaysReady: scale.alwaysReady == 0 ? [] : [{ name: 'http', instanceCount: scale.alwaysReady }]
        // HashingPool has 48 places for those who wait for a password's hash; more than twice as many calls are let in,
        // so that hashing never keeps others out. Without a value it would be 16 for this size of an instance.
        triggers: { http: { perInstanceConcurrency: 100 } }
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.endpoints.blob}${storage.packages}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: deployerIdentity }
        }
      }
    }
  }

  resource noScmPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }
}

output name string = app.name
output url string = url
