// A virtual network with a subnet for the app and one for the private endpoints of what it uses.
param name string
param location string
param tags object

resource vnet 'Microsoft.Network/virtualNetworks@2025-01-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/16'] }
  }

  resource app 'subnets' = {
    name: 'app'
    properties: {
      addressPrefix: '10.20.0.0/24'
      delegations: [
        { name: 'flex-consumption', properties: { serviceName: 'Microsoft.App/environments' } }
      ]
    }
  }

  resource endpoints 'subnets' = {
    name: 'endpoints'
    properties: { addressPrefix: '10.20.1.0/24' }
    // Subnets of one network are written one after the other.
    dependsOn: [app]
  }
}

output vnetId string = vnet.id
output appSubnetId string = vnet::app.id
output endpointSubnetId string = vnet::endpoints.id
