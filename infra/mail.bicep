// E-mails, through Azure Communication Services, from a domain of Azure or from an own one.
import { mail as mailSettings } from 'types.bicep'

param suffix string
param tags object
param mail mailSettings
param appId string
param workspaceId string

var ownDomain = !empty(mail.domain)

resource email 'Microsoft.Communication/emailServices@2025-09-01' = {
  name: 'email-billing-${suffix}'
  location: 'global'
  tags: tags
  properties: { dataLocation: mail.dataLocation }
}

resource domain 'Microsoft.Communication/emailServices/domains@2025-09-01' = {
  parent: email
  name: ownDomain ? mail.domain : 'AzureManagedDomain'
  location: 'global'
  tags: tags
  properties: {
    domainManagement: ownDomain ? 'CustomerManaged' : 'AzureManaged'
    // E-mails with a link to restore a password must not be followed by anyone but their reader.
    userEngagementTracking: 'Disabled'
  }
}

resource sender 'Microsoft.Communication/emailServices/domains/senderUsernames@2025-09-01' = if (ownDomain && mail.domainIsVerified) {
  parent: domain
  name: mail.senderName
  properties: { username: mail.senderName, displayName: mail.senderName }
}

resource service 'Microsoft.Communication/communicationServices@2025-09-01' = {
  name: 'acs-billing-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    dataLocation: mail.dataLocation
    linkedDomains: !ownDomain || mail.domainIsVerified ? [domain.id] : []
    disableLocalAuth: true
  }
}

// The built-in role that can send (Communication and Email Service Owner) can also read the keys and delete the service.
resource sendRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'send-letters')
  properties: {
    roleName: 'Send letters (${suffix})'
    description: 'Send e-mail through a Communication Services resource.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: [
          'Microsoft.Communication/CommunicationServices/Read'
          'Microsoft.Communication/CommunicationServices/Write'
          'Microsoft.Communication/EmailServices/Write'
        ]
      }
    ]
  }
}

resource sendLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(service.id, appId, 'send-letters')
  scope: service
  properties: {
    principalId: appId
    principalType: 'ServicePrincipal'
    roleDefinitionId: sendRole.id
  }
}

#disable-next-line use-recent-api-versions // The documented version; newer ones do not exist.
resource deliveryLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: service
  properties: {
    workspaceId: workspaceId
    // The status log names recipients: it is the one place in the logs with personal data (see README.md).
    logs: [
      { category: 'EmailSendMailOperational', enabled: true }
      { category: 'EmailStatusUpdateOperational', enabled: true }
    ]
  }
}

output endpoint string = 'https://${service.properties.hostName}'
output sender string = ownDomain
  ? '${mail.senderName}@${mail.domain}'
  : 'DoNotReply@${domain.properties.mailFromSenderDomain}'
output dnsRecords object = ownDomain ? domain.properties.verificationRecords : {}
