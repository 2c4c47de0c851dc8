// Private addresses for storage and the vault, and the names that lead to them inside the network.
param location string
param tags object
param vnetId string
param subnetId string
param storageId string
param vaultId string

var storageSuffix = environment().suffixes.storage
var targets = [
  { name: 'blob', resourceId: storageId, zone: 'privatelink.blob.${storageSuffix}' }
  { name: 'queue', resourceId: storageId, zone: 'privatelink.queue.${storageSuffix}' }
  { name: 'table', resourceId: storageId, zone: 'privatelink.table.${storageSuffix}' }
  { name: 'vault', resourceId: vaultId, zone: 'privatelink.vaultcore.azure.net' }
]

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for target in targets: {
    name: target.zone
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (target, i) in targets: {
    parent: zones[i]
    name: 'to-vnet'
    location: 'global'
    tags: tags
    properties: { registrationEnabled: false, virtualNetwork: { id: vnetId } }
  }
]

resource endpoints 'Microsoft.Network/privateEndpoints@2025-01-01' = [
  for target in targets: {
    name: 'pe-${target.name}'
    location: location
    tags: tags
    properties: {
      subnet: { id: subnetId }
      privateLinkServiceConnections: [
        #disable-next-line use-resource-id-functions // The ids come in as parameters, through the list above.
        { name: target.name, properties: { privateLinkServiceId: target.resourceId, groupIds: [target.name] } }
      ]
    }
  }
]

resource records 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-01-01' = [
  for (target, i) in targets: {
    parent: endpoints[i]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: target.name, properties: { privateDnsZoneId: zones[i].id } }]
    }
  }
]
