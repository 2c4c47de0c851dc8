@export()
@description('A tariff on offer.')
type tariff = {
  @description('What the API calls it; never reused for another tariff.')
  @minLength(1)
  @maxLength(64)
  id: string

  @description('What customers read.')
  @minLength(1)
  name: string

  @description('Roubles for a whole calendar month, such as 3000.00.')
  @minLength(1)
  monthlyPrice: string
}

@export()
@description('A discount for paying many months at once.')
type discount = {
  @description('The fewest months that have it.')
  @minValue(2)
  @maxValue(12)
  fromMonths: int

  @minValue(1)
  @maxValue(99)
  percent: int
}

@export()
@description('Who answers customers. Named on the pages and in the e-mails.')
type operator = {
  @minLength(1)
  name: string

  @minLength(1)
  phone: string

  @minLength(3)
  email: string

  @description('The CRM page that has the widget, or empty: cabinet and e-mails lead back to it.')
  crmUrl: string
}

@export()
@description('The consent to the processing of personal data that the widget asks for.')
type consent = {
  @description('Stored with each client; to be changed with the text.')
  @minLength(1)
  @maxLength(32)
  version: string

  @minLength(1)
  text: string

  @description('Where the whole text can be read, or empty.')
  url: string
}

@export()
@description('Whom customers transfer money to, as a payment order names it. The app checks the numbers when it starts.')
type payee = {
  @minLength(1)
  name: string

  @minLength(10)
  @maxLength(12)
  inn: string

  @description('Empty for an entrepreneur.')
  kpp: string

  @description('The name of the bank.')
  @minLength(1)
  bank: string

  @minLength(9)
  @maxLength(9)
  bic: string

  @minLength(20)
  @maxLength(20)
  account: string

  @minLength(20)
  @maxLength(20)
  correspondentAccount: string

  @description('The address in the state register.')
  @minLength(1)
  address: string

  @description('The contract or offer that invoices are based on, with number and date.')
  @minLength(1)
  basis: string

  @description('The first regime of the tax, and every change. What is past stays.')
  @minLength(1)
  vat: vatChange[]

  @description('Who signs invoices as director, or empty.')
  director: string

  @description('Who signs invoices as accountant, or empty.')
  accountant: string

  @description('For how many days after its issue an invoice holds its prices.')
  @minValue(1)
  @maxValue(365)
  invoiceDays: int
}

@description('From which day on the payee is taxed how.')
type vatChange = {
  @description('The first day, such as 2026-01-01.')
  @minLength(10)
  @maxLength(10)
  from: string

  @description('The rate in percent, or none.')
  regime: 'none' | '5' | '7' | '22'
}

@export()
@description('What is known of the bank beside the payee\'s account.')
type bank = {
  @description('The other accounts of the payee: money between them and that account is nobody\'s top-up.')
  accounts: string[]

  @description('ИНН of payers whose money is nobody\'s top-up, such as acquirers that settle card payments.')
  ignoredPayers: string[]
}

@export()
@description('Who is told of events.')
type webhook = {
  @description('Where events are sent: https.')
  url: string

  @description('The widget account whose events are sent. Empty: all.')
  account: string

  @description('Secrets of the vault that sign events, each whsec_ and base64: two while one is exchanged.')
  @minLength(1)
  @maxLength(2)
  secrets: string[]
}

@export()
@description('Where the e-mails come from.')
type mail = {
  @description('Domain of the sender. Empty: a domain that Azure provides and verifies, limited to 5 e-mails a minute and 10 an hour.')
  domain: string

  @description('The DNS records of the domain are in place and verified. Until then no e-mail can be sent from it.')
  domainIsVerified: bool

  @description('Local part of the sender on an own domain.')
  @minLength(1)
  senderName: string

  @description('Where the mail service keeps data at rest, such as Europe.')
  @minLength(1)
  dataLocation: string
}

@export()
@description('How far the app may grow, and what it keeps warm.')
type scale = {
  @description('The most instances for each group of functions: the ceiling of what a flood can cost.')
  @minValue(40)
  @maxValue(1000)
  maximumInstances: int

  @description('Memory of an instance in MB; processor time grows with it.')
  instanceMemory: 512 | 2048 | 4096

  @description('Instances kept warm for HTTP calls; each is paid for all the time.')
  @minValue(0)
  @maxValue(100)
  alwaysReady: int

  @description('Spread over availability zones. Keeps at least two instances warm for each group.')
  zoneRedundant: bool
}
