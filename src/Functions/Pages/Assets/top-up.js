/** How money gets to an account, and who is told when it is there. */
export const howToTopUp = (accountNumber, email) => `Чтобы пополнить баланс, переведите деньги любым удобным способом и укажите в назначении платежа номер лицевого счёта ${accountNumber}. Когда они поступят, мы напишем на ${email}.`;
