// Vue 3. In a build of your own, tell the compiler: isCustomElement: tag => tag === "telphin-billing".
import { defineComponent, h, onMounted, ref } from "vue";

export const TelphinBilling = defineComponent({
  props: { account: { type: String, required: true } },
  emits: ["paid", "failed"],
  setup(props, { emit }) {
    const token = ref();
    async function renew() {
      const answer = await fetch("/telphin-token", { method: "POST" });
      token.value = (await answer.json()).token;
    }
    onMounted(renew);

    // ^ makes attributes, which the widget reads, of what could be properties too.
    return () => h("telphin-billing", {
      "^token": token.value,
      "^account": props.account,
      onTokenExpired: renew,
      onSubscriptionPaid: ({ detail }) => emit("paid", detail),
      onError: ({ detail }) => emit("failed", detail),
    });
  },
});
