// What an environment looks like. Values that differ between environments come from `azd env set NAME value`;
// what the operator decides once is written here.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')

param operator = {
  name: 'Телфин'
  phone: readEnvironmentVariable('OPERATOR_PHONE')
  email: readEnvironmentVariable('OPERATOR_EMAIL')
  crmUrl: readEnvironmentVariable('CRM_URL', '')
}

param operatorsEmail = readEnvironmentVariable('ACCOUNTANTS_EMAIL', '')

// A new text needs a new version.
param consent = {
  version: '2026-11'
  text: 'Согласен на обработку персональных данных, указанных в этой форме'
  url: readEnvironmentVariable('CONSENT_URL', '')
}

// Whom customers transfer money to. One wrong digit sends their money elsewhere: the app checks these numbers when it starts.
param payee = {
  name: readEnvironmentVariable('PAYEE_NAME')
  inn: readEnvironmentVariable('PAYEE_INN')
  kpp: readEnvironmentVariable('PAYEE_KPP', '')
  bank: readEnvironmentVariable('PAYEE_BANK')
  bic: readEnvironmentVariable('PAYEE_BIC')
  account: readEnvironmentVariable('PAYEE_ACCOUNT')
  correspondentAccount: readEnvironmentVariable('PAYEE_CORRESPONDENT_ACCOUNT')
  address: readEnvironmentVariable('PAYEE_ADDRESS')
  basis: readEnvironmentVariable('PAYEE_BASIS')
  // A change is added with its first day.
  vat: [
    { from: '2026-01-01', regime: '22' }
  ]
  director: readEnvironmentVariable('PAYEE_DIRECTOR', '')
  accountant: readEnvironmentVariable('PAYEE_ACCOUNTANT', '')
  invoiceDays: 5
}

// Other accounts of the payee, and payers whose money is nobody's top-up.
param bank = {
  accounts: []
  ignoredPayers: []
}

param tariffs = [
  { id: 'base', name: 'Базовый', monthlyPrice: '3000.00' }
  { id: 'extended', name: 'Расширенный', monthlyPrice: '5500.00' }
]

param discounts = [
  { fromMonths: 6, percent: 10 }
  { fromMonths: 12, percent: 20 }
]

// One address, with all events; more of them, or only those of a widget account, are written here.
var webhookUrl = readEnvironmentVariable('WEBHOOK_URL', '')
param webhooks = empty(webhookUrl)
  ? []
  : [
      {
        url: webhookUrl
        account: ''
        secrets: split(readEnvironmentVariable('WEBHOOK_SECRETS', 'webhook-secret-0'), ',')
      }
    ]

param widgetAudience = readEnvironmentVariable('WIDGET_AUDIENCE', 'telphin-billing')

// Comma-separated.
param widgetOrigins = split(readEnvironmentVariable('WIDGET_ORIGINS'), ',')
param alertEmails = split(readEnvironmentVariable('ALERT_EMAILS', readEnvironmentVariable('OPERATOR_EMAIL')), ',')

// Comma-separated names of secrets in the vault. The first seals rows, the others only verify: README.md, "Changing the keys".
param sealKeys = split(readEnvironmentVariable('SEAL_KEYS', 'seal-key-0'), ',')

param mail = {
  domain: readEnvironmentVariable('MAIL_DOMAIN', '')
  domainIsVerified: bool(readEnvironmentVariable('MAIL_DOMAIN_VERIFIED', 'false'))
  senderName: readEnvironmentVariable('MAIL_SENDER_NAME', 'billing')
  dataLocation: readEnvironmentVariable('MAIL_DATA_LOCATION', 'Europe')
}

param scale = {
  maximumInstances: int(readEnvironmentVariable('MAXIMUM_INSTANCES', '40'))
  instanceMemory: 2048
  alwaysReady: int(readEnvironmentVariable('ALWAYS_READY', '1'))
  zoneRedundant: bool(readEnvironmentVariable('ZONE_REDUNDANT', 'false'))
}

param storageSku = readEnvironmentVariable('STORAGE_SKU', 'Standard_ZRS')
param vnetEnabled = bool(readEnvironmentVariable('VNET_ENABLED', 'true'))
param deleteLock = bool(readEnvironmentVariable('DELETE_LOCK', 'true'))
