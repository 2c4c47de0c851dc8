// Requisites that pass every check; the numbers are published examples.
const contact = { email: "buh@romashka.example", phone: "+7 495 123-45-67" };

export const samples = {
  organization: {
    kind: "organization", name: "ООО «Ромашка»", inn: "7725088527", kpp: "772501001", ogrn: "1037739010891",
    legalAddress: "115114, г. Москва, ул. Летниковская, д. 2",
    bank: { bic: "044030827", account: "40702810900000002851", correspondentAccount: "30101810200000000827" },
    contact: { name: "Анна Петрова", ...contact },
  },
  entrepreneur: {
    kind: "entrepreneur", name: "Сидоров Пётр Ильич", inn: "773370857141", ogrn: "307760324100018",
    legalAddress: "150000, г. Ярославль, ул. Свободы, д. 1",
    bank: null, contact: { name: "Пётр Сидоров", ...contact },
  },
};
